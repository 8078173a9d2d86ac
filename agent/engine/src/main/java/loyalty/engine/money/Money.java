package loyalty.engine.money;

import java.math.BigInteger;

/**
 * An amount in minor units of the programme's one currency. Never a fraction; sums that do not fit
 * are our bug, because {@link Currency} admits nothing that could lead there. Immutable.
 */
public record Money(long minor) implements Comparable<Money> {
    public static final Money ZERO = new Money(0);

    public static Money of(long minor) {
        return minor == 0 ? ZERO : new Money(minor);
    }

    public Money plus(Money other) {
        return of(Math.addExact(minor, other.minor));
    }

    public Money minus(Money other) {
        return of(Math.subtractExact(minor, other.minor));
    }

    /** The whole amount times {@code count}. */
    public Money times(long count) {
        return of(Math.multiplyExact(minor, count));
    }

    /** This amount's share {@code part / whole}, rounded half up. */
    public Money shareHalfUp(long part, long whole) {
        return of(
                Exact.halfUp(BigInteger.valueOf(minor).multiply(BigInteger.valueOf(part)), whole));
    }

    public Money min(Money other) {
        return minor <= other.minor ? this : other;
    }

    public Money max(Money other) {
        return minor >= other.minor ? this : other;
    }

    public boolean isZero() {
        return minor == 0;
    }

    public boolean isPositive() {
        return minor > 0;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(minor, other.minor);
    }
}
