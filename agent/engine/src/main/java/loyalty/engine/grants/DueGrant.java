package loyalty.engine.grants;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import loyalty.engine.member.Effects;
import loyalty.engine.member.Effects.LimitChange;
import loyalty.engine.member.Lot;
import loyalty.engine.member.LotChange;
import loyalty.engine.money.Points;
import loyalty.engine.quote.CreatedLot;

/**
 * A grant that can be made now. Immutable.
 *
 * @param identity the same on every register: {@code promotion/period} of this member
 * @param promotion its id
 * @param period what the grant is made once in: {@code birthday/2026}, {@code month/2026-11},
 *     {@code promotion}
 * @param points in all its lots
 * @param lots it makes
 * @param limits uses it counts
 */
public record DueGrant(
        String identity,
        String memberId,
        String promotion,
        String period,
        Points points,
        List<CreatedLot> lots,
        List<LimitChange> limits) {
    public DueGrant {
        lots = List.copyOf(lots);
        limits = List.copyOf(limits);
    }

    /**
     * Text from which an id can be derived that is the same on every register: member and identity.
     */
    public String name() {
        return memberId + "/" + identity;
    }

    /** What it does to the member, under the operation's id. */
    public Effects effects(String operation, Instant at) {
        List<Lot> created = new ArrayList<>();
        List<LotChange> changes = new ArrayList<>();
        for (CreatedLot lot : lots) {
            created.add(
                    new Lot(
                            lot.idIn(name()),
                            lot.points(),
                            lot.activeFrom(),
                            lot.expiresAt(),
                            lot.source(),
                            operation,
                            lot.only()));
            if (lot.filledDebt().isPositive()) {
                changes.add(
                        new LotChange(
                                lot.idIn(name()), LotChange.Kind.FILLED_DEBT, lot.filledDebt()));
            }
        }
        return new Effects(
                operation,
                at,
                created,
                changes,
                List.of(),
                List.of(),
                List.of(),
                limits,
                List.of(),
                List.of(),
                List.of(),
                List.of(identity));
    }
}
