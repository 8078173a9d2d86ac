package loyalty.engine.returns;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;
import loyalty.engine.document.Reading;
import loyalty.engine.document.Tree;
import loyalty.engine.form.Form;
import loyalty.engine.form.Units;
import loyalty.engine.member.Lot;
import loyalty.engine.member.LotChange;
import loyalty.engine.member.LotChange.Kind;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
import loyalty.engine.money.Quantity;

/** Returns as documents: what is asked, what came back so far, what would come back. */
final class ReturnDocument {
    private final Units units;

    ReturnDocument(Units units) {
        this.units = units;
    }

    // Reading

    static Reading<ReturnRequest> readRequest(Node document, Units units) {
        List<Problem> problems = new ArrayList<>();
        Form form = Form.reading(Fields.of(document, problems), units);
        Instant at = form.requiredMoment("at", "when the goods come back");
        Map<String, Quantity> lines = quantities(form);
        form.end();
        return Reading.of(new ReturnRequest(at, lines), problems);
    }

    static Reading<Returned> readReturned(Node document, Units units) {
        List<Problem> problems = new ArrayList<>();
        Form form = Form.reading(Fields.of(document, problems), units);
        Returned returned =
                new Returned(
                        quantities(form),
                        form.money("price", "given back, points and money").orElse(Money.ZERO),
                        form.money("money", "given back in money").orElse(Money.ZERO),
                        form.mapping("reopened", "debt opened again", ReturnDocument::points)
                                .orElse(Map.of()));
        form.end();
        return Reading.of(returned, problems);
    }

    private static Map<String, Quantity> quantities(Form form) {
        Map<String, Quantity> lines = new TreeMap<>();
        form.each("lines", "what comes back", ReturnDocument::line)
                .forEach(line -> lines.merge(line.id, line.quantity, Quantity::plus));
        return lines;
    }

    private record Part(String id, Quantity quantity) {}

    private static Part line(Form form) {
        return new Part(
                form.requiredText("id", "the line, as in the basket"),
                form.quantity("quantity", "how much of it; 1 if left out").orElse(Quantity.ONE));
    }

    private static Map<String, Points> points(Form form) {
        Map<String, Points> points = new TreeMap<>();
        form.names().forEach(key -> points.put(key, form.requiredPoints(key, "points")));
        return points;
    }

    // Writing

    Node write(ReturnRequest request) {
        return Tree.mapping()
                .put("at", units.text(request.at()))
                .put("lines", quantities(request.lines()))
                .node();
    }

    Node write(Returned returned) {
        return Tree.mapping()
                .put("lines", quantities(returned.lines()))
                .put("price", units.text(returned.price()))
                .put("money", units.text(returned.money()))
                .put("reopened", new SaleDocument(units).points(returned.reopened()))
                .node();
    }

    private static Node quantities(Map<String, Quantity> lines) {
        return Tree.sequence(
                new TreeMap<>(lines).entrySet(),
                line ->
                        Tree.mapping()
                                .put("id", line.getKey())
                                .put("quantity", line.getValue().text())
                                .node());
    }

    Node write(ReturnQuote quote) {
        return Tree.mapping()
                .put("id", quote.id())
                .put("sale", quote.sale())
                .put("at", units.text(quote.at()))
                .put("complete", quote.complete())
                .put("total", total(quote))
                .put("points", points(quote))
                .put("lines", quote.lines(), this::line)
                .put("lots", lots(quote))
                .put("after", write(quote.after()))
                .node();
    }

    private Node total(ReturnQuote quote) {
        return Tree.mapping()
                .put("price", units.text(quote.price()))
                .put("redeemed", units.text(quote.redeemed()))
                .put("withheld", units.text(quote.withheld()))
                .put("keptByReprice", units.text(quote.keptByReprice()))
                .put("money", units.text(quote.money()))
                .node();
    }

    private Node points(ReturnQuote quote) {
        return Tree.mapping()
                .put("restored", units.text(quote.restored()))
                .put("takenBack", units.text(quote.takenBack()))
                .put("shortfall", units.text(quote.shortfall()))
                .put("owed", units.text(quote.owed()))
                .node();
    }

    private Node line(ReturnQuote.ReturnedLine line) {
        return Tree.mapping()
                .put("id", line.line())
                .put("quantity", line.quantity().text())
                .put("price", units.text(line.price()))
                .put("redeemed", units.text(line.redeemed()))
                .put("earned", units.text(line.earned()))
                .node();
    }

    private Node lots(ReturnQuote quote) {
        return Tree.mapping()
                .put("restored", changes(quote, Kind.RESTORED))
                .put("created", quote.graceLots(), this::lot)
                .put("taken", changes(quote, Kind.TAKEN))
                .node();
    }

    private Node changes(ReturnQuote quote, Kind kind) {
        List<LotChange> changes =
                quote.effects().changes().stream().filter(c -> c.kind() == kind).toList();
        return Tree.sequence(
                changes,
                change ->
                        Tree.mapping()
                                .put("lot", change.lot())
                                .put("points", units.text(change.points()))
                                .node());
    }

    private Node lot(Lot lot) {
        return Tree.mapping()
                .put("lot", lot.id())
                .put("points", units.text(lot.points()))
                .putText("expiresAt", lot.expiresAt().map(units::text))
                .node();
    }
}
