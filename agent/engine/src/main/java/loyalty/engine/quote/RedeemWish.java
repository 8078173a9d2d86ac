package loyalty.engine.quote;

import loyalty.engine.money.Points;

/**
 * How many points the customer wants to pay with.
 *
 * @param most never more than this; {@link #MAX} for as many as possible
 */
public record RedeemWish(Points most) {
    public static final RedeemWish NOTHING = new RedeemWish(Points.ZERO);
    public static final RedeemWish MAX = new RedeemWish(Points.of(Long.MAX_VALUE));

    public RedeemWish {
        if (most.units() < 0) {
            throw new IllegalArgumentException("a wish is not negative: " + most);
        }
    }

    public boolean isMax() {
        return equals(MAX);
    }
}
