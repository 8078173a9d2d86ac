package loyalty.engine.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** How much of a product: whole pieces or kilograms, exact to a millionth. Immutable. */
public record Quantity(long millionths) implements Comparable<Quantity> {
    /** The most a line may hold. */
    public static final long MAX_UNITS = 10_000;

    public static final int FRACTION_DIGITS = 6;
    private static final long MILLION = 1_000_000;
    public static final Quantity ZERO = new Quantity(0);
    public static final Quantity ONE = new Quantity(MILLION);

    public static Quantity of(long units) {
        return new Quantity(Math.multiplyExact(units, MILLION));
    }

    /** Empty if it is negative, more than {@link #MAX_UNITS} or finer than a millionth. */
    public static Optional<Quantity> of(BigDecimal value) {
        BigDecimal scaled = value.movePointRight(FRACTION_DIGITS);
        if (value.signum() < 0
                || value.compareTo(BigDecimal.valueOf(MAX_UNITS)) > 0
                || scaled.stripTrailingZeros().scale() > 0) {
            return Optional.empty();
        }
        return Optional.of(new Quantity(scaled.longValueExact()));
    }

    public boolean isWhole() {
        return millionths % MILLION == 0;
    }

    /** Whole units in it, the fraction dropped. */
    public long wholeUnits() {
        return millionths / MILLION;
    }

    public Quantity plus(Quantity other) {
        return new Quantity(Math.addExact(millionths, other.millionths));
    }

    public Quantity minus(Quantity other) {
        return new Quantity(Math.subtractExact(millionths, other.millionths));
    }

    /** Price times quantity, rounded half up. */
    public Money priceHalfUp(Money price) {
        if (isWhole()) {
            return price.times(wholeUnits());
        }
        BigInteger product =
                BigInteger.valueOf(price.minor()).multiply(BigInteger.valueOf(millionths));
        return Money.of(Exact.halfUp(product, MILLION));
    }

    @Override
    public int compareTo(Quantity other) {
        return Long.compare(millionths, other.millionths);
    }

    /** Plain decimal without needless zeros: {@code 2}, {@code 0.435}. */
    public String text() {
        BigDecimal value = BigDecimal.valueOf(millionths, FRACTION_DIGITS).stripTrailingZeros();
        return value.scale() < 0 ? value.setScale(0).toPlainString() : value.toPlainString();
    }
}
