package loyalty.receipt.page;

import java.util.List;

/**
 * A receipt laid out for a paper {@code columns} cells wide, top to bottom. A cell is one plain
 * letter, {@value #CELL_WIDE} by {@value #CELL_HIGH} dots; positions of text are counted in half
 * cells, positions of pictures in dots, both from the left edge of the printable area.
 *
 * @param problems what was wrong with the markup; the rest of it is laid out all the same
 */
public record Page(int columns, List<Row> rows, List<Problem> problems) {
    /** Dots across one cell. */
    public static final int CELL_WIDE = 12;

    /** Dots down one cell. */
    public static final int CELL_HIGH = 24;

    /** Dots across half a cell, the unit of {@link Run#x()}, {@link BoxRow#x()} and bars. */
    public static final int HALF_CELL = CELL_WIDE / 2;

    /** The narrowest paper a receipt can be laid out for. */
    public static final int COLUMNS_MIN = 8;

    /** The widest. */
    public static final int COLUMNS_MAX = 255;

    public Page {
        requireColumns(columns);
        rows = List.copyOf(rows);
        problems = List.copyOf(problems);
    }

    /**
     * Refuses paper no receipt can be laid out for.
     *
     * @throws IllegalArgumentException naming the limits
     */
    public static void requireColumns(int columns) {
        if (columns < COLUMNS_MIN || columns > COLUMNS_MAX) {
            throw new IllegalArgumentException(
                    "columns must be " + COLUMNS_MIN + " to " + COLUMNS_MAX + ": " + columns);
        }
    }

    /** The printable width in dots. */
    public int dotsWide() {
        return columns * CELL_WIDE;
    }
}
