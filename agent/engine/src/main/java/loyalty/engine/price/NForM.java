package loyalty.engine.price;

import java.util.List;
import loyalty.engine.condition.EnoughUnits;
import loyalty.engine.condition.Present;
import loyalty.engine.form.Form;
import loyalty.engine.money.Money;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Limits;
import loyalty.engine.promotion.Situation;
import loyalty.engine.select.Selection;

/**
 * Take n, pay m: of k sets the k·(n−m) cheapest units are free and the k·n cheapest are used up.
 *
 * @param maxTimes sets at most; 0 = as many as there are
 * @param spread the discount lies on all units of the sets instead of the free ones
 */
public record NForM(int n, int m, Selection on, long maxTimes, boolean spread)
        implements PriceReward {
    public static final String NAME = "nForM";

    public static NForM read(Form form) {
        NForM reward =
                new NForM(
                        (int) form.requiredWhole("n", 2, Sets.MOST, "take so many"),
                        (int) form.requiredWhole("m", 1, Sets.MOST, "pay for so many"),
                        Selection.readOn(form),
                        Sets.readMaxTimes(form),
                        Sets.readSpread(form));
        if (form.has("n") && form.has("m") && reward.m >= reward.n) {
            form.problem("m", "is not below n, so nothing is free", "for 3 for 2 write n: 3, m: 2");
        }
        return reward;
    }

    @Override
    public String mechanic() {
        return NAME;
    }

    @Override
    public List<Condition> demands() {
        return List.of(Present.matching(on), new EnoughUnits(on, n));
    }

    @Override
    public Move move(Prices prices, Situation situation, Limits limits) {
        return new Sets(n, n - m, Cut.to(Money.ZERO), on, spread)
                .move(prices, limits.timesWithin(maxTimes));
    }
}
