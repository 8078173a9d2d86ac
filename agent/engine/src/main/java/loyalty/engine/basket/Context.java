package loyalty.engine.basket;

import java.time.Instant;

/**
 * The circumstances of a sale. Texts are empty where the till did not say.
 *
 * @param at the instant that every calendar rule looks at
 * @param language of texts in the answer, as {@code ru}; empty for Russian
 */
public record Context(
        Instant at,
        String store,
        String region,
        String register,
        String cashier,
        String channel,
        Mode mode,
        String language) {
    /** Nothing is known but the time. */
    public static Context at(Instant at) {
        return new Context(at, "", "", "", "", "", Mode.OFFLINE, "");
    }
}
