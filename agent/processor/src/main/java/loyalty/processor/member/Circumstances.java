package loyalty.processor.member;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import loyalty.protocol.sync.Holder;

/**
 * What a booking must know besides the account.
 *
 * @param time the processor's time
 * @param dead whether an incarnation was declared dead; it never gets rights again
 * @param shortfall what becomes of points that should be taken back and were spent
 * @param returnGrace life of points that come back to an expired lot
 * @param leaseShare at most this share of a lot is out, in percent
 * @param reservationLimit when a hold without escrow is freed
 * @param redemption false while a restored processor waits for what registers know
 */
public record Circumstances(
        Instant time,
        Predicate<Holder> dead,
        Shortfall shortfall,
        Duration returnGrace,
        int leaseShare,
        Duration reservationLimit,
        boolean redemption) {

    /** The programme's {@code onShortfall}. */
    public enum Shortfall {
        NEGATIVE,
        WITHHOLD,
        FORGIVE
    }

    public Circumstances {
        if (leaseShare < 0 || leaseShare > 100) {
            throw new IllegalArgumentException("leaseShare is a percentage, is " + leaseShare);
        }
    }
}
