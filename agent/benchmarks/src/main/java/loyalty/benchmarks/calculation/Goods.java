package loyalty.benchmarks.calculation;

/** A line of a basket, as the rules libraries want it: a bean that a rule changes. */
public final class Goods {
    /** Least that a line must still cost, in kopecks. */
    private static final long MINIMUM = 0;

    private final String category;
    private final long price;
    private long discount;

    Goods(String category, long price) {
        this.category = category;
        this.price = price;
    }

    // The rules libraries find a property by this name.
    public String getCategory() {
        return category;
    }

    /** Takes a percentage of the price off, rounded half up. */
    public void takeOff(long percent) {
        discount += (price * percent + 50) / 100;
    }

    /** Takes an amount off as far as the minimum allows; how much that was. */
    long lower(long wanted) {
        long possible = Math.min(wanted, amount() - MINIMUM);
        discount += possible;
        return possible;
    }

    long amount() {
        return price - discount;
    }
}
