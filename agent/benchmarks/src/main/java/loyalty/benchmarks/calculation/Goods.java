package loyalty.benchmarks.calculation;

/** A line of a basket, as the rules libraries want it: a bean that a rule changes. */
public final class Goods {
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

    long amount() {
        return price - discount;
    }
}
