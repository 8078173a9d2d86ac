package loyalty.engine.redeem;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How many whole points each lot gives. Lots of equal admission are one source and lines of equal
 * payers are one sink, so the usual basket is a flow of one edge.
 *
 * <p>Taking from the lots in their order as much as fits is the lexicographic optimum of a flow.
 * Whole points can spoil that: kopecks of two lines that could make a point together may be out of
 * each other's reach. Then a search by branch and bound looks for more; it gives up after {@link
 * #MOST_STEPS} steps, which only baskets made to be hard can need, and then says so.
 */
final class LotChoice {
    /** Flows tried before the search is content with what it has. */
    static final int MOST_STEPS = 5_000;

    private final long unitWorth;
    private final long[] points;
    private final Sources sources;
    private final int[] partOf;
    private final int parts;
    private final Flow empty;
    private int steps;

    /** Lots in the order in which they pay; {@code rooms} is what points may pay of each line. */
    LotChoice(long unitWorth, List<PayingLot> lots, long[] points, long[] rooms) {
        this.unitWorth = unitWorth;
        this.points = points.clone();
        this.sources = new Sources(lots, Sources.open(rooms));
        BitSet[] lines = sources.admits();
        Map<BitSet, Long> roomByPayers = new LinkedHashMap<>();
        for (int line = 0; line < rooms.length; line++) {
            roomByPayers.merge(payers(lines, line), rooms[line], Math::addExact);
        }
        List<BitSet> sinks = List.copyOf(roomByPayers.keySet());
        BitSet[] admits = new BitSet[lines.length];
        Arrays.setAll(admits, source -> admitted(sinks, source));
        this.empty =
                new Flow(
                        admits,
                        roomByPayers.values().stream().mapToLong(Long::longValue).toArray());
        this.partOf = parts(sinks, lines.length);
        this.parts = Arrays.stream(partOf).max().orElse(-1) + 1;
    }

    /**
     * Points of each lot: as many in all as can be, at most {@code most}, and among the ways to
     * give that many the one that takes most from the first lot, then from the second, and so on.
     */
    long[] upTo(long most) {
        long[] greedy = new long[points.length];
        long reached = greedily(empty.copy(), 0, most, greedy);
        if (reached == most) {
            return greedy;
        }
        steps = 0;
        for (long target = Math.min(most, bound(empty.copy(), 0)); target > reached; target--) {
            long[] better = new long[points.length];
            if (reaches(empty, 0, target, better)) {
                return better;
            }
        }
        return greedy;
    }

    /** Whether the last answer is proven, not merely the best found. */
    boolean isProven() {
        return steps < MOST_STEPS;
    }

    /**
     * Takes from lot {@code first} and all after it in order; returns how many points that gave.
     */
    private long greedily(Flow flow, int first, long most, long[] given) {
        long left = most;
        for (int lot = first; lot < points.length && left > 0; lot++) {
            given[lot] = pushWhole(flow, lot, left);
            left -= given[lot];
        }
        return most - left;
    }

    private long pushWhole(Flow flow, int lot, long most) {
        long wanted = Math.min(most, points[lot]);
        long pushed = flow.push(sources.of(lot), Math.multiplyExact(wanted, unitWorth));
        flow.retract(sources.of(lot), pushed % unitWorth);
        return pushed / unitWorth;
    }

    /** More than this many points no choice of the lots from {@code first} on can give. */
    private long bound(Flow flow, int first) {
        long[] money = new long[parts];
        for (int lot = first; lot < points.length; lot++) {
            long worth = Math.multiplyExact(points[lot], unitWorth);
            money[partOf[sources.of(lot)]] += flow.push(sources.of(lot), worth);
        }
        return Arrays.stream(money).map(part -> part / unitWorth).sum();
    }

    private boolean reaches(Flow flow, int lot, long target, long[] given) {
        if (target == 0 || ++steps >= MOST_STEPS) {
            return target == 0;
        }
        if (lot == points.length || bound(flow.copy(), lot) < target) {
            return false;
        }
        if (greedily(flow.copy(), lot, target, given) == target) {
            return true;
        }
        long most = pushWhole(flow.copy(), lot, target);
        for (long take = most; take >= 0 && steps < MOST_STEPS; take--) {
            Flow next = flow.copy();
            next.push(sources.of(lot), take * unitWorth);
            given[lot] = take;
            Arrays.fill(given, lot + 1, given.length, 0);
            if (reaches(next, lot + 1, target - take, given)) {
                return true;
            }
        }
        return false;
    }

    private static BitSet payers(BitSet[] lines, int line) {
        BitSet payers = new BitSet();
        for (int source = 0; source < lines.length; source++) {
            payers.set(source, lines[source].get(line));
        }
        return payers;
    }

    private static BitSet admitted(List<BitSet> sinks, int source) {
        BitSet admitted = new BitSet();
        for (int sink = 0; sink < sinks.size(); sink++) {
            admitted.set(sink, sinks.get(sink).get(source));
        }
        return admitted;
    }

    /** Numbers the parts of the graph that share no line: each rounds down by itself. */
    private static int[] parts(List<BitSet> sinks, int sources) {
        int[] part = IntStream.range(0, sources).toArray();
        for (BitSet payers : sinks) {
            int first = payers.nextSetBit(0);
            for (int s = first; s >= 0; s = payers.nextSetBit(s + 1)) {
                int from = part[s];
                int to = part[first];
                Arrays.setAll(part, i -> part[i] == from ? to : part[i]);
            }
        }
        Map<Integer, Integer> numbers = new HashMap<>();
        return Arrays.stream(part)
                .map(p -> numbers.computeIfAbsent(p, key -> numbers.size()))
                .toArray();
    }
}
