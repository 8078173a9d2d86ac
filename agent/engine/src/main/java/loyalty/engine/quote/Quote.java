package loyalty.engine.quote;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import loyalty.engine.basket.Context;
import loyalty.engine.document.Node;
import loyalty.engine.form.Units;
import loyalty.engine.member.Effects;
import loyalty.engine.money.Points;

/**
 * The answer to a {@link QuoteRequest}: everything a receipt, a display, a ledger and a later
 * return need. Asking has no effect; {@link #effects} says what the sale will do once it is
 * confirmed. Immutable.
 *
 * @param memberId empty for an anonymous basket
 * @param proven whether the chosen promotions are the proven best, or the best found within the
 *     documented bound
 * @param consumed lots in the order they are spent
 * @param prolonged lots that will live longer
 * @param limits uses of promotions that this sale counts
 * @param codesUsed codes that this sale uses up
 * @param units what amounts and points are written in
 * @param pack hash of the rule pack
 * @param asOf when the member snapshot was true
 */
public record Quote(
        String memberId,
        String receipt,
        Context context,
        Total total,
        PointsTotal points,
        List<QuotedLine> lines,
        List<ConsumedLot> consumed,
        List<CreatedLot> created,
        List<Effects.Prolongation> prolonged,
        List<Effects.LimitChange> limits,
        List<String> codesUsed,
        List<AnnouncedCode> codesIssued,
        Optional<TierProgress> tier,
        List<Explanation> promotions,
        List<Message> messages,
        boolean proven,
        Units units,
        String pack,
        Instant asOf) {
    public Quote {
        lines = List.copyOf(lines);
        consumed = List.copyOf(consumed);
        created = List.copyOf(created);
        prolonged = List.copyOf(prolonged);
        limits = List.copyOf(limits);
        codesUsed = List.copyOf(codesUsed);
        codesIssued = List.copyOf(codesIssued);
        messages = List.copyOf(messages);
    }

    /** What this sale does to its member, under the sale's id. Nothing for an anonymous basket. */
    public Effects effects(String sale) {
        return memberId.isEmpty()
                ? Effects.none(sale, context.at())
                : new SaleEffects(this, sale).effects();
    }

    /** The answer as a document; the same quote gives the same bytes everywhere. */
    public Node toNode() {
        return new QuoteDocument(this).write();
    }

    /** Points paid with, over all lots. */
    public Points redeemed() {
        return points.redeemed();
    }
}
