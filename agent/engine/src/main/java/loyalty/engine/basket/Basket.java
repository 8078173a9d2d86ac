package loyalty.engine.basket;

import java.util.List;
import loyalty.engine.money.Money;

/**
 * Lines in the order of the receipt, at most {@link #MAX_LINES} with {@link #MAX_UNITS} together.
 * Immutable.
 *
 * @param receipt the till's number for it; empty if there is none yet
 */
public record Basket(String receipt, List<Line> lines) {
    public static final int MAX_LINES = 1_000;

    /** Units of all lines together: each has a price of its own, and a register little memory. */
    public static final int MAX_UNITS = 100_000;

    public Basket {
        lines = List.copyOf(lines);
        if (lines.size() > MAX_LINES) {
            throw new IllegalArgumentException(lines.size() + " lines");
        }
    }

    public Money amount() {
        Money sum = Money.ZERO;
        for (Line line : lines) {
            sum = sum.plus(line.amount());
        }
        return sum;
    }
}
