package loyalty.engine.quote;

/**
 * A text for somebody.
 *
 * @param promotion whose text it is; empty for the engine's own, as near misses and the tier
 */
public record Message(Audience audience, String promotion, String text) {
    /** Who reads it. */
    public enum Audience {
        CASHIER,
        RECEIPT,
        DISPLAY
    }
}
