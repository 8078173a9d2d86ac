package loyalty.engine.spread;

/**
 * What each run of equal units got: the first {@link #raised} units of run {@code i} got {@link
 * #each} and one more, the others {@link #each}. Immutable.
 */
public final class Shares {
    private final long[] counts;
    private final long[] each;
    private final long[] raised;

    Shares(long[] counts, long[] each, long[] raised) {
        this.counts = counts;
        this.each = each;
        this.raised = raised;
    }

    /** The first {@code raised[i]} of {@code counts[i]} units get {@code each[i]} and one more. */
    public static Shares of(long[] counts, long[] each, long[] raised) {
        return new Shares(counts.clone(), each.clone(), raised.clone());
    }

    /** How many runs there are. */
    public int runs() {
        return counts.length;
    }

    /** How many units run {@code i} has. */
    public long count(int i) {
        return counts[i];
    }

    /** The least that a unit of run {@code i} got. */
    public long each(int i) {
        return each[i];
    }

    /** How many units of run {@code i}, the lowest ones, got one more than {@link #each}. */
    public long raised(int i) {
        return raised[i];
    }

    /** What run {@code i} got as a whole. */
    public long total(int i) {
        return ofFirst(i, counts[i]);
    }

    /** What the first {@code units} units of run {@code i} got together. */
    public long ofFirst(int i, long units) {
        return Math.addExact(Math.multiplyExact(each[i], units), Math.min(units, raised[i]));
    }

    /** What all runs got. */
    public long total() {
        long sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum = Math.addExact(sum, total(i));
        }
        return sum;
    }
}
