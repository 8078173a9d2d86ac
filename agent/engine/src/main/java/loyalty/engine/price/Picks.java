package loyalty.engine.price;

import java.math.RoundingMode;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import loyalty.engine.money.Rate;
import loyalty.engine.spread.Spread;

/** Ways of picking units and of laying an amount on them, shared by the rewards. */
final class Picks {
    private Picks() {}

    static int[] free(int[] units, BitSet blocked) {
        if (blocked.isEmpty()) {
            return units;
        }
        return Arrays.stream(units).filter(unit -> !blocked.get(unit)).toArray();
    }

    /** By current price, ties by unit. */
    static int[] cheapestFirst(Prices prices, int[] units) {
        boolean sorted = true;
        for (int i = 1; i < units.length && sorted; i++) {
            sorted = prices.now(units[i - 1]) <= prices.now(units[i]);
        }
        if (sorted) {
            return units;
        }
        Integer[] order = Arrays.stream(units).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingLong((Integer unit) -> prices.now(unit)));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    static long sumNow(Prices prices, int[] units) {
        long sum = 0;
        for (int unit : units) {
            sum += prices.now(unit);
        }
        return sum;
    }

    static long sum(long[] parts) {
        long sum = 0;
        for (long part : parts) {
            sum += part;
        }
        return sum;
    }

    static long sumBase(Prices prices, int[] units) {
        long sum = 0;
        for (int unit : units) {
            sum += prices.base(unit);
        }
        return sum;
    }

    static long sumBaseRoom(Prices prices, int[] units) {
        long sum = 0;
        for (int unit : units) {
            sum += prices.baseRoom(unit);
        }
        return sum;
    }

    /** Lays {@code total} on units by current price; what a unit cannot take is lost. */
    static Award lossy(Prices prices, int[] units, long total, long[] weights) {
        if (total == 0) {
            return Award.NOTHING;
        }
        long[] off = Spread.proportionally(total, weights);
        for (int i = 0; i < off.length; i++) {
            off[i] = Math.min(off[i], prices.room(units[i]));
        }
        return Award.of(units, off);
    }

    /** Lays {@code total} on units by current price; what a unit cannot take goes to others. */
    static Award within(Prices prices, int[] units, long total) {
        long[] room = rooms(prices, units);
        long possible = Math.min(total, sum(room));
        if (possible == 0) {
            return Award.NOTHING;
        }
        long[] weights = weights(prices, units);
        return Award.of(units, Spread.within(possible, weights, room));
    }

    static long[] weights(Prices prices, int[] units) {
        long[] weights = new long[units.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = prices.now(units[i]);
        }
        return weights;
    }

    static long[] rooms(Prices prices, int[] units) {
        long[] rooms = new long[units.length];
        for (int i = 0; i < rooms.length; i++) {
            rooms[i] = prices.room(units[i]);
        }
        return rooms;
    }

    static long percentHalfUp(Rate rate, long amount) {
        return rate.part(amount, RoundingMode.HALF_UP);
    }

    /** Runs of units that lie on one line: {@code [from, to)} positions in {@code units}. */
    static int[][] byLine(Prices prices, int[] units) {
        int[] starts =
                IntStream.range(0, units.length)
                        .filter(
                                i ->
                                        i == 0
                                                || prices.lineOf(units[i])
                                                        != prices.lineOf(units[i - 1]))
                        .toArray();
        int[][] runs = new int[starts.length][];
        for (int i = 0; i < starts.length; i++) {
            int end = i + 1 < starts.length ? starts[i + 1] : units.length;
            runs[i] = Arrays.copyOfRange(units, starts[i], end);
        }
        return runs;
    }

    /** What {@code award} gives on each line alone, in one award. */
    static Award onEachLine(Prices prices, int[] units, Function<int[], Award> award) {
        List<Award> awards = Arrays.stream(byLine(prices, units)).map(award).toList();
        return Award.of(
                awards.stream().flatMapToInt(a -> Arrays.stream(a.units())).toArray(),
                awards.stream().flatMapToLong(a -> Arrays.stream(a.off())).toArray());
    }
}
