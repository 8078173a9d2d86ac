package loyalty.engine.tiers;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import loyalty.engine.member.Counters;
import loyalty.engine.member.Purchase;
import loyalty.engine.programme.Tiers;
import loyalty.engine.programme.Window;

/** What a member's purchases add up to in a window: money in minor units, or their number. */
final class History {
    private final Counters counters;
    private final Tiers.By by;
    private final ZoneId zone;
    private final Instant[] times;
    private final long[] sums;

    History(Counters counters, Tiers.By by, ZoneId zone) {
        this.counters = counters;
        this.by = by;
        this.zone = zone;
        List<Purchase> purchases =
                counters.purchases().stream().sorted(Comparator.comparing(Purchase::at)).toList();
        this.times = purchases.stream().map(Purchase::at).toArray(Instant[]::new);
        this.sums = new long[times.length + 1];
        for (int i = 0; i < times.length; i++) {
            long one = by == Tiers.By.SPEND ? purchases.get(i).amount().minor() : 1;
            sums[i + 1] = Math.addExact(sums[i], one);
        }
    }

    /** The sum in {@code window} as seen from {@code at}; later purchases do not count yet. */
    long in(Window window, Instant at) {
        if (window.kind() == Window.Kind.LIFETIME) {
            return by == Tiers.By.SPEND
                    ? counters.lifetimeSpend().minor()
                    : counters.lifetimePurchases();
        }
        int from = before(window.start(at, zone), false);
        int to = Math.min(before(window.end(at, zone), false), before(at, true));
        return to <= from ? 0 : sums[to] - sums[from];
    }

    /** Instants of all purchases, oldest first. */
    List<Instant> times() {
        return Arrays.asList(times);
    }

    /** How many purchases were made before {@code limit}, or at it if {@code included}. */
    private int before(Instant limit, boolean included) {
        int low = 0;
        int high = times.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int side = times[middle].compareTo(limit);
            if (side < 0 || (side == 0 && included)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
