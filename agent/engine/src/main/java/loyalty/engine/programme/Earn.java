package loyalty.engine.programme;

/**
 * How purchases earn.
 *
 * @param on the amount that earns
 * @param lot the life of what is earned
 * @param prolong whether a purchase prolongs the member's earlier purchase lots
 */
public record Earn(Base on, Scope scope, Rounding rounding, LotRule lot, boolean prolong) {
    /** Which amount of a line earns. */
    public enum Base {
        /** After discounts and redemption. */
        PAID,
        /** After discounts, before redemption. */
        DISCOUNTED,
        /** After the till's discount, before the pack's. */
        FULL
    }

    /** What is rounded to whole points. */
    public enum Scope {
        RECEIPT,
        LINE
    }

    /** How. */
    public enum Rounding {
        FLOOR(java.math.RoundingMode.FLOOR),
        HALF_UP(java.math.RoundingMode.HALF_UP),
        HALF_EVEN(java.math.RoundingMode.HALF_EVEN),
        CEILING(java.math.RoundingMode.CEILING);

        private final java.math.RoundingMode mode;

        Rounding(java.math.RoundingMode mode) {
            this.mode = mode;
        }

        public java.math.RoundingMode mode() {
            return mode;
        }
    }
}
