package loyalty.engine.member;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;

/**
 * What one operation does to a member, complete: applying it to the snapshot gives the next
 * snapshot. Ledger and processor book exactly these. Immutable.
 *
 * @param operation id of the sale, return or grant
 * @param created new lots with all their points, before {@code changes} fill any debt from them
 * @param changes points in and out of lots, new ones included, and of the debt
 * @param prolonged lots that live longer because of this sale
 * @param prolongationsEnded sales that prolong nothing any more because they are wholly returned
 * @param purchases counters: a new purchase, or money refunded of an old one
 * @param limits uses of promotions, counted per period; negative when a return gives them back
 * @param codesUsed codes that are used up now
 * @param codesFreed codes that may be used again
 * @param codesGiven personal codes the member gets
 * @param granted identities of grants made, so that none is made twice
 */
public record Effects(
        String operation,
        Instant at,
        List<Lot> created,
        List<LotChange> changes,
        List<Prolongation> prolonged,
        List<String> prolongationsEnded,
        List<PurchaseChange> purchases,
        List<LimitChange> limits,
        List<String> codesUsed,
        List<String> codesFreed,
        List<PersonalCode> codesGiven,
        List<String> granted) {
    /** A lot that lives at least until {@code expiresAt} from now on. */
    public record Prolongation(String lot, Instant expiresAt) {}

    /**
     * Counters of one purchase.
     *
     * @param sale the purchase
     * @param at when it was made
     * @param amount money added; negative for a refund
     * @param count purchases added: 1 for a sale, 0 for a part return, -1 with the last unit
     */
    public record PurchaseChange(String sale, Instant at, Money amount, int count) {}

    /**
     * Uses of one promotion.
     *
     * @param period as {@code month/2026-11}; the whole life of the promotion is {@code promotion}
     */
    public record LimitChange(String promotion, String period, long uses) {}

    public Effects {
        created = List.copyOf(created);
        changes = List.copyOf(changes);
        prolonged = List.copyOf(prolonged);
        prolongationsEnded = List.copyOf(prolongationsEnded);
        purchases = List.copyOf(purchases);
        limits = List.copyOf(limits);
        codesUsed = List.copyOf(codesUsed);
        codesFreed = List.copyOf(codesFreed);
        codesGiven = List.copyOf(codesGiven);
        granted = List.copyOf(granted);
    }

    /** An operation that does nothing yet. */
    public static Effects none(String operation, Instant at) {
        return new Effects(
                operation, at, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                List.of(), List.of(), List.of(), List.of());
    }

    /** Points spent, over all lots. */
    public Points spent() {
        return sum(LotChange.Kind.SPENT);
    }

    public Points sum(LotChange.Kind kind) {
        return changes.stream()
                .filter(change -> change.kind() == kind)
                .map(LotChange::points)
                .reduce(Points.ZERO, Points::plus);
    }

    /** The purchase this operation adds, if it is a sale. */
    public Optional<PurchaseChange> purchase() {
        return purchases.stream().filter(change -> change.count() > 0).findFirst();
    }
}
