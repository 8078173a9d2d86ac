package loyalty.engine.money;

import java.math.BigInteger;

/** Divisions that say how they round. */
final class Exact {
    private Exact() {}

    /** {@code numerator / denominator} to the nearest whole, halves away from zero. */
    static long halfUp(BigInteger numerator, long denominator) {
        BigInteger doubled = numerator.abs().shiftLeft(1).add(BigInteger.valueOf(denominator));
        BigInteger rounded = doubled.divide(BigInteger.valueOf(denominator).shiftLeft(1));
        return (numerator.signum() < 0 ? rounded.negate() : rounded).longValueExact();
    }
}
