package loyalty.engine.redeem;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import loyalty.engine.spread.Spread;

/**
 * On which lines the redeemed money lies: as near to proportional to the lines' amounts as lots and
 * caps allow, then largest remainder.
 *
 * <p>All ways to lay the money form the bases of a polymatroid, so there is one that is nearest to
 * proportional, and this finds it by splitting: where the same share for every line does not fit, a
 * minimum cut names the lines that must take more because their payers may pay nothing else, and
 * the two sides go on alone. Lines that are full are set aside at what they can take.
 */
final class LineShares {
    private final long[] amounts;
    private final long[] rooms;
    private final BitSet[] admits;
    private final long[] demands;
    private final long[] shares;

    private LineShares(long[] amounts, long[] rooms, BitSet[] admits, long[] demands) {
        this.amounts = amounts;
        this.rooms = rooms;
        this.admits = admits;
        this.demands = demands;
        this.shares = new long[amounts.length];
    }

    /**
     * Money on each line.
     *
     * @param amounts of the lines, to which the shares are to be proportional
     * @param rooms what each line can take at most
     * @param admits for each source of money the lines it may pay
     * @param demands what each source pays; it must be possible
     */
    static long[] of(long[] amounts, long[] rooms, BitSet[] admits, long[] demands) {
        LineShares all = new LineShares(amounts, rooms, admits, demands);
        BitSet lines = Sources.open(rooms);
        BitSet sources = new BitSet();
        sources.set(0, admits.length);
        all.level(lines, sources, new BitSet());
        return all.shares;
    }

    /** Lays the money of {@code sources} on {@code lines}, of which {@code full} are full. */
    private void level(BitSet lines, BitSet sources, BitSet full) {
        long demand = sources.stream().mapToLong(s -> demands[s]).reduce(0, Math::addExact);
        if (demand == 0) {
            return;
        }
        if (sources.cardinality() == 1) {
            alone(lines, sources.nextSetBit(0), demand);
            return;
        }
        BitSet open = without(lines, full);
        long weight = open.stream().mapToLong(line -> amounts[line]).reduce(0, Math::addExact);
        long rest = demand - full.stream().mapToLong(line -> rooms[line]).sum();
        Level level = new Level(lines, sources, full, rest, weight);
        BitSet unsent = level.unsent();
        if (unsent.isEmpty()) {
            level.round();
        } else {
            split(level, unsent);
        }
    }

    private void alone(BitSet lines, int source, long demand) {
        long[] weights = new long[rooms.length];
        lines.stream().filter(admits[source]::get).forEach(line -> weights[line] = amounts[line]);
        long[] parts = Spread.within(demand, weights, rooms);
        lines.stream().forEach(line -> shares[line] = parts[line]);
    }

    private void split(Level level, BitSet unsent) {
        BitSet[] reached = level.flow.reachable(unsent);
        BitSet inner = reached[0];
        inner.and(level.lines);
        BitSet full = (BitSet) level.full.clone();
        inner.stream().filter(level::isFull).forEach(full::set);
        level(inner, reached[1], both(full, inner));
        BitSet outer = without(level.lines, inner);
        level(outer, without(level.sources, reached[1]), both(level.full, outer));
    }

    private static BitSet without(BitSet all, BitSet some) {
        BitSet rest = (BitSet) all.clone();
        rest.andNot(some);
        return rest;
    }

    private static BitSet both(BitSet one, BitSet other) {
        BitSet common = (BitSet) one.clone();
        common.and(other);
        return common;
    }

    /** One try to give every open line the same share {@code rest ÷ weight} of its amount. */
    private final class Level {
        private final BitSet lines;
        private final BitSet sources;
        private final BitSet full;
        private final long rest;
        private final long weight;
        private final Flow flow;

        Level(BitSet lines, BitSet sources, BitSet full, long rest, long weight) {
            this.lines = lines;
            this.sources = sources;
            this.full = full;
            this.rest = rest;
            this.weight = weight;
            long[] scaled = new long[rooms.length];
            lines.stream().forEach(line -> scaled[line] = scaledRoom(line));
            this.flow = new Flow(admits, scaled);
        }

        /** Money is counted in {@code weight}-ths here, so that equal shares are whole. */
        private long scaledRoom(int line) {
            long room = Math.multiplyExact(rooms[line], scale());
            return full.get(line) ? room : Math.min(room, Math.multiplyExact(amounts[line], rest));
        }

        private long scale() {
            return Math.max(1, weight);
        }

        boolean isFull(int line) {
            return Math.multiplyExact(rooms[line], scale())
                    < Math.multiplyExact(amounts[line], rest);
        }

        BitSet unsent() {
            BitSet unsent = new BitSet();
            for (int s = sources.nextSetBit(0); s >= 0; s = sources.nextSetBit(s + 1)) {
                long wanted = Math.multiplyExact(demands[s], scale());
                unsent.set(s, flow.push(s, wanted) < wanted);
            }
            return unsent;
        }

        /** Everybody has the floor of the same share; what is left goes where it can be paid. */
        void round() {
            long[] floors = new long[rooms.length];
            long[] remainders = new long[rooms.length];
            for (int i = lines.nextSetBit(0); i >= 0; i = lines.nextSetBit(i + 1)) {
                boolean whole = full.get(i);
                floors[i] = whole ? rooms[i] : Math.multiplyExact(amounts[i], rest) / scale();
                remainders[i] = whole ? 0 : amounts[i] * rest % scale();
                shares[i] = floors[i];
            }
            Flow whole = new Flow(admits, floors);
            long[] left = new long[demands.length];
            sources.stream().forEach(s -> left[s] = demands[s] - whole.push(s, demands[s]));
            lines.stream()
                    .filter(line -> remainders[line] > 0)
                    .boxed()
                    .sorted(Comparator.comparingLong((Integer line) -> -remainders[line]))
                    .forEach(line -> raise(line, whole, left));
        }

        private void raise(int line, Flow whole, long[] left) {
            if (Arrays.stream(left).allMatch(open -> open == 0)) {
                return;
            }
            for (int s = sources.nextSetBit(0); s >= 0; s = sources.nextSetBit(s + 1)) {
                if (left[s] > 0 && admits[s].get(line)) {
                    whole.put(s, line, 1);
                    left[s]--;
                    shares[line]++;
                    return;
                }
            }
            whole.addRoom(line, 1);
            for (int s = sources.nextSetBit(0); s >= 0; s = sources.nextSetBit(s + 1)) {
                if (left[s] > 0 && whole.push(s, 1) == 1) {
                    left[s]--;
                    shares[line]++;
                    return;
                }
            }
            whole.addRoom(line, -1);
        }
    }
}
