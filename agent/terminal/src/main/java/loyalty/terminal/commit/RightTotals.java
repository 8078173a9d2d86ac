package loyalty.terminal.commit;

import java.time.Instant;
import java.util.Optional;

/**
 * One lot's spending right at this register, as totals that only grow, so that a message lost or
 * repeated does no harm. {@code held} is what open sales have set aside.
 */
public record RightTotals(
        String lot,
        String member,
        long granted,
        long received,
        long spent,
        long returned,
        long handedOut,
        long released,
        long held,
        Optional<Instant> expiresAt) {
    /** What may still be spent: from own totals, never from what the processor last said. */
    public long remaining() {
        return granted + received - spent - returned - handedOut - released - held;
    }

    /** At most this may be handed to another register: points that were granted here. */
    public long transferable() {
        return Math.max(0, Math.min(remaining(), granted - spent - returned - handedOut - held));
    }
}
