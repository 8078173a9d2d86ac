package loyalty.engine.redeem;

import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import loyalty.engine.basket.Context;
import loyalty.engine.basket.Line;
import loyalty.engine.basket.Mode;
import loyalty.engine.member.Lot;
import loyalty.engine.member.Member;
import loyalty.engine.money.Points;

/** The lots of a member that can pay at this instant, in this place, for some of these lines. */
public final class PayingLots {
    private PayingLots() {}

    /**
     * Live lots with points. Without the processor a lot is worth what the register holds rights
     * for, if the snapshot names any rights.
     *
     * @param discounted whether the line with this number counts as discounted
     */
    public static List<PayingLot> of(
            Member member, Context context, List<Line> lines, IntPredicate discounted) {
        return member.lots().stream()
                .filter(lot -> lot.points().isPositive() && lot.isLive(context.at()))
                .map(lot -> paying(lot, member, context, admitted(lot, context, lines, discounted)))
                .toList();
    }

    private static PayingLot paying(Lot lot, Member member, Context context, BitSet admits) {
        return new PayingLot(
                lot.id(),
                lot.points().units(),
                spendable(lot, member, context).units(),
                lot.activeFrom().orElse(Instant.MIN),
                lot.expiresAt().orElse(Instant.MAX),
                !lot.only().isNone(),
                admits);
    }

    private static Points spendable(Lot lot, Member member, Context context) {
        Optional<Map<String, Points>> rights = member.rights();
        return rights.isEmpty() || context.mode() == Mode.ONLINE
                ? lot.points()
                : lot.points().min(rights.get().getOrDefault(lot.id(), Points.ZERO));
    }

    private static BitSet admitted(
            Lot lot, Context context, List<Line> lines, IntPredicate discounted) {
        BitSet admitted = new BitSet();
        if (lot.only().isNone()) {
            admitted.set(0, lines.size());
        } else if (lot.only().admitsPlace(context.store(), context.channel())) {
            for (int i = 0; i < lines.size(); i++) {
                admitted.set(i, lot.only().admits(lines.get(i), discounted.test(i)));
            }
        }
        return admitted;
    }
}
