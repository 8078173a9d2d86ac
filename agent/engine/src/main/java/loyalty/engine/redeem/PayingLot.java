package loyalty.engine.redeem;

import java.time.Instant;
import java.util.BitSet;

/**
 * A lot that is active and unexpired now.
 *
 * @param points what is left of it, at least 0
 * @param spendable how much of that this register may spend, e.g. the rights it holds; at most
 *     {@code points}
 * @param activeFrom {@link Instant#MIN} for a lot that always was
 * @param expiresAt {@link Instant#MAX} for a lot that never expires
 * @param restricted whether it has any restriction, also one that admits this whole basket
 * @param admits numbers of the lines it may pay for
 */
public record PayingLot(
        String id,
        long points,
        long spendable,
        Instant activeFrom,
        Instant expiresAt,
        boolean restricted,
        BitSet admits) {
    public PayingLot {
        if (points < 0 || spendable < 0 || spendable > points) {
            throw new IllegalArgumentException(id + ": " + spendable + " of " + points);
        }
        admits = (BitSet) admits.clone();
    }

    @Override
    public BitSet admits() {
        return (BitSet) admits.clone();
    }

    /** How much of these line amounts it may pay for. */
    long admitted(long[] amounts) {
        long sum = 0;
        for (int line = 0; line < amounts.length; line++) {
            sum += admits.get(line) ? amounts[line] : 0;
        }
        return sum;
    }
}
