package loyalty.engine.money;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * How points are counted and what they are worth.
 *
 * @param decimals of a point, 0 to 2
 * @param unitWorth what one unit of the scale pays for; whole minor units, at least one
 */
public record PointScale(int decimals, Money unitWorth) {
    /** A bound on every single number of points, so that no sum can overflow. */
    public static final long MAX_UNITS = 1_000_000_000_000_000L;

    public PointScale {
        if (decimals < 0 || decimals > 2 || !unitWorth.isPositive()) {
            throw new IllegalArgumentException(decimals + " decimals, worth " + unitWorth);
        }
    }

    /** Empty if it is finer than the scale or beyond {@link #MAX_UNITS}. */
    public Optional<Points> points(BigDecimal value) {
        BigDecimal units = value.movePointRight(decimals);
        if (units.stripTrailingZeros().scale() > 0
                || units.abs().compareTo(BigDecimal.valueOf(MAX_UNITS)) > 0) {
            return Optional.empty();
        }
        return Optional.of(Points.of(units.longValueExact()));
    }

    public Money worth(Points points) {
        return unitWorth.times(points.units());
    }

    /** The most whole units that {@code money} covers. */
    public Points coveredFloor(Money money) {
        return Points.of(Math.floorDiv(money.minor(), unitWorth.minor()));
    }

    /** As a plain decimal with all digits of the scale: {@code 16}, {@code 16.50}. */
    public String text(Points points) {
        return BigDecimal.valueOf(points.units(), decimals).toPlainString();
    }
}
