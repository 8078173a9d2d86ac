package loyalty.engine.returns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;
import loyalty.engine.document.Reading;
import loyalty.engine.document.Tree;
import loyalty.engine.form.Form;
import loyalty.engine.form.Units;
import loyalty.engine.member.Effects.LimitChange;
import loyalty.engine.member.Member;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
import loyalty.engine.money.Quantity;
import loyalty.engine.quote.ConsumedLot;
import loyalty.engine.quote.CreatedLot;
import loyalty.engine.quote.QuoteRequest;
import loyalty.engine.select.Restriction;

/** A sold receipt as a document: the extract that travels to wherever a return is made. */
final class SaleDocument {
    private static final long MOST_USES = 1_000_000_000;

    private static final String REQUEST = "request";
    private static final String SNAPSHOT = "snapshot";

    /** Stands in for a run that cannot be. */
    private static final SoldRun NOTHING = new SoldRun(1, Money.ZERO, Money.ZERO, Map.of());

    private final Units units;

    SaleDocument(Units units) {
        this.units = units;
    }

    // Reading

    static Reading<SoldReceipt> read(Node document, Units units) {
        List<Problem> problems = new ArrayList<>();
        Optional<QuoteRequest> request =
                part(document, REQUEST, problems, node -> QuoteRequest.read(node, units));
        Optional<Member> snapshot =
                part(document, SNAPSHOT, problems, node -> Member.read(node, units));
        Form form = Form.reading(Fields.of(withoutParts(document), problems), units);
        SoldReceipt receipt = read(form, request, snapshot);
        form.end();
        return Reading.of(receipt, problems);
    }

    /** Documents inside this one, which read themselves. */
    private static <T> Optional<T> part(
            Node document, String key, List<Problem> problems, Function<Node, Reading<T>> read) {
        if (!(document instanceof Node.Mapping root) || !root.entries().containsKey(key)) {
            return Optional.empty();
        }
        Reading<T> part = read.apply(Objects.requireNonNull(root.entries().get(key)));
        problems.addAll(part.problems());
        return part.value();
    }

    private static Node withoutParts(Node document) {
        if (!(document instanceof Node.Mapping root)) {
            return document;
        }
        Map<String, Node> rest = new LinkedHashMap<>(root.entries());
        rest.remove(REQUEST);
        rest.remove(SNAPSHOT);
        return new Node.Mapping(rest, root.at());
    }

    private static SoldReceipt read(
            Form form, Optional<QuoteRequest> request, Optional<Member> snapshot) {
        return new SoldReceipt(
                form.requiredText("sale", "the sale's id"),
                form.requiredMoment("at", "when it was made"),
                form.text("member", "who bought").orElse(""),
                form.each("lines", "as sold", SaleDocument::line),
                form.each("consumed", "lots that paid, in their order", SaleDocument::consumed),
                form.each("created", "lots that it made", SaleDocument::created),
                form.each("limits", "uses of promotions", SaleDocument::limit),
                form.textsOrNone("codesUsed", "codes used up"),
                request,
                snapshot);
    }

    private static SoldLine line(Form form) {
        String id = form.requiredText("id", "as in the basket");
        Quantity quantity = form.quantity("quantity", "sold").orElse(Quantity.ONE);
        boolean pieces = form.truth("pieces", true, "whether it returns unit by unit");
        List<SoldRun> runs = form.each("units", "equal neighbours together", SaleDocument::run);
        long count = runs.stream().mapToLong(SoldRun::count).sum();
        boolean whole = !pieces || quantity.isWhole();
        if (!whole || count != (pieces ? quantity.wholeUnits() : 1)) {
            form.problem("units", "are not as many as the quantity", "check the counts");
            return new SoldLine(id, Quantity.ONE, false, List.of(NOTHING));
        }
        return new SoldLine(id, quantity, pieces, runs);
    }

    private static SoldRun run(Form form) {
        long count = form.requiredWhole("count", 1, Quantity.MAX_UNITS, "equal units");
        Money price = form.requiredMoney("price", "of one, after all discounts");
        Money redeemed = form.money("redeemed", "paid with points").orElse(Money.ZERO);
        Map<String, Points> earned =
                form.mapping("earned", "points of one, by source", SaleDocument::earned)
                        .orElse(Map.of());
        if (redeemed.compareTo(price) > 0) {
            form.problem("redeemed", "is more than the price", "check the amounts");
            return NOTHING;
        }
        return new SoldRun(count, price, redeemed, earned);
    }

