package loyalty.engine.quote;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import loyalty.engine.basket.Mode;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.engine.form.Units;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;

/** A quote as a document. */
final class QuoteDocument {
    private final Quote quote;
    private final Units units;

    QuoteDocument(Quote quote) {
        this.quote = quote;
        this.units = quote.units();
    }

    Node write() {
        Tree tree =
                Tree.mapping()
                        .put("total", total())
                        .put("points", points())
                        .put("lines", quote.lines(), this::line)
                        .put("lots", lots())
                        .put("promotions", quote.promotions(), this::explanation);
        quote.tier().ifPresent(tier -> tree.put("tier", tier(tier)));
        if (!quote.codesIssued().isEmpty()) {
            tree.put("codes", quote.codesIssued(), this::code);
        }
        if (!quote.messages().isEmpty()) {
            tree.put("messages", quote.messages(), QuoteDocument::message);
        }
        if (!quote.proven()) {
            tree.put("arbitration", "bound");
        }
        return tree.put("pack", quote.pack())
                .put("asOf", units.text(quote.asOf()))
                .put("mode", quote.context().mode() == Mode.ONLINE ? "online" : "offline")
                .node();
    }

    private Node total() {
        return Tree.mapping()
                .put("base", text(quote.total().base()))
                .put("discount", text(quote.total().discount()))
                .put("redeemed", text(quote.total().redeemed()))
                .put("due", text(quote.total().due()))
                .node();
    }

    private Node points() {
        PointsTotal points = quote.points();
        return Tree.mapping()
                .put("earned", text(points.earned()))
                .put("redeemed", text(points.redeemed()))
                .put("ceiling", text(points.ceiling()))
                .putText("ceilingLimitedBy", points.ceilingLimitedBy().map(Enum::name))
                .put("available", text(points.available()))
                .put("balanceAfter", text(points.balanceAfter()))
                .node();
    }

    private Node line(QuotedLine line) {
        return Tree.mapping()
                .put("id", line.line().id())
                .put("amount", text(line.amount()))
                .put("units", groups(line))
                .put("redeemed", text(line.redeemed()))
                .put("earned", text(line.earned()))
                .put("applied", line.applied(), this::applied)
                .node();
    }

    /** Neighbours of equal price together, as they stand on a fiscal receipt. */
    private Node groups(QuotedLine line) {
        List<Node> groups = new ArrayList<>();
        int start = 0;
        List<QuotedUnit> all = line.units();
        for (int i = 1; i <= all.size(); i++) {
            if (i == all.size() || !all.get(i).price().equals(all.get(start).price())) {
                groups.add(
                        Tree.mapping()
                                .put("count", Integer.toString(i - start))
                                .put("price", text(all.get(start).price()))
                                .node());
                start = i;
            }
        }
        return Tree.sequence(groups);
    }

    private Node applied(QuotedLine.Applied applied) {
        Tree tree = Tree.mapping().put("promotion", applied.promotion());
        if (!applied.discount().isZero()) {
            tree.put("discount", text(applied.discount()));
        }
        if (!applied.points().isZero()) {
            tree.put("points", text(applied.points()));
        }
        return tree.node();
    }

    private Node lots() {
        Tree tree =
                Tree.mapping()
                        .put("consumed", quote.consumed(), this::consumed)
                        .put("created", quote.created(), this::created);
        if (!quote.prolonged().isEmpty()) {
            tree.put(
                    "prolonged",
                    quote.prolonged(),
                    p ->
                            Tree.mapping()
                                    .put("lot", p.lot())
                                    .put("expiresAt", units.text(p.expiresAt()))
                                    .node());
        }
        return tree.node();
    }

    private Node consumed(ConsumedLot lot) {
        return Tree.mapping()
                .put("lot", lot.lot())
                .put("points", text(lot.points()))
                .putText("expiresAt", lot.expiresAt().map(units::text))
                .node();
    }

    private Node created(CreatedLot lot) {
        Tree tree =
                Tree.mapping()
                        .put("source", lot.source())
                        .put("points", text(lot.points()))
                        .putText("activeFrom", lot.activeFrom().map(units::text))
                        .putText("expiresAt", lot.expiresAt().map(units::text));
        if (!lot.only().isNone()) {
            tree.put("only", lot.only().toNode(units));
        }
        if (lot.filledDebt().isPositive()) {
            tree.put("filledDebt", text(lot.filledDebt()));
        }
        return tree.node();
    }

    private Node explanation(Explanation explanation) {
        Tree tree =
                Tree.mapping()
                        .put("id", explanation.promotion())
                        .put("applied", explanation.applied());
        if (!explanation.discount().isZero()) {
            tree.put("discount", text(explanation.discount()));
        }
        if (!explanation.points().isZero()) {
            tree.put("points", text(explanation.points()));
        }
        explanation.reason().ifPresent(reason -> tree.put("reason", reason.name()));
        putText(tree, "needed", explanation.needed());
        putText(tree, "have", explanation.have());
        putText(tree, "missing", explanation.missing());
        putText(tree, "to", explanation.to());
        explanation.by().ifPresent(by -> tree.put("by", text(by)));
        putText(tree, "arm", explanation.arm());
        Map<String, String> texts = explanation.texts();
        if (!texts.isEmpty()) {
            Tree all = Tree.mapping();
            new TreeMap<>(texts).forEach(all::put);
            tree.put("texts", all.node());
        }
        return tree.node();
    }

    private static void putText(Tree tree, String key, String value) {
        if (!value.isEmpty()) {
            tree.put(key, value);
        }
    }

    private Node tier(TierProgress tier) {
        Tree tree = Tree.mapping().put("current", tier.current()).put("after", tier.after());
        tier.next().ifPresent(next -> tree.put("next", next));
        return tree.put("have", amount(tier, tier.have()))
                .put("missing", amount(tier, tier.missing()))
                .node();
    }

    private String amount(TierProgress tier, long value) {
        return tier.inMoney() ? text(Money.of(value)) : Long.toString(value);
    }

    private Node code(AnnouncedCode code) {
        return Tree.mapping()
                .put("issuer", code.issuer())
                .put("promotion", code.promotion())
                .put("transferable", code.transferable())
                .putText("expiresAt", code.expiresAt().map(units::text))
                .node();
    }

    private static Node message(Message message) {
        Tree tree = Tree.mapping().put("for", message.audience().name().toLowerCase(Locale.ROOT));
        putText(tree, "promotion", message.promotion());
        return tree.put("text", message.text()).node();
    }

    private String text(Money money) {
        return units.text(money);
    }

    private String text(Points points) {
        return units.text(points);
    }
}
