package loyalty.engine.programme;

import java.math.RoundingMode;
import java.util.Map;
import loyalty.engine.form.Form;
import loyalty.engine.form.Words;

/**
 * How purchases earn.
 *
 * @param on the amount that earns
 * @param lot the life of what is earned
 * @param prolong whether a purchase prolongs the member's earlier purchase lots
 */
public record Earn(Base on, Scope scope, Rounding rounding, LotRule lot, boolean prolong) {
    static final Map<String, Scope> SCOPES = Words.of("receipt", Scope.RECEIPT, "line", Scope.LINE);
    private static final Map<String, Base> BASES =
            Words.of("paid", Base.PAID, "discounted", Base.DISCOUNTED, "full", Base.FULL);

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
        FLOOR(RoundingMode.FLOOR),
        HALF_UP(RoundingMode.HALF_UP),
        HALF_EVEN(RoundingMode.HALF_EVEN),
        CEILING(RoundingMode.CEILING);

        private final RoundingMode mode;

        Rounding(RoundingMode mode) {
            this.mode = mode;
        }

        public RoundingMode mode() {
            return mode;
        }
    }

    static Earn read(Form form) {
        RoundingRule rounding =
                form.mapping("rounding", "to whole points", RoundingRule::read)
                        .orElseGet(() -> Form.empty(RoundingRule::read));
        return new Earn(
                form.choice(
                        "on",
                        Base.PAID,
                        BASES,
                        "after discounts and redemption, before redemption, or before both"),
                rounding.scope,
                rounding.mode,
                form.named("lot", "lotRule", "life of what is earned", LotRule::read)
                        .orElse(LotRule.PLAIN),
                form.truth("prolong", false, "a purchase prolongs earlier ones' lots"));
    }

    /** Scope and mode of rounding. */
    private record RoundingRule(Scope scope, Rounding mode) {
        private static final Map<String, Rounding> WORDS =
                Words.of(
                        "floor", Rounding.FLOOR,
                        "halfUp", Rounding.HALF_UP,
                        "halfEven", Rounding.HALF_EVEN,
                        "ceiling", Rounding.CEILING);

        static RoundingRule read(Form form) {
            return new RoundingRule(
                    form.choice("scope", Scope.RECEIPT, SCOPES, "what is rounded at once"),
                    form.choice("mode", Rounding.FLOOR, WORDS, "in which direction"));
        }
    }
}
