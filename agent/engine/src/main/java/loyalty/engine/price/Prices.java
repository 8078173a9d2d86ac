package loyalty.engine.price;

import java.util.Arrays;
import java.util.List;
import loyalty.engine.basket.Basket;
import loyalty.engine.basket.Line;
import loyalty.engine.money.Money;
import loyalty.engine.select.Selection;
import loyalty.engine.spread.Spread;

/**
 * The units of a basket and what they cost at this moment of the discount stage, in minor units.
 * Units are numbered over all lines, in order. Owned by one calculation.
 */
public final class Prices {
    private final List<Line> lines;
    private final int[] lineOf;
    private final int[] firstUnit;
    private final long[] base;
    private final long[] least;
    private final long[] now;

    private Prices(List<Line> lines, int[] firstUnit) {
        this.lines = lines;
        this.firstUnit = firstUnit;
        int units = firstUnit[lines.size()];
        this.lineOf = new int[units];
        this.base = new long[units];
        this.least = new long[units];
        for (int line = 0; line < lines.size(); line++) {
            fill(line);
        }
        this.now = base.clone();
    }

    public static Prices of(Basket basket) {
        List<Line> lines = basket.lines();
        int[] firstUnit = new int[lines.size() + 1];
        for (int line = 0; line < lines.size(); line++) {
            firstUnit[line + 1] = firstUnit[line] + lines.get(line).units();
        }
        return new Prices(lines, firstUnit);
    }

    private void fill(int index) {
        Line line = lines.get(index);
        int from = firstUnit[index];
        int to = firstUnit[index + 1];
        long[] parts = equalParts(line.amount().minor(), to - from);
        System.arraycopy(parts, 0, base, from, to - from);
        Arrays.fill(lineOf, from, to, index);
        Arrays.fill(least, from, to, line.unitMinimum().minor());
        for (int unit = from; unit < to; unit++) {
            least[unit] = Math.min(least[unit], base[unit]);
        }
    }

    private static long[] equalParts(long total, int count) {
        long[] parts = new long[count];
        if (total % count == 0) {
            Arrays.fill(parts, total / count);
            return parts;
        }
        long[] weights = new long[count];
        Arrays.fill(weights, 1);
        return Spread.proportionally(total, weights);
    }

    public int lines() {
        return lines.size();
    }

    public int units() {
        return now.length;
    }

    public Line line(int unit) {
        return lines.get(lineOf[unit]);
    }

    public int lineOf(int unit) {
        return lineOf[unit];
    }

    /** The first unit of a line; {@code firstUnit(lines)} is the number of all units. */
    public int firstUnit(int line) {
        return firstUnit[line];
    }

    /** Before any promotion. */
    public long base(int unit) {
        return base[unit];
    }

    /** After the promotions that acted so far. */
    public long now(int unit) {
        return now[unit];
    }

    /** How much may still be taken off. */
    public long room(int unit) {
        return now[unit] - least[unit];
    }

    public long baseRoom(int unit) {
        return base[unit] - least[unit];
    }

    /** What {@code price} for 1 of quantity means for this unit. */
    public long unitPrice(int unit, Money price) {
        Line line = line(unit);
        return line.units() == 1 ? line.quantity().priceHalfUp(price).minor() : price.minor();
    }

    /** Units of a selection that promotions may make cheaper. */
    public int[] discountable(Selection selection) {
        return select(selection, true);
    }

    /** Units of a selection, whether they may become cheaper or not. */
    public int[] all(Selection selection) {
        return select(selection, false);
    }

    private int[] select(Selection selection, boolean onlyDiscountable) {
        int[] units = new int[now.length];
        int count = 0;
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if ((line.discountable() || !onlyDiscountable)
                    && selection.admits(line, line.isDiscountedByTill())) {
                for (int unit = firstUnit[i]; unit < firstUnit[i + 1]; unit++) {
                    units[count++] = unit;
                }
            }
        }
        return Arrays.copyOf(units, count);
    }

    public void take(Award award) {
        for (int i = 0; i < award.units().length; i++) {
            now[award.units()[i]] -= award.off()[i];
        }
    }

    public void giveBack(Award award) {
        for (int i = 0; i < award.units().length; i++) {
            now[award.units()[i]] += award.off()[i];
        }
    }
}
