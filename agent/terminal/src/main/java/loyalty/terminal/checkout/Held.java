package loyalty.terminal.checkout;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.ReservationAnswer;
import loyalty.protocol.sync.SaleBody;

/**
 * What the processor holds for a sale, beside what the sale wanted held. The points decide, not the
 * reason that comes with them: an answer that is repeated may have lost its reason.
 */
record Held(List<SaleBody.Spend> wanted, List<String> codes, ReservationAnswer answer) {
    /** Whether counting again without what others have is worth it. */
    boolean anything() {
        return answer.state() == ReservationAnswer.State.HELD
                || (answer.state() == ReservationAnswer.State.REFUSED && !codesLost().isEmpty());
    }

    /** Codes wanted that the processor gave to another sale. */
    List<String> codesLost() {
        return codes.stream().filter(answer.codesTaken()::contains).toList();
    }

    /** Whether the sale may go on as it was counted. */
    boolean everything() {
        Map<String, Long> held = byLot();
        return answer.state() == ReservationAnswer.State.HELD
                && answer.codesHeld().containsAll(codes)
                && wanted.stream()
                        .allMatch(spend -> held.getOrDefault(spend.lot(), 0L) >= spend.hold());
    }

    /** So many points are at hand: held for this sale, or this register's own right. */
    long room() {
        long own = wanted.stream().mapToLong(SaleBody.Spend::right).sum();
        return Math.addExact(own, LotPoints.sum(answer.held()));
    }

    private Map<String, Long> byLot() {
        Map<String, Long> held = new HashMap<>();
        for (LotPoints part : answer.held()) {
            held.merge(part.lot(), part.points(), Long::sum);
        }
        return held;
    }
}
