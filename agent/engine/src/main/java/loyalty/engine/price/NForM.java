package loyalty.engine.price;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import loyalty.engine.condition.EnoughUnits;
import loyalty.engine.condition.Present;
import loyalty.engine.form.Form;
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
    static final int MOST = 1000;

    public static NForM read(Form form) {
        NForM reward =
                new NForM(
                        (int) form.requiredWhole("n", 2, MOST, "take so many"),
                        (int) form.requiredWhole("m", 1, MOST, "pay for so many"),
                        form.named("on", "selection", "of what; all if left out", Selection::read)
                                .orElse(Selection.ALL),
                        form.whole("maxTimes", 0, 1, MOST, "sets in one receipt at most"),
                        form.truth("spread", false, "the discount lies on the whole set"));
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
        return new Sets(prices, prices.discountable(on), limits.timesWithin(maxTimes));
    }

    private final class Sets implements Move {
        private final Prices prices;
        private final int[] units;
        private final long times;

        Sets(Prices prices, int[] units, long times) {
            this.prices = prices;
            this.units = units;
            this.times = times;
        }

        @Override
        public Award award(BitSet blocked) {
            int[] order = Picks.cheapestFirst(prices, Picks.free(units, blocked));
            int sets = (int) Math.min(times, order.length / n);
            if (sets == 0) {
                return Award.NOTHING;
            }
            int[] free = Arrays.copyOf(order, sets * (n - m));
            int[] used = Arrays.copyOf(order, sets * n);
            if (spread) {
                Award spreadOut = Picks.within(prices, used, Picks.sumNow(prices, free));
                return new Award(spreadOut.units(), spreadOut.off(), used);
            }
            return new Award(free, Picks.rooms(prices, free), used);
        }

        @Override
        public long most(boolean neverBlocked) {
            long sets = Math.min(times, units.length / n);
            if (spread) {
                return Picks.sumBaseRoom(prices, units);
            }
            return neverBlocked
                    ? Picks.smallestBases(prices, units, sets * (n - m))
                    : Picks.largestRooms(prices, units, sets * (n - m));
        }

        @Override
        public int[] units() {
            return units;
        }

        @Override
        public boolean usesUnits() {
            return true;
        }
    }
}
