package loyalty.engine.member;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;
import loyalty.engine.document.Reading;
import loyalty.engine.document.Tree;
import loyalty.engine.form.Form;
import loyalty.engine.form.Units;
import loyalty.engine.money.Money;
import loyalty.engine.money.PointScale;
import loyalty.engine.money.Points;
import loyalty.engine.select.Restriction;

/** A member snapshot as a document. */
final class MemberDocument {
    private static final long MOST = 1_000_000_000;

    private final Units units;

    MemberDocument(Units units) {
        this.units = units;
    }

    static Reading<Member> read(Node document, Units units) {
        List<Problem> problems = new ArrayList<>();
        Form form = Form.reading(Fields.of(document, problems), units);
        Member member = read(form);
        form.end();
        return Reading.of(member, problems);
    }

    private static Member read(Form form) {
        return new Member(
                form.requiredText("id", "the member"),
                form.text("name", "masked").orElse(""),
                form.text("tier", "given by the processor"),
                form.date("birthday", "day of birth"),
                form.moment("joined", "when the member joined"),
                new TreeSet<>(form.textsOrNone("segments", "computed by the processor")),
                form.mapping("counters", "purchases so far", MemberDocument::counters)
                        .orElse(Counters.NONE),
                lots(form),
                form.points("debt", "owed; the next lot pays it").orElse(Points.ZERO),
                form.each("codes", "personal codes", MemberDocument::code),
                new TreeSet<>(form.textsOrNone("codesUsed", "used up")),
                form.byName("limitsUsed", "uses of promotions by period", (id, f) -> uses(f)),
                rights(form),
                new TreeSet<>(form.textsOrNone("granted", "identities of grants received")),
                form.moment("asOf", "when the snapshot was true"));
    }

    private static Counters counters(Form form) {
        List<Purchase> purchases =
                form.each("purchases", "as far back as any window looks", MemberDocument::purchase);
        long sum = purchases.stream().mapToLong(p -> p.amount().minor()).sum();
        return new Counters(
                form.money("lifetimeSpend", "paid since joining, less refunds")
                        .orElse(Money.of(sum)),
                form.whole(
                        "lifetimePurchases",
                        purchases.size(),
                        0,
                        MOST,
                        "purchases since joining, less those wholly returned"),
                purchases);
    }

    private static Purchase purchase(Form form) {
        return new Purchase(
                form.requiredMoment("at", "when"),
                form.requiredMoney("amount", "money paid"),
                form.text("sale", "its id").orElse(""));
    }

    private static List<Lot> lots(Form form) {
        List<Lot> lots = form.each("lots", "points of one origin each", MemberDocument::lot);
        Set<String> ids = new HashSet<>();
        long sum = 0;
        for (Lot lot : lots) {
            sum += lot.points().units();
            if (!ids.add(lot.id())) {
                form.problem("lots", "two lots " + lot.id(), "ids of lots are unique");
            }
            if (sum > PointScale.MAX_UNITS) {
                form.problem("lots", "more points than can be counted", "check the numbers");
                return List.of();
            }
        }
        return lots;
    }

    private static Lot lot(Form form) {
        return new Lot(
                form.requiredText("id", "unique with the member"),
                form.requiredPoints("points", "what is left"),
                form.moment("activeFrom", "usable from here on"),
                form.moment("expiresAt", "usable until here"),
                form.text("source", "purchase, or the promotion that gave it").orElse(Lot.PURCHASE),
                form.text("sale", "the sale or grant that made it").orElse(""),
                form.mapping("only", "where it may be spent", Restriction::read)
                        .orElse(Restriction.NONE),
                prolongations(form));
    }

    private static Map<String, Instant> prolongations(Form form) {
        return form.mapping("prolongations", "which sale asked for which end", MemberDocument::ends)
                .orElse(Map.of());
    }

    private static Map<String, Instant> ends(Form form) {
        Map<String, Instant> ends = new TreeMap<>();
        form.names().forEach(sale -> ends.put(sale, form.requiredMoment(sale, "")));
        return ends;
    }

    private static PersonalCode code(Form form) {
        return new PersonalCode(
                form.requiredText("code", "as shown"),
                form.requiredText("promotion", "what it opens"),
                form.moment("expiresAt", "no good from here on"));
    }

