package loyalty.engine.programme;

import java.time.Instant;
import java.util.Optional;
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

    /**
     * When points become usable.
     *
     * @param after for {@link Start#AFTER}
     * @param date for {@link Start#DATE}
     */
    public record Activation(Start start, Optional<Span> after, Optional<Instant> date) {
        public static final Activation NOW = of(Start.NOW);

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
    public record Burn(Points amount, Span every) {}
}
