package loyalty.engine.price;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.LongStream;
import loyalty.engine.condition.EnoughUnits;
import loyalty.engine.condition.Present;
import loyalty.engine.form.Form;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Limits;
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
                (int) form.requiredWhole("n", 2, NForM.MOST, "every so many-th"),
                Cut.readPercentOrPrice(form),
                form.named("on", "selection", "of what; all if left out", Selection::read)
                        .orElse(Selection.ALL),
                form.whole("maxTimes", 0, 1, NForM.MOST, "units in one receipt at most"),
                form.truth("spread", false, "the discount lies on the whole set"));
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
        return new Nth(prices, prices.discountable(on), limits.timesWithin(maxTimes));
    }

    private final class Nth implements Move {
        private final Prices prices;
        private final int[] units;
        private final long times;

        Nth(Prices prices, int[] units, long times) {
            this.prices = prices;
            this.units = units;
            this.times = times;
        }

        @Override
        public Award award(BitSet blocked) {
            int[] order = Picks.cheapestFirst(prices, Picks.free(units, blocked));
            int count = (int) Math.min(times, order.length / n);
            if (count == 0) {
                return Award.NOTHING;
            }
            int[] used = Arrays.copyOf(order, count * n);
            Award award = cut.apply(prices, Arrays.copyOf(order, count), used);
            if (!spread) {
                return award;
            }
            Award spreadOut = Picks.within(prices, used, award.total());
            return new Award(spreadOut.units(), spreadOut.off(), used);
        }

        @Override
        public long most(boolean neverBlocked) {
            long count = Math.min(times, units.length / n);
            LongStream savings =
                    Arrays.stream(units).mapToLong(unit -> cut.wantedOfBase(prices, unit));
            long[] sorted = savings.sorted().toArray();
            boolean rises = neverBlocked && cut.price().isEmpty();
            int from = rises ? 0 : sorted.length - (int) count;
            long sum = 1;
            for (int i = from; i < from + count; i++) {
                sum += sorted[i] + 1;
            }
            return sum;
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
