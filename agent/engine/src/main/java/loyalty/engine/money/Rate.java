package loyalty.engine.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * An exact decimal fraction: 5 % is 0.05. Sums and products of rates stay exact however many are
 * chained, which is why this is a decimal and not a pair of longs. Immutable; equal by value.
 */
public final class Rate implements Comparable<Rate> {
    public static final Rate ZERO = new Rate(BigDecimal.ZERO);
    public static final Rate ONE = new Rate(BigDecimal.ONE);

    private static final int LONG_DIGITS = 18;

    private final BigDecimal fraction;
    private final long numerator;
    private final long denominator;

    private Rate(BigDecimal fraction) {
        BigDecimal plain = fraction.stripTrailingZeros();
        this.fraction = plain.scale() < 0 ? plain.setScale(0) : plain;
        boolean small =
                this.fraction.scale() <= LONG_DIGITS && this.fraction.precision() <= LONG_DIGITS;
        this.numerator = small ? this.fraction.unscaledValue().longValueExact() : 0;
        this.denominator = small ? BigInteger.TEN.pow(this.fraction.scale()).longValueExact() : 0;
    }

    public static Rate of(BigDecimal fraction) {
        return new Rate(fraction);
    }

    public static Rate percent(long percent) {
        return new Rate(BigDecimal.valueOf(percent, 2));
    }

    public BigDecimal fraction() {
        return fraction;
    }

    public Rate plus(Rate other) {
        return new Rate(fraction.add(other.fraction));
    }

    public Rate minus(Rate other) {
        return new Rate(fraction.subtract(other.fraction));
    }

    public Rate times(Rate factor) {
        return new Rate(fraction.multiply(factor.fraction));
    }

    public boolean isZero() {
        return fraction.signum() == 0;
    }

    public boolean isPositive() {
        return fraction.signum() > 0;
    }

    public Money ofHalfUp(Money whole) {
        return Money.of(part(whole.minor(), RoundingMode.HALF_UP));
    }

    public Money ofFloor(Money whole) {
        return Money.of(part(whole.minor(), RoundingMode.FLOOR));
    }

    /** This part of {@code whole}, rounded as asked. */
    public long part(long whole, RoundingMode rounding) {
        if (denominator != 0 && Math.multiplyHigh(whole, numerator) == 0 && numerator >= 0) {
            long product = whole * numerator;
            if (product >= 0 && rounding == RoundingMode.FLOOR) {
                return product / denominator;
            }
            if (product >= 0 && rounding == RoundingMode.HALF_UP) {
                return product / denominator
                        + (product % denominator >= denominator - product % denominator ? 1 : 0);
            }
        }
        return fraction.multiply(BigDecimal.valueOf(whole)).setScale(0, rounding).longValueExact();
    }

    @Override
    public int compareTo(Rate other) {
        return fraction.compareTo(other.fraction);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Rate rate && rate.fraction.equals(fraction);
    }

    @Override
    public int hashCode() {
        return fraction.hashCode();
    }

    /** {@code 5%}, {@code 12.5%}. */
    @Override
    public String toString() {
        BigDecimal percent = fraction.movePointRight(2).stripTrailingZeros();
        return (percent.scale() < 0 ? percent.setScale(0) : percent).toPlainString() + "%";
    }
}
