package loyalty.engine.promotion;

import java.util.Optional;

/**
 * Why something can never happen, whoever buys whatever.
 *
 * @param key the key that is to blame, below {@code when} or the reward; empty for all of it
 * @param message goes on from the promotion's id
 * @param hint what to write instead
 */
public record Never(String key, String message, String hint) {
    /** That it can never happen, if {@code never}. */
    public static Optional<Never> when(boolean never, String key, String message, String hint) {
        return never ? Optional.of(new Never(key, message, hint)) : Optional.empty();
    }
}
