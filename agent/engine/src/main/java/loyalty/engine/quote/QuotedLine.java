package loyalty.engine.quote;

import java.util.List;
import loyalty.engine.basket.Line;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;

/**
 * A line with everything that happened to it.
 *
 * @param amount after all discounts, before redemption
 * @param units in their order; the lowest returns first
 * @param applied promotions that lowered its price or earned on it, in the order they acted
 */
public record QuotedLine(
        Line line,
        Money amount,
        List<QuotedUnit> units,
        Money redeemed,
        Points earned,
        List<Applied> applied) {
    /** What one promotion gave on this line. */
    public record Applied(String promotion, Money discount, Points points) {}

    public QuotedLine {
        units = List.copyOf(units);
        applied = List.copyOf(applied);
    }
}
