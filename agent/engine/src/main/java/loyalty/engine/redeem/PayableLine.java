package loyalty.engine.redeem;

import java.util.List;

/**
 * A line after all discounts, as redemption sees it.
 *
 * @param payable whether points may pay for it at all; if not, it is not in the cap's base either
 * @param units its units in order, equal neighbours together
 */
public record PayableLine(boolean payable, List<UnitRun> units) {
    /**
     * Equal units side by side.
     *
     * @param price of one, in minor units
     * @param least what must stay of the price: the line's {@code minPrice}
     */
    public record UnitRun(long count, long price, long least) {
        public UnitRun {
            if (count < 1 || price < 0 || least < 0) {
                throw new IllegalArgumentException(count + " units at " + price + ", " + least);
            }
        }

        /** What points may take off one unit. */
        long room() {
            return Math.max(0, price - least);
        }
    }

    public PayableLine {
        units = List.copyOf(units);
    }

    long amount() {
        long sum = 0;
        for (UnitRun run : units) {
            sum = Math.addExact(sum, Math.multiplyExact(run.count(), run.price()));
        }
        return sum;
    }

    /** The most that points may pay, whatever the cap says, if {@code leave} must stay. */
    long room(long leave) {
        if (!payable) {
            return 0;
        }
        long byUnits = 0;
        for (UnitRun run : units) {
            byUnits = Math.addExact(byUnits, Math.multiplyExact(run.count(), run.room()));
        }
        return Math.max(0, Math.min(byUnits, amount() - leave));
    }
}