    private static Map<String, Long> uses(Form form) {
        Map<String, Long> uses = new TreeMap<>();
        for (String period : form.names()) {
            uses.put(period, form.whole(period, 0, 0, MOST, "uses in this period"));
        }
        return uses;
    }

    private static Optional<Map<String, Points>> rights(Form form) {
        return form.mapping(
                "rights",
                "points of each lot that this register may spend offline",
                MemberDocument::pointsByLot);
    }

    private static Map<String, Points> pointsByLot(Form form) {
        Map<String, Points> rights = new TreeMap<>();
        form.names().forEach(lot -> rights.put(lot, form.requiredPoints(lot, "")));
        return rights;
    }

    // Writing

    Node write(Member member) {
        Tree tree = Tree.mapping().put("id", member.id());
        if (!member.name().isEmpty()) {
            tree.put("name", member.name());
        }
        tree.putText("tier", member.tier())
                .putText("birthday", member.birthday().map(Object::toString))
                .putText("joined", member.joined().map(units::text))
                .put("segments", new TreeSet<>(member.segments()), Tree::text)
                .put("counters", counters(member.counters()))
                .put("lots", member.lots(), this::lot);
        if (member.debt().isPositive()) {
            tree.put("debt", units.text(member.debt()));
        }
        if (!member.codes().isEmpty()) {
            tree.put("codes", member.codes(), this::code);
        }
        tree.put("codesUsed", new TreeSet<>(member.codesUsed()), Tree::text)
                .put("limitsUsed", limits(member.limitsUsed()));
        member.rights().ifPresent(rights -> tree.put("rights", rights(rights)));
        if (!member.granted().isEmpty()) {
            tree.put("granted", new TreeSet<>(member.granted()), Tree::text);
        }
        return tree.putText("asOf", member.asOf().map(units::text)).node();
    }

    private Node counters(Counters counters) {
        return Tree.mapping()
                .put("lifetimeSpend", units.text(counters.lifetimeSpend()))
                .put("lifetimePurchases", counters.lifetimePurchases())
                .put("purchases", counters.purchases(), this::purchase)
                .node();
    }

    private Node purchase(Purchase purchase) {
        Tree tree =
                Tree.mapping()
                        .put("at", units.text(purchase.at()))
                        .put("amount", units.text(purchase.amount()));
        return purchase.sale().isEmpty() ? tree.node() : tree.put("sale", purchase.sale()).node();
    }

    private Node lot(Lot lot) {
        Tree tree =
                Tree.mapping()
                        .put("id", lot.id())
                        .put("points", units.text(lot.points()))
                        .putText("activeFrom", lot.activeFrom().map(units::text))
                        .putText("expiresAt", lot.expiresAt().map(units::text))
                        .put("source", lot.source());
        if (!lot.sale().isEmpty()) {
            tree.put("sale", lot.sale());
        }
        if (!lot.only().isNone()) {
            tree.put("only", lot.only().toNode(units));
        }
        if (!lot.prolongations().isEmpty()) {
            Tree all = Tree.mapping();
            new TreeMap<>(lot.prolongations())
                    .forEach((sale, end) -> all.put(sale, units.text(end)));
            tree.put("prolongations", all.node());
        }
        return tree.node();
    }

    private Node code(PersonalCode code) {
        return Tree.mapping()
                .put("code", code.code())
                .put("promotion", code.promotion())
                .putText("expiresAt", code.expiresAt().map(units::text))
                .node();
    }

    private static Node limits(Map<String, Map<String, Long>> limits) {
        Tree tree = Tree.mapping();
        new TreeMap<>(limits)
                .forEach(
                        (promotion, uses) -> {
                            Tree periods = Tree.mapping();
                            new TreeMap<>(uses)
                                    .forEach((p, count) -> periods.put(p, Long.toString(count)));
                            tree.put(promotion, periods.node());
                        });
        return tree.node();
    }

    private Node rights(Map<String, Points> rights) {
        Tree tree = Tree.mapping();
        new TreeMap<>(rights).forEach((lot, points) -> tree.put(lot, units.text(points)));
        return tree.node();
    }
}
