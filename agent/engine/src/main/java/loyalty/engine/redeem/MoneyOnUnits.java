package loyalty.engine.redeem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import loyalty.engine.redeem.PayableLine.UnitRun;
import loyalty.engine.spread.Proportion;
import loyalty.engine.spread.Shares;
import loyalty.engine.spread.Spread;

/**
 * Where the redeemed money lies: as near to proportional to what lines and units cost as lots, caps
 * and minimum prices allow, then largest remainder, straight to units.
 *
 * <p>All ways to lay the money form the bases of a polymatroid, so there is one that is nearest to
 * proportional, and this finds it by splitting: where the same share for every unit does not fit, a
 * minimum cut names the lines that must take more because their payers may pay nothing else, and
 * the two sides go on alone. Units and lines that are full are set aside at what they can take.
 */
final class MoneyOnUnits {
    private final List<PayableLine> lines;
    private final long[] rooms;
    private final BitSet[] admits;
    private final long[] demands;
    private final boolean[] fullLine;
    private final boolean[][] fullRun;
    private final long[][] each;
    private final long[][] raised;

    private MoneyOnUnits(List<PayableLine> lines, long[] rooms, BitSet[] admits, long[] demands) {
        this.lines = lines;
        this.rooms = rooms;
        this.admits = admits;
        this.demands = demands;
        this.fullLine = new boolean[rooms.length];
        this.fullRun = new boolean[rooms.length][];
        this.each = new long[rooms.length][];
        this.raised = new long[rooms.length][];
        for (int line = 0; line < rooms.length; line++) {
            int runs = lines.get(line).units().size();
            fullRun[line] = new boolean[runs];
            each[line] = new long[runs];
            raised[line] = new long[runs];
        }
    }

    /**
     * Money on the units of each line.
     *
     * @param rooms what each line can take at most
     * @param admits for each source of money the lines it may pay
     * @param demands what each source pays; it must be possible
     */
    static List<Shares> of(List<PayableLine> lines, long[] rooms, BitSet[] admits, long[] demands) {
        MoneyOnUnits money = new MoneyOnUnits(lines, rooms, admits, demands);
        BitSet sources = new BitSet();
        sources.set(0, admits.length);
        money.level(Sources.open(rooms), sources);
        List<Shares> shares = new ArrayList<>();
        for (int line = 0; line < rooms.length; line++) {
            shares.add(Shares.of(money.counts(line), money.each[line], money.raised[line]));
        }
        return shares;
    }

    private long[] counts(int line) {
        long[] counts = new long[runs(line).size()];
        Arrays.setAll(counts, run -> runs(line).get(run).count());
        return counts;
    }

    private List<UnitRun> runs(int line) {
        return lines.get(line).units();
    }

    /** Lays the money of {@code sources} on {@code some} lines, which nobody else pays. */
    private void level(BitSet some, BitSet sources) {
        long demand = sources.stream().mapToLong(s -> demands[s]).reduce(0, Math::addExact);
        if (demand == 0) {
            return;
        }
        BitSet reach = some;
        if (sources.cardinality() == 1) {
            reach = (BitSet) some.clone();
            reach.and(admits[sources.nextSetBit(0)]);
        }
        Level level = new Level(reach, sources, demand);
        while (sources.cardinality() == 1 && level.fill(level.lines)) {
            level = new Level(reach, sources, demand);
        }
        BitSet unsent = level.unsent();
        if (unsent.isEmpty()) {
            level.round();
        } else {
            split(level, unsent);
        }
    }

    private void split(Level level, BitSet unsent) {
        BitSet[] reached = level.flow.reachable(unsent);
        BitSet inner = reached[0];
        inner.and(level.lines);
        level.fill(inner);
        level(inner, reached[1]);
        level(without(level.lines, inner), without(level.sources, reached[1]));
    }

    private static BitSet without(BitSet all, BitSet some) {
        BitSet rest = (BitSet) all.clone();
        rest.andNot(some);
        return rest;
    }

    /** One try to give every open unit the same share {@code rest ÷ weight} of its price. */
    private final class Level {
        private final BitSet lines;
        private final BitSet sources;
        private final long demand;
        private final long rest;
        private final long weight;
        private Flow flow = new Flow(new BitSet[0], new long[0]);

        Level(BitSet lines, BitSet sources, long demand) {
            this.lines = lines;
            this.sources = sources;
            this.demand = demand;
            long taken = 0;
            long open = 0;
            for (int line = lines.nextSetBit(0); line >= 0; line = lines.nextSetBit(line + 1)) {
                taken = Math.addExact(taken, fullLine[line] ? rooms[line] : fullRuns(line));
                open = Math.addExact(open, fullLine[line] ? 0 : openWeight(line));
            }
            this.rest = demand - taken;
            this.weight = open;
        }

        private long fullRuns(int line) {
            long sum = 0;
            for (int run = 0; run < fullRun[line].length; run++) {
                UnitRun units = runs(line).get(run);
                sum += fullRun[line][run] ? units.room() * units.count() : 0;
            }
            return sum;
        }

        private long openWeight(int line) {
            long sum = 0;
            for (int run = 0; run < fullRun[line].length; run++) {
                UnitRun units = runs(line).get(run);
                sum += fullRun[line][run] ? 0 : units.price() * units.count();
            }
            return sum;
        }

        /** Sets aside the units, then the lines, that cannot take the share; whether any did. */
        boolean fill(BitSet some) {
            boolean any = false;
            for (int line = some.nextSetBit(0); line >= 0; line = some.nextSetBit(line + 1)) {
                any |= !fullLine[line] && fillRuns(line);
            }
            for (int line = some.nextSetBit(0); line >= 0; line = some.nextSetBit(line + 1)) {
                any |= !fullLine[line] && fillLine(line);
            }
            return any;
        }

