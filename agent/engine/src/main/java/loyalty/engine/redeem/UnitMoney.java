package loyalty.engine.redeem;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import loyalty.engine.redeem.PayableLine.UnitRun;
import loyalty.engine.spread.Proportion;
import loyalty.engine.spread.Shares;
import loyalty.engine.spread.Spread;

/**
 * Money on the units of lines while it is being laid: what lies on each run of equal units, and
 * which lines and runs are set aside because they take all they can. Owned by one calculation.
 */
final class UnitMoney {
    private final List<PayableLine> lines;
    private final long[] rooms;
    private final boolean[] fullLine;
    private final boolean[][] fullRun;
    private final long[][] each;
    private final long[][] raised;

    /** {@code rooms} is what each line can take at most. */
    UnitMoney(List<PayableLine> lines, long[] rooms) {
        this.lines = lines;
        this.rooms = rooms;
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

    int lines() {
        return rooms.length;
    }

    private List<UnitRun> runs(int line) {
        return lines.get(line).units();
    }

    long count(int line, int run) {
        return runs(line).get(run).count();
    }

    /** What a line takes for certain: all it can, or what its full runs can. */
    long set(int line) {
        return fullLine[line] ? rooms[line] : fullRuns(line);
    }

    private long fullRuns(int line) {
        long sum = 0;
        for (int run = 0; run < fullRun[line].length; run++) {
            UnitRun units = runs(line).get(run);
            sum += fullRun[line][run] ? units.room() * units.count() : 0;
        }
        return sum;
    }

    /** The price of what may still take a share. */
    long openWeight(int line) {
        long sum = 0;
        for (int run = 0; run < fullRun[line].length && !fullLine[line]; run++) {
            UnitRun units = runs(line).get(run);
            sum += fullRun[line][run] ? 0 : units.price() * units.count();
        }
        return sum;
    }

    /**
     * Sets aside the units, then the lines, that cannot take {@code rest ÷ weight} of their price;
     * whether any could not.
     */
    boolean fill(BitSet some, long rest, long weight) {
        boolean any = false;
        for (int line = some.nextSetBit(0); line >= 0; line = some.nextSetBit(line + 1)) {
            any |= !fullLine[line] && fillRuns(line, rest, weight);
        }
        for (int line = some.nextSetBit(0); line >= 0; line = some.nextSetBit(line + 1)) {
            any |= !fullLine[line] && fillLine(line, rest, weight);
        }
        return any;
    }

    private boolean fillRuns(int line, long rest, long weight) {
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

    private boolean fillLine(int line, long rest, long weight) {
        long left = rooms[line] - fullRuns(line);
        fullLine[line] = left < 0 || Proportion.compare(openWeight(line), rest, left, weight) > 0;
        return fullLine[line];
    }

    /** What a line can take if nobody takes more than {@code rest ÷ weight}, in weight-ths. */
    BigInteger scaledRoom(int line, long rest, long weight) {
        BigInteger most = product(rooms[line], weight);
        if (fullLine[line]) {
            return most;
        }
        BigInteger sum = product(fullRuns(line), weight);
        for (int run = 0; run < fullRun[line].length; run++) {
            UnitRun units = runs(line).get(run);
            if (!fullRun[line][run]) {
                BigInteger one = product(units.room(), weight).min(product(units.price(), rest));
                sum = sum.add(one.multiply(BigInteger.valueOf(units.count())));
            }
        }
        return most.min(sum);
    }

    private static BigInteger product(long a, long b) {
        return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
    }

    /** Lays the floor of the share on every unit of a line, and notes what that leaves over. */
    void layFloors(int line, long rest, long weight, List<Remainder> remainders) {
        if (fullLine[line]) {
            layFull(line);
            return;
        }
        for (int run = 0; run < fullRun[line].length; run++) {
            UnitRun units = runs(line).get(run);
            boolean full = fullRun[line][run];
            each[line][run] = full ? units.room() : Proportion.floor(units.price(), rest, weight);
            long remainder = full ? 0 : Proportion.remainder(units.price(), rest, weight);
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

    /** One more on each of so many further units of a run. */
    void raise(int line, int run, long units) {
        raised[line][run] += units;
    }

    long laid(int line) {
        long sum = 0;
        for (int run = 0; run < each[line].length; run++) {
            sum += each[line][run] * count(line, run) + raised[line][run];
        }
        return sum;
    }

    Shares shares(int line) {
        long[] counts = new long[runs(line).size()];
        Arrays.setAll(counts, run -> count(line, run));
        return Shares.of(counts, each[line], raised[line]);
    }

    /** What the floor of one unit of a run leaves over. */
    record Remainder(int line, int run, long size) {}
}
