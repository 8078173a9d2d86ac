package loyalty.engine.quote;

import loyalty.engine.money.Points;

/**
 * A bound on redemption that the register knows and the engine cannot: a floor limit used up,
 * rights that lie elsewhere, a cache too old.
 */
public record RedeemBound(Points most, CeilingLimit why) {
    public RedeemBound {
        if (most.units() < 0) {
            throw new IllegalArgumentException("a bound is not negative: " + most);
        }
    }
}
