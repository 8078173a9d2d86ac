package loyalty.engine.quote;

import java.util.Map;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;

/**
 * One unit of a line: what a return of it gives back.
 *
 * @param price after all discounts, points and money together
 * @param redeemed the part of the price that points pay
 * @param earned points by the {@link CreatedLot#source} of the lots they go to
 */
public record QuotedUnit(Money price, Money redeemed, Map<String, Points> earned) {
    public QuotedUnit {
        earned = Map.copyOf(earned);
    }

    public Points earnedTotal() {
        return earned.values().stream().reduce(Points.ZERO, Points::plus);
    }
}
