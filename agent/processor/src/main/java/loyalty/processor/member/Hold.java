package loyalty.processor.member;

import java.time.Instant;
import java.util.Optional;
import loyalty.protocol.sync.Holder;

/**
 * Points of one lot kept for one sale.
 *
 * @param until when it is freed by itself; none under escrow or once confirmed
 */
record Hold(Holder holder, long points, Optional<Instant> until, boolean confirmed) {
    Hold {
        if (points < 0) {
            throw new IllegalArgumentException("a hold below zero: " + points);
        }
    }

    Hold pinned() {
        return new Hold(holder, points, Optional.empty(), true);
    }

    boolean over(Instant now) {
        return until.isPresent() && !now.isBefore(until.get());
    }
}
