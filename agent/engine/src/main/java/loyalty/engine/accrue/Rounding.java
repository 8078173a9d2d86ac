package loyalty.engine.accrue;

import loyalty.engine.spread.Proportion;

/** How exact earnings become whole points. */
public record Rounding(Scope scope, Mode mode) {
    /** What a programme gets that names nothing: the whole receipt, rounded down. */
    public static final Rounding DEFAULT = new Rounding(Scope.RECEIPT, Mode.FLOOR);

    /** What is rounded as one number. */
    public enum Scope {
        RECEIPT,
        LINE
    }

    /** In which direction. */
    public enum Mode {
        FLOOR,
        HALF_UP,
        HALF_EVEN,
        CEILING
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