    private static Map<String, Points> earned(Form form) {
        Map<String, Points> earned = new TreeMap<>();
        form.names().forEach(key -> earned.put(key, form.requiredPoints(key, "points")));
        return earned;
    }

    private static ConsumedLot consumed(Form form) {
        return new ConsumedLot(
                form.requiredText("lot", "its id"),
                form.requiredPoints("points", "taken from it"),
                form.moment("expiresAt", "its end"),
                form.each("on", "where its money lies", SaleDocument::onLine));
    }

    private static ConsumedLot.OnLine onLine(Form form) {
        return new ConsumedLot.OnLine(
                form.requiredText("line", "the line's id"),
                form.requiredMoney("amount", "paid on it"));
    }

    private static CreatedLot created(Form form) {
        String key = form.requiredText("key", "unique in the sale");
        return new CreatedLot(
                key,
                form.text("source", "purchase or promotion; the key if left out").orElse(key),
                form.requiredPoints("points", "earned"),
                form.points("filledDebt", "of them paid a debt").orElse(Points.ZERO),
                Optional.empty(),
                form.moment("expiresAt", "its end"),
                Restriction.NONE);
    }

    private static LimitChange limit(Form form) {
        return new LimitChange(
                form.requiredText("promotion", "its id"),
                form.requiredText("period", "as month/2026-11"),
                form.requiredWhole("uses", 1, MOST_USES, "counted"));
    }

    // Writing

    Node write(SoldReceipt sold) {
        Tree tree = Tree.mapping().put("sale", sold.sale()).put("at", units.text(sold.at()));
        if (!sold.memberId().isEmpty()) {
            tree.put("member", sold.memberId());
        }
        tree.put("lines", sold.lines(), this::line)
                .put("consumed", sold.consumed(), this::consumed)
                .put("created", sold.created(), this::created)
                .put("limits", sold.limits(), SaleDocument::limit)
                .put("codesUsed", sold.codesUsed(), Tree::text);
        sold.request().ifPresent(request -> tree.put(REQUEST, request.toNode(units)));
        sold.member().ifPresent(member -> tree.put(SNAPSHOT, member.toNode(units)));
        return tree.node();
    }

    private Node line(SoldLine line) {
        return Tree.mapping()
                .put("id", line.id())
                .put("quantity", line.quantity().text())
                .put("pieces", line.pieces())
                .put("units", line.units(), this::run)
                .node();
    }

    private Node run(SoldRun run) {
        return Tree.mapping()
                .put("count", run.count())
                .put("price", units.text(run.price()))
                .put("redeemed", units.text(run.redeemed()))
                .put("earned", points(run.earned()))
                .node();
    }

    Node points(Map<String, Points> points) {
        Tree tree = Tree.mapping();
        new TreeMap<>(points).forEach((key, amount) -> tree.put(key, units.text(amount)));
        return tree.node();
    }

    private Node consumed(ConsumedLot lot) {
        return Tree.mapping()
                .put("lot", lot.lot())
                .put("points", units.text(lot.points()))
                .putText("expiresAt", lot.expiresAt().map(units::text))
                .put("on", lot.on(), this::onLine)
                .node();
    }

    private Node onLine(ConsumedLot.OnLine on) {
        return Tree.mapping().put("line", on.line()).put("amount", units.text(on.amount())).node();
    }

    private Node created(CreatedLot lot) {
        return Tree.mapping()
                .put("key", lot.key())
                .put("source", lot.source())
                .put("points", units.text(lot.points()))
                .put("filledDebt", units.text(lot.filledDebt()))
                .putText("expiresAt", lot.expiresAt().map(units::text))
                .node();
    }

    private static Node limit(LimitChange limit) {
        return Tree.mapping()
                .put("promotion", limit.promotion())
                .put("period", limit.period())
                .put("uses", limit.uses())
                .node();
    }
}
