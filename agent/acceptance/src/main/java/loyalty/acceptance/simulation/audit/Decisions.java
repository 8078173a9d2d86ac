package loyalty.acceptance.simulation.audit;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import loyalty.protocol.sync.Holder;

/**
 * What people answered for: points that may be paid beyond what was granted, because somebody
 * released what a register may still spend, or put a machine back to an older state.
 */
public final class Decisions {
    private final Map<String, Long> allowed = new HashMap<>();
    private final Map<Holder, Instant> patient = new HashMap<>();
    private boolean putBack;

    /** So many more points of a lot may be paid; the programme pays for them. */
    public void allow(String lot, long points) {
        if (points > 0) {
            allowed.merge(lot, points, Long::sum);
        }
    }

    /** Released after the term and its guard were over: nothing is spent from it any more. */
    public void releasedInTime(Holder holder, Instant at) {
        patient.putIfAbsent(holder, at);
    }

    /** The processor's books were put back: it forgot what it gave. */
    public void putBack() {
        putBack = true;
    }

    boolean neverPutBack() {
        return !putBack;
    }

    long allowed(String lot) {
        return allowed.getOrDefault(lot, 0L);
    }

    Optional<Instant> releasedInTime(Holder holder) {
        return Optional.ofNullable(patient.get(holder));
    }
}
