package loyalty.engine.earn;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import loyalty.engine.basket.Line;
import loyalty.engine.select.Selection;

/**
 * What each unit of a basket earns on, in minor units; nothing for lines that do not earn.
 * Immutable once made.
 */
public final class EarnBase {
    private final List<Line> lines;
    private final long[][] units;
    private final long[] perLine;
    private final IntPredicate discounted;

    /**
     * The base of one accrual.
     *
     * @param units for each line the amount of each unit
     * @param discounted whether a line was made cheaper by till or pack
     */
    public EarnBase(List<Line> lines, long[][] units, IntPredicate discounted) {
        this.lines = lines;
        this.units = units.clone();
        this.discounted = discounted;
        this.perLine = new long[units.length];
        for (int line = 0; line < units.length; line++) {
            if (!lines.get(line).earns()) {
                this.units[line] = new long[units[line].length];
            }
            perLine[line] = Arrays.stream(this.units[line]).sum();
        }
    }

    public int lines() {
        return perLine.length;
    }

    public long ofLine(int line) {
        return perLine[line];
    }

    /** Amounts of a line's units; not to be changed. */
    public long[] unitsOf(int line) {
        return units[line];
    }

    public long total() {
        return Arrays.stream(perLine).sum();
    }

    /** Earning lines of a selection. */
    public int[] select(Selection on) {
        return IntStream.range(0, perLine.length)
                .filter(line -> lines.get(line).earns())
                .filter(line -> on.admits(lines.get(line), discounted.test(line)))
                .toArray();
    }
}
