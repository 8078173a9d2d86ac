package loyalty.engine.accrue;

import loyalty.engine.programme.Earn;
import loyalty.engine.spread.Proportion;

/**
 * How exact earnings become whole points: what is rounded as one number, and in which direction.
 */
public record Rounding(Earn.Scope scope, Earn.Rounding mode) {
    /** What a programme gets that names nothing: the whole receipt, rounded down. */
    public static final Rounding DEFAULT = new Rounding(Earn.Scope.RECEIPT, Earn.Rounding.FLOOR);

    public static Rounding of(Earn earn) {
        return new Rounding(earn.scope(), earn.rounding());
    }

    /** {@code numerator ÷ denominator} in whole points. */
    long round(long numerator, long denominator) {
        return switch (mode) {
            case FLOOR -> Proportion.floor(numerator, 1, denominator);
            case HALF_UP -> Proportion.halfUp(numerator, 1, denominator);
            case HALF_EVEN -> Proportion.halfEven(numerator, 1, denominator);
            case CEILING -> Proportion.ceiling(numerator, 1, denominator);
        };
    }
}
