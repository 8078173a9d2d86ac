package loyalty.engine.spread;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Divides a whole in proportion to weights by largest remainder: everybody gets the floor of the
 * exact share, and what is left goes one by one to the largest remainders; of equal remainders the
 * lower index first. The parts always add up to the whole.
 *
 * <p>A run is a number of equal units that stand side by side; a run of 10 000 units costs as much
 * as a run of one.
 */
public final class Spread {
    private static final long NOBODY = -1;

    private Spread() {}

    /** Divides {@code total} over {@code weights}, which are at least 0 and not all 0. */
    public static long[] proportionally(long total, long[] weights) {
        return weights.length == 1 && weights[0] > 0 && total >= 0
                ? new long[] {total}
                : within(total, weights, unlimited(weights.length));
    }

    /**
     * As {@link #proportionally}, but part {@code i} gets at most {@code most[i]}; what it cannot
     * take goes to the others in proportion.
     */
    public static long[] within(long total, long[] weights, long[] most) {
        Shares shares = overRuns(total, weights, ones(weights.length), most);
        long[] parts = new long[weights.length];
        Arrays.setAll(parts, shares::total);
        return parts;
    }

    /** Divides over runs: run {@code i} has {@code counts[i]} units of weight {@code each[i]}. */
    public static Shares overRuns(long total, long[] each, long[] counts) {
        if (each.length == 1 && each[0] > 0 && total >= 0 && counts[0] > 0) {
            return overOneRun(total, counts[0]);
        }
        return overRuns(total, each, counts, unlimited(each.length));
    }

    private static Shares overOneRun(long total, long count) {
        return Shares.of(
                new long[] {count}, new long[] {total / count}, new long[] {total % count});
    }

    /** As {@link #overRuns(long, long[], long[])}, a unit of run {@code i} gets at most most[i]. */
    public static Shares overRuns(long total, long[] each, long[] counts, long[] most) {
        check(total, each, counts, most);
        long[] floors = new long[each.length];
        boolean[] full = new boolean[each.length];
        long left = total;
        long filled = fill(left, each, counts, most, full, floors);
        while (filled != NOBODY) {
            left -= filled;
            filled = fill(left, each, counts, most, full, floors);
        }
        long[] raised = new long[each.length];
        if (left > 0) {
            byLargestRemainder(left, each, counts, full, floors, raised);
        }
        return new Shares(counts.clone(), floors, raised);
    }

    /** Gives each unit that cannot take its share what it can take; how much that was, if any. */
    private static long fill(
            long left, long[] each, long[] counts, long[] most, boolean[] full, long[] floors) {
        long weight = openWeight(each, counts, full);
        long given = NOBODY;
        for (int i = 0; i < each.length; i++) {
            if (!full[i] && most[i] < left && exceeds(left, each[i], most[i], weight)) {
                full[i] = true;
                floors[i] = most[i];
                given = Math.max(given, 0);
                given = Math.addExact(given, Math.multiplyExact(most[i], counts[i]));
            }
        }
        return given;
    }

    /** Whether the share {@code left × each ÷ weight} is above {@code most}. */
    private static boolean exceeds(long left, long each, long most, long weight) {
        return Proportion.compare(left, each, most, weight) > 0;
    }

    private static void byLargestRemainder(
            long left, long[] each, long[] counts, boolean[] full, long[] floors, long[] raised) {
        long weight = openWeight(each, counts, full);
        if (weight == 0) {
            throw new IllegalArgumentException(left + " is more than all parts can take");
        }
        long[] remainders = new long[each.length];
        long rest = left;
        for (int i = 0; i < each.length; i++) {
            if (!full[i]) {
                floors[i] = Proportion.floor(left, each[i], weight);
                remainders[i] = Proportion.remainder(left, each[i], weight);
                rest -= floors[i] * counts[i];
            }
        }
        raise(rest, counts, remainders, raised);
    }

    private static void raise(long rest, long[] counts, long[] remainders, long[] raised) {
        if (rest == 0) {
            return;
        }
        Integer[] order = new Integer[counts.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingLong((Integer i) -> -remainders[i]));
        long left = rest;
        for (int k = 0; left > 0; k++) {
            int i = order[k];
            raised[i] = Math.min(left, counts[i]);
            left -= raised[i];
        }
    }

    private static long openWeight(long[] each, long[] counts, boolean[] full) {
        long sum = 0;
        for (int i = 0; i < each.length; i++) {
            if (!full[i]) {
                sum = Math.addExact(sum, Math.multiplyExact(each[i], counts[i]));
            }
        }
        return sum;
    }

    private static void check(long total, long[] each, long[] counts, long[] most) {
        boolean valid = total >= 0 && each.length == counts.length && each.length == most.length;
        for (int i = 0; valid && i < each.length; i++) {
            valid = each[i] >= 0 && counts[i] >= 1 && most[i] >= 0;
        }
        if (!valid) {
            throw new IllegalArgumentException(
                    "cannot spread %d over %s × %s within %s"
                            .formatted(
                                    total,
                                    Arrays.toString(each),
                                    Arrays.toString(counts),
                                    Arrays.toString(most)));
        }
    }

    private static long[] ones(int length) {
        long[] ones = new long[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static long[] unlimited(int length) {
        long[] most = new long[length];
        Arrays.fill(most, Long.MAX_VALUE);
        return most;
    }
}
