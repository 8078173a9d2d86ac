package loyalty.engine.returns;

import java.util.Map;
import java.util.TreeMap;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;

/**
 * Equal units side by side, as they were sold.
 *
 * @param price of one, after all discounts, points and money together
 * @param redeemed the part of the price that points paid
 * @param earned points of one, by the source of the lots they went to
 */
public record SoldRun(long count, Money price, Money redeemed, Map<String, Points> earned) {
    public SoldRun {
        earned = Map.copyOf(new TreeMap<>(earned));
        if (count < 1 || redeemed.minor() < 0 || redeemed.compareTo(price) > 0) {
            throw new IllegalArgumentException(count + " units at " + price + ", " + redeemed);
        }
    }

    boolean isLike(SoldRun other) {
        return price.equals(other.price)
                && redeemed.equals(other.redeemed)
                && earned.equals(other.earned);
    }

    SoldRun with(long units) {
        return new SoldRun(units, price, redeemed, earned);
    }
}
