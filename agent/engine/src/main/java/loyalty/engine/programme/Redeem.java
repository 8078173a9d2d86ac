package loyalty.engine.programme;

import java.util.Optional;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
import loyalty.engine.money.Rate;

/**
 * What points may pay for.
 *
 * @param capPerLine the cap bounds every line by itself instead of the receipt
 * @param onDiscountedLines whether lines discounted already may be paid
 * @param step points are redeemed in multiples of this; at least one unit
 * @param minPoints fewer are not redeemed
 * @param minBasket below this amount, before any promotion, nothing is redeemed
 * @param minLineAmount what every line of non-zero price must still cost in money
 */
public record Redeem(
        Rate cap,
        boolean capPerLine,
        boolean onDiscountedLines,
        Points step,
        Points minPoints,
        Money minBasket,
        Optional<Points> maximum,
        Money minLineAmount) {}
