package loyalty.engine.price;

import java.util.Arrays;
import java.util.BitSet;
import loyalty.engine.form.Form;
import loyalty.engine.select.Selection;

/**
 * Sets of the cheapest units of a selection: of k sets of {@code size} the k·size cheapest units
 * are used up and the k·cut cheapest of those become cheaper.
 *
 * @param cutUnits how many of each set become cheaper
 * @param spread the discount lies on all units of the sets instead of the cheaper ones
 */
record Sets(int size, int cutUnits, Cut cut, Selection on, boolean spread) {
    static final int MOST = 1000;

    static long readMaxTimes(Form form) {
        return form.whole("maxTimes", 0, 1, MOST, "sets in one receipt at most");
    }

    static boolean readSpread(Form form) {
        return form.truth("spread", false, "the discount lies on the whole set");
    }

    Move move(Prices prices, long times) {
        return new Cheapest(prices, prices.discountable(on), times);
    }

    private final class Cheapest implements Move {
        private final Prices prices;
        private final int[] units;
        private final long times;

        Cheapest(Prices prices, int[] units, long times) {
            this.prices = prices;
            this.units = units;
            this.times = times;
        }

        @Override
        public Award award(BitSet blocked) {
            int[] order = Picks.cheapestFirst(prices, Picks.free(units, blocked));
            int sets = (int) Math.min(times, order.length / size);
            if (sets == 0) {
                return Award.NOTHING;
            }
            int[] chosen = Arrays.copyOf(order, sets * cutUnits);
            int[] used = Arrays.copyOf(order, sets * size);
            if (!spread) {
                return cut.apply(prices, chosen, used);
            }
            Award onAll = Picks.within(prices, used, cut.wanted(prices, chosen));
            return new Award(onAll.units(), onAll.off(), used);
        }

        @Override
        public long most(boolean neverBlocked) {
            boolean cheapest = neverBlocked && cut.risesWithPrice();
            int count = (int) Math.min(times, units.length / size) * cutUnits;
            long[] sorted =
                    Arrays.stream(units)
                            .mapToLong(unit -> most(unit, spread || cheapest))
                            .sorted()
                            .toArray();
            int from = cheapest ? 0 : sorted.length - count;
            long sum = Arrays.stream(sorted, from, from + count).sum();
            return Math.min(sum + cut.roundingOf(count), Picks.sumBaseRoom(prices, units));
        }

        /**
         * What one unit adds at most; where minimum prices do not count, without a look at them.
         */
        private long most(int unit, boolean anyPrice) {
            return anyPrice ? cut.wantedOfBase(prices, unit) : cut.most(prices, unit);
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
