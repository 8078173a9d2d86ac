package loyalty.engine.basket;

import java.util.List;
import java.util.Map;
import loyalty.engine.money.Money;
import loyalty.engine.money.Quantity;

/**
 * One line of a basket, with the till's own discount already taken off {@code price} and {@code
 * amount}. Immutable.
 *
 * @param price for 1 of quantity
 * @param amount what the line costs before any promotion of the pack
 * @param tillDiscount what the till took off the whole line before; zero if nothing
 * @param minPrice for 1 of quantity
 * @param weighed one unit even if the quantity happens to be whole
 * @param discountable whether promotions may lower its price
 * @param earns whether it earns points
 * @param redeemable whether points may pay for it
 */
public record Line(
        String id,
        String sku,
        String name,
        List<String> categories,
        String brand,
        Map<String, String> attributes,
        Quantity quantity,
        Money price,
        Money amount,
        Money tillDiscount,
        Money minPrice,
        boolean weighed,
        boolean discountable,
        boolean earns,
        boolean redeemable) {
    public Line {
        categories = List.copyOf(categories);
        attributes = Map.copyOf(attributes);
    }

    /** A line with everything allowed and nothing special. */
    public static Line of(String id, String sku, Quantity quantity, Money price) {
        return new Line(
                id,
                sku,
                "",
                List.of(),
                "",
                Map.of(),
                quantity,
                price,
                quantity.priceHalfUp(price),
                Money.ZERO,
                Money.ZERO,
                false,
                true,
                true,
                true);
    }

    /** Positions on a fiscal receipt: as many as a whole quantity has, else one. */
    public int units() {
        return weighed || !quantity.isWhole() ? 1 : (int) quantity.wholeUnits();
    }

    /** What one unit must still cost. */
    public Money unitMinimum() {
        return units() == 1 ? quantity.priceHalfUp(minPrice) : minPrice;
    }

    public boolean isDiscountedByTill() {
        return tillDiscount.isPositive();
    }

    /** A prefix names its category and everything below it: {@code pastry}, {@code pastry/cake}. */
    public boolean isInAnyCategory(List<String> prefixes) {
        for (String category : categories) {
            for (String prefix : prefixes) {
                if (category.startsWith(prefix)
                        && (category.length() == prefix.length()
                                || category.charAt(prefix.length()) == '/')) {
                    return true;
                }
            }
        }
        return false;
    }
}
