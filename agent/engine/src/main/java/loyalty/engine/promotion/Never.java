package loyalty.engine.promotion;

/**
 * Why something can never happen, whoever buys whatever.
 *
 * @param key the key that is to blame, below {@code when} or the reward; empty for all of it
 * @param message goes on from the promotion's id
 * @param hint what to write instead
 */
public record Never(String key, String message, String hint) {}
