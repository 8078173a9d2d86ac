package loyalty.engine.redeem;

import loyalty.engine.money.Rate;

/**
 * The programme's terms for paying with points, as they hold for this member and instant.
 *
 * @param unitWorth what one unit of the point scale pays for, in minor units
 * @param cap part of the payable amount that points may pay
 * @param capPerLine whether the cap holds for each line rather than for the receipt
 * @param step points are a multiple of this; 1 for any
 * @param minPoints fewer are not worth it; 0 for any
 * @param maximum most points on one receipt
 * @param minBasket least basket, in minor units
 * @param minLineAmount what every line of non-zero price must still cost, in minor units
 */
public record RedeemTerms(
        long unitWorth,
        Rate cap,
        boolean capPerLine,
        long step,
        long minPoints,
        long maximum,
        long minBasket,
        long minLineAmount) {
    public RedeemTerms {
        if (unitWorth < 1 || step < 1 || minPoints < 0 || maximum < 0 || minLineAmount < 0) {
            throw new IllegalArgumentException(
                    "impossible terms: worth %d, step %d, least %d, most %d, line %d"
                            .formatted(unitWorth, step, minPoints, maximum, minLineAmount));
        }
    }
}
