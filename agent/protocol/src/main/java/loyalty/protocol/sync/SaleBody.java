package loyalty.protocol.sync;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * The body of a confirmed sale: enough to replay the calculation and to book what the paper
 * promised.
 *
 * @param sale the sale's id; also that of its reservation
 * @param receipt the receipt's number; unique with store, register and business day
 * @param businessDay the register's, as 2026-11-25
 * @param request the quote request as calculated, context included
 * @param quote the engine's answer that was printed
 * @param sold what a later return needs, in the engine's shape
 * @param seen the member snapshot the engine was given (with rights and own operations in it); none
 *     for an anonymous sale
 * @param seenVersion the version of the cached member behind {@code seen}
 * @param spends points paid, per lot, with where they came from
 * @param created lots earned
 * @param prolonged new ends of lots
 * @param money totals in minor units
 * @param limits uses of promotions to count
 * @param codesUsed codes that took effect
 * @param codesIssued codes printed
 */
public record SaleBody(
        String sale,
        String receipt,
        String store,
        String businessDay,
        Optional<String> cashier,
        Node.Mapping request,
        Node.Mapping quote,
        Node.Mapping sold,
        Optional<Node.Mapping> seen,
        long seenVersion,
        List<Spend> spends,
        List<LotGrant> created,
        List<Prolongation> prolonged,
        Money money,
        List<LimitUse> limits,
        List<String> codesUsed,
        List<Node.Mapping> codesIssued) {

    /**
     * Points paid out of one lot.
     *
     * @param points the whole
     * @param right the part that lowered the register's own right
     * @param hold the part that the sale's reservation held; the rest (points − right − hold) was
     *     spent on trust, as policies other than escrow allow
     */
    public record Spend(String lot, long points, long right, long hold) {
        public Spend {
            Wire.notBlank(lot, "lot");
            Wire.notNegative(right, "right");
            Wire.notNegative(hold, "hold");
            if (Math.addExact(right, hold) > points) {
                throw new IllegalArgumentException(
                        "lot " + lot + ": " + right + " + " + hold + " exceed " + points);
            }
        }

        static Spend read(Fields fields) {
            return new Spend(
                    fields.requiredText("lot"),
                    Wire.count(fields, "points"),
                    Wire.count(fields, "right", 0),
                    Wire.count(fields, "hold", 0));
        }

        Node.Mapping toNode() {
            return Tree.mapping()
                    .put("lot", lot)
                    .put("points", points)
                    .put("right", right)
                    .put("hold", hold)
                    .node();
        }
    }

    /** A purchase moved the end of a lot. */
    public record Prolongation(String lot, Instant expiresAt) {
        static Prolongation read(Fields fields) {
            return new Prolongation(fields.requiredText("lot"), Wire.time(fields, "expiresAt"));
        }

        Node.Mapping toNode() {
            return Tree.mapping().put("lot", lot).put("expiresAt", expiresAt.toString()).node();
        }
    }

    /** A promotion was used so often in a period, as "month/2026-11"; "" counts in total. */
    public record LimitUse(String promotion, String period, long count) {
        public LimitUse {
            Wire.notBlank(promotion, "promotion");
            Wire.notNegative(count, "count");
        }

        public static LimitUse read(Fields fields) {
            return new LimitUse(
                    fields.requiredText("promotion"),
                    fields.text("period").orElse(""),
                    Wire.count(fields, "count"));
        }

        public Node.Mapping toNode() {
            return Tree.mapping()
                    .put("promotion", promotion)
                    .put("period", period)
                    .put("count", count)
                    .node();
        }
    }

    /** The receipt's sums: list prices, discounts, paid with points, paid with money. */
    public record Money(long baseMinor, long discountMinor, long redeemedMinor, long dueMinor) {
        public Money {
            Wire.notNegative(baseMinor, "baseMinor");
            Wire.notNegative(discountMinor, "discountMinor");
            Wire.notNegative(redeemedMinor, "redeemedMinor");
            Wire.notNegative(dueMinor, "dueMinor");
        }

        static Money read(Fields fields) {
            return new Money(
                    Wire.count(fields, "baseMinor"),
                    Wire.count(fields, "discountMinor"),
                    Wire.count(fields, "redeemedMinor"),
                    Wire.count(fields, "dueMinor"));
        }

        Node.Mapping toNode() {
            return Tree.mapping()
                    .put("baseMinor", baseMinor)
                    .put("discountMinor", discountMinor)
                    .put("redeemedMinor", redeemedMinor)
                    .put("dueMinor", dueMinor)
                    .node();
        }
    }

    public SaleBody {
        Wire.notBlank(sale, "sale");
        spends = List.copyOf(spends);
        created = List.copyOf(created);
        prolonged = List.copyOf(prolonged);
        limits = List.copyOf(limits);
        codesUsed = List.copyOf(codesUsed);
        codesIssued = List.copyOf(codesIssued);
    }

    public static SaleBody read(Node node) throws InvalidDocumentException {
        return Wire.document(node, SaleBody::read);
    }

    static SaleBody read(Fields fields) {
        TillRecord record = TillRecord.read(fields);
        return new SaleBody(
                fields.requiredText("sale"),
                record.receipt(),
                record.store(),
                record.businessDay(),
                record.cashier(),
                record.request(),
                record.quote(),
                Wire.mapping(fields, "sold"),
                Wire.optionalMapping(fields, "seen"),
                Wire.count(fields, "seenVersion", 0),
                fields.each("spends", Spend::read),
                fields.each("created", LotGrant::read),
                fields.each("prolonged", Prolongation::read),
                Money.read(fields.requiredMapping("money")),
                fields.each("limits", LimitUse::read),
                fields.texts("codesUsed"),
                fields.each("codesIssued", Wire::whole));
    }

    public Node.Mapping toNode() {
        Tree tree =
                new TillRecord(receipt, store, businessDay, cashier, request, quote)
                        .addTo(Tree.mapping().put("sale", sale))
                        .put("sold", sold);
        seen.ifPresent(snapshot -> tree.put("seen", snapshot));
        return tree.put("seenVersion", seenVersion)
                .put("spends", spends, Spend::toNode)
                .put("created", created, LotGrant::toNode)
                .put("prolonged", prolonged, Prolongation::toNode)
                .put("money", money.toNode())
                .put("limits", limits, LimitUse::toNode)
                .put("codesUsed", codesUsed, Tree::text)
                .put("codesIssued", Tree.sequence(codesIssued))
                .node();
    }
}
