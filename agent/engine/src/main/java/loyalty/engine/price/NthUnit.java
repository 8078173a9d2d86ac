package loyalty.engine.price;

import java.util.List;
import java.util.Optional;
import loyalty.engine.condition.EnoughUnits;
import loyalty.engine.condition.Present;
import loyalty.engine.form.Form;
import loyalty.engine.programme.Settings;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Limits;
import loyalty.engine.promotion.Never;
import loyalty.engine.promotion.Situation;
import loyalty.engine.select.Selection;

/**
 * Every n-th unit at a price or percentage: of k·n units the k cheapest, and all k·n are used up.
 *
 * @param maxTimes units at most; 0 = as many as there are
 * @param spread the discount lies on all k·n units
 */
public record NthUnit(int n, Cut cut, Selection on, long maxTimes, boolean spread)
        implements PriceReward {
    public static final String NAME = "nthUnit";

    public static NthUnit read(Form form) {
        return new NthUnit(
                (int) form.requiredWhole("n", 2, Sets.MOST, "every so many-th"),
                Cut.readPercentOrPrice(form),
                Selection.readOn(form),
                Sets.readMaxTimes(form),
                Sets.readSpread(form));
    }

    @Override
    public String mechanic() {
        return NAME;
    }

    @Override
    public Optional<Never> never(Settings settings) {
        return Never.when(cut.isNothing(), "", "takes nothing off", "write a percent above 0");
    }

    @Override
    public List<Condition> demands() {
        return List.of(Present.matching(on), new EnoughUnits(on, n));
    }

    @Override
    public Move move(Prices prices, Situation situation, Limits limits) {
        return new Sets(n, 1, cut, on, spread).move(prices, limits.timesWithin(maxTimes));
    }
}
