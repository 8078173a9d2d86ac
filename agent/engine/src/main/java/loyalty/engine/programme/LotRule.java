package loyalty.engine.programme;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import loyalty.engine.form.Form;
import loyalty.engine.form.Moments;
import loyalty.engine.money.Points;
import loyalty.engine.money.Span;
import loyalty.engine.select.Restriction;

/**
 * The life of points: when a lot becomes usable, when it ends, whether it burns in parts, and where
 * it may be spent. Immutable.
 */
public record LotRule(Activation active, Expiry expires, Optional<Burn> burn, Restriction only) {
    /** At once, for ever, everywhere. */
    public static final LotRule PLAIN =
            new LotRule(Activation.NOW, Expiry.NEVER, Optional.empty(), Restriction.NONE);

    /** Reads {@code active expires burn only}. */
    public static LotRule read(Form form) {
        return new LotRule(
                Activation.read(form),
                Expiry.read(form),
                form.mapping("burn", "burns in parts", Burn::read),
                form.mapping("only", "where the points may be spent", Restriction::read)
                        .orElse(Restriction.NONE));
    }

    /**
     * When points become usable.
     *
     * @param after for {@link Start#AFTER}
     * @param date for {@link Start#DATE}
     */
    public record Activation(Start start, Optional<Span> after, Optional<Instant> date) {
        public static final Activation NOW = of(Start.NOW);

        private static final Map<String, Start> NAMES =
                Map.of(
                        "now", Start.NOW,
                        "nextDay", Start.NEXT_DAY,
                        "nextMonth", Start.NEXT_MONTH,
                        "nextQuarter", Start.NEXT_QUARTER);

        static Activation read(Form form) {
            return form.word(
                            "active",
                            "when the points become usable: now, PT24H, nextDay, nextMonth,"
                                    + " nextQuarter, or a date",
                            word -> parse(word, form.units().zone()),
                            "write now, PT24H, nextDay, nextMonth, nextQuarter or 2026-12-01")
                    .orElse(NOW);
        }

        private static Optional<Activation> parse(String word, ZoneId zone) {
            if (NAMES.containsKey(word)) {
                return Optional.of(of(NAMES.get(word)));
            }
            return Span.parse(word)
                    .map(Activation::after)
                    .or(() -> Moments.parse(word, zone).map(Activation::on));
        }

        public static Activation of(Start start) {
            return new Activation(start, Optional.empty(), Optional.empty());
        }

        public static Activation after(Span span) {
            return new Activation(Start.AFTER, Optional.of(span), Optional.empty());
        }

        public static Activation on(Instant date) {
            return new Activation(Start.DATE, Optional.empty(), Optional.of(date));
        }
    }

    /** Ways to become usable; days, months and quarters begin at 00:00 in the programme's zone. */
    public enum Start {
        NOW,
        AFTER,
        NEXT_DAY,
        NEXT_MONTH,
        NEXT_QUARTER,
        DATE
    }

    /**
     * When points end.
     *
     * @param fromPurchase counted from the purchase instead of the activation
     * @param span for {@link End#AFTER}
     * @param date for {@link End#DATE}
     */
    public record Expiry(
            End end, boolean fromPurchase, Optional<Span> span, Optional<Instant> date) {
        public static final Expiry NEVER =
                new Expiry(End.NEVER, false, Optional.empty(), Optional.empty());

        private static final Map<String, End> NAMES =
                Map.of(
                        "never", End.NEVER,
                        "endOfMonth", End.END_OF_MONTH,
                        "endOfNextMonth", End.END_OF_NEXT_MONTH,
                        "byTier", End.BY_TIER);
        private static final String HINT =
                "write P6M, endOfMonth, endOfNextMonth, byTier, never, 2026-12-23, or"
                        + " {period: P6M, after: purchase}";

        static Expiry read(Form form) {
            ZoneId zone = form.units().zone();
            return form.wordOr(
                            "expires",
                            "when the points end: P6M, endOfMonth, endOfNextMonth, byTier, never,"
                                    + " a date, or a mapping",
                            word -> parse(word, zone),
                            HINT,
                            Expiry::readMapping)
                    .orElse(NEVER);
        }

        private static Expiry readMapping(Form form) {
            ZoneId zone = form.units().zone();
            Expiry bare =
                    form.word("period", "how long", word -> parse(word, zone), HINT).orElse(NEVER);
            boolean fromPurchase =
                    form.choice("after", Origin.ACTIVATION, Origin.WORDS, "what it counts from")
                            == Origin.PURCHASE;
            return new Expiry(bare.end, fromPurchase, bare.span, bare.date);
        }

        private enum Origin {
            ACTIVATION,
            PURCHASE;

            /** In one order always, because the schema lists them. */
            private static final Map<String, Origin> WORDS =
                    new TreeMap<>(Map.of("activation", ACTIVATION, "purchase", PURCHASE));
        }

        private static Optional<Expiry> parse(String word, ZoneId zone) {
            if (NAMES.containsKey(word)) {
                return Optional.of(
                        new Expiry(NAMES.get(word), false, Optional.empty(), Optional.empty()));
            }
            return Span.parse(word).map(Expiry::after).or(() -> on(word, zone));
        }

        private static Optional<Expiry> on(String word, ZoneId zone) {
            return Moments.parse(word, zone)
                    .map(date -> new Expiry(End.DATE, false, Optional.empty(), Optional.of(date)));
        }

        public static Expiry after(Span span) {
            return new Expiry(End.AFTER, false, Optional.of(span), Optional.empty());
        }
    }

    /** Ways to end; a month ends at 00:00 of the next one's first day. */
    public enum End {
        NEVER,
        AFTER,
        END_OF_MONTH,
        END_OF_NEXT_MONTH,
        BY_TIER,
        DATE
    }

    /** {@code amount} points burn every {@code every}: as many lots with staggered ends. */
    public record Burn(Points amount, Span every) {
        static Burn read(Form form) {
            Points amount = form.requiredPoints("amount", "how many burn each time");
            if (!amount.isPositive()) {
                form.problem("amount", "nothing would ever burn", "write a number above 0");
            }
            return new Burn(
                    amount,
                    form.span("every", "how often; the first part ends one period after activation")
                            .orElse(Span.of(Period.ofDays(1))));
        }
    }
}