        private boolean fillRuns(int line) {
            boolean any = false;
            for (int run = 0; run < fullRun[line].length; run++) {
                UnitRun units = runs(line).get(run);
                if (!fullRun[line][run]
                        && Proportion.compare(units.price(), rest, units.room(), weight) > 0) {
                    fullRun[line][run] = true;
                    any = true;
                }
            }
            return any;
        }

        private boolean fillLine(int line) {
            long left = rooms[line] - fullRuns(line);
            fullLine[line] =
                    left < 0 || Proportion.compare(openWeight(line), rest, left, weight) > 0;
            return fullLine[line];
        }

        /** Sources that could not bring in all they pay; a single one always can. */
        BitSet unsent() {
            BitSet unsent = new BitSet();
            if (sources.cardinality() > 1) {
                long[] scaled = new long[rooms.length];
                lines.stream().forEach(line -> scaled[line] = scaledRoom(line));
                flow = new Flow(admits, scaled);
                for (int s = sources.nextSetBit(0); s >= 0; s = sources.nextSetBit(s + 1)) {
                    long wanted = Math.multiplyExact(demands[s], scale());
                    unsent.set(s, flow.push(s, wanted) < wanted);
                }
            }
            return unsent;
        }

        /** Money is counted in {@code weight}-ths here, so that equal shares are whole. */
        private long scaledRoom(int line) {
            long most = Math.multiplyExact(rooms[line], scale());
            if (fullLine[line]) {
                return most;
            }
            long sum = Math.multiplyExact(fullRuns(line), scale());
            for (int run = 0; run < fullRun[line].length; run++) {
                UnitRun units = runs(line).get(run);
                if (!fullRun[line][run]) {
                    long one =
                            Math.min(
                                    Math.multiplyExact(units.room(), scale()),
                                    Math.multiplyExact(units.price(), rest));
                    sum = Math.addExact(sum, Math.multiplyExact(one, units.count()));
                }
            }
            return Math.min(most, sum);
        }

        private long scale() {
            return Math.max(1, weight);
        }

        /** Everybody has the floor of the same share; what is left goes where it can be paid. */
        void round() {
            List<Remainder> remainders = new ArrayList<>();
            lines.stream().forEach(line -> floors(line, remainders));
            remainders.sort(Comparator.comparingLong((Remainder r) -> -r.size));
            long left = demand - lines.stream().mapToLong(line -> laid(line)).sum();
            if (left == 0) {
                return;
            }
            if (sources.cardinality() == 1) {
                for (Remainder remainder : remainders) {
                    long units = Math.min(left, runs(remainder.line).get(remainder.run).count());
                    raised[remainder.line][remainder.run] = units;
                    left -= units;
                }
            } else {
                new Raising().raise(remainders, left);
            }
        }

        private void floors(int line, List<Remainder> remainders) {
            if (fullLine[line]) {
                layFull(line);
                return;
            }
            for (int run = 0; run < fullRun[line].length; run++) {
                UnitRun units = runs(line).get(run);
                boolean full = fullRun[line][run];
                each[line][run] =
                        full ? units.room() : Proportion.floor(units.price(), rest, scale());
                long remainder = full ? 0 : Proportion.remainder(units.price(), rest, scale());
                if (remainder > 0) {
                    remainders.add(new Remainder(line, run, remainder));
                }
            }
        }

        private void layFull(int line) {
            List<UnitRun> units = runs(line);
            Shares shares =
                    Spread.overRuns(
                            rooms[line],
                            units.stream().mapToLong(UnitRun::price).toArray(),
                            units.stream().mapToLong(UnitRun::count).toArray(),
                            units.stream().mapToLong(UnitRun::room).toArray());
            Arrays.setAll(each[line], shares::each);
            Arrays.setAll(raised[line], shares::raised);
        }

        /** Gives one more to units, largest remainder first, wherever somebody can pay it. */
        private final class Raising {
            private final Flow whole;
            private final long[] unpaid = new long[demands.length];

            Raising() {
                long[] floors = new long[rooms.length];
                lines.stream().forEach(line -> floors[line] = laid(line));
                this.whole = new Flow(admits, floors);
                sources.stream().forEach(s -> unpaid[s] = demands[s] - whole.push(s, demands[s]));
            }

            void raise(List<Remainder> remainders, long total) {
                long left = total;
                for (Remainder remainder : remainders) {
                    long count = runs(remainder.line).get(remainder.run).count();
                    for (long unit = 0; unit < count && left > 0 && pay(remainder.line); unit++) {
                        raised[remainder.line][remainder.run]++;
                        left--;
                    }
                }
            }

            private boolean pay(int line) {
                for (int s = sources.nextSetBit(0); s >= 0; s = sources.nextSetBit(s + 1)) {
                    if (unpaid[s] > 0 && admits[s].get(line)) {
                        whole.put(s, line, 1);
                        unpaid[s]--;
                        return true;
                    }
                }
                whole.addRoom(line, 1);
                for (int s = sources.nextSetBit(0); s >= 0; s = sources.nextSetBit(s + 1)) {
                    if (unpaid[s] > 0 && whole.push(s, 1) == 1) {
                        unpaid[s]--;
                        return true;
                    }
                }
                whole.addRoom(line, -1);
                return false;
            }
        }
    }

    private long laid(int line) {
        long sum = 0;
        for (int run = 0; run < each[line].length; run++) {
            sum += each[line][run] * runs(line).get(run).count() + raised[line][run];
        }
        return sum;
    }

    /** What the floor of one unit of a run leaves over. */
    private record Remainder(int line, int run, long size) {}
}
