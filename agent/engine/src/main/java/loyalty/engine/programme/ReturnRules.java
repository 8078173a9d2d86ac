package loyalty.engine.programme;

import loyalty.engine.money.Span;

/**
 * What a return does.
 *
 * @param grace life of points that come back after their lot expired
 * @param reprice whether breaking a basket condition reprices the rest
 */
public record ReturnRules(OnShortfall onShortfall, Span grace, boolean reprice) {
    /** What happens when earned points that must go back are spent already. */
    public enum OnShortfall {
        NEGATIVE,
        WITHHOLD,
        FORGIVE
    }
}
