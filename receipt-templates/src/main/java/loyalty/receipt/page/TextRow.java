package loyalty.receipt.page;

import java.util.List;

/**
 * A row of letters, possibly none: an empty row feeds one line.
 *
 * @param high the tallest letter of the row, in cells; lower letters stand on the same bottom line
 * @param runs left to right, not overlapping
 * @param bars vertical lines of a ruled table, as tall as the row; each is the left edge, in half
 *     cells, of the one cell in whose middle the line stands
 * @param ruled inside a ruled table, where rows must touch: no extra line spacing here
 */
public record TextRow(int high, List<Run> runs, List<Integer> bars, boolean ruled) implements Row {
    /** A line feed. */
    public static final TextRow EMPTY = new TextRow(1, List.of(), List.of(), false);

    public TextRow {
        if (high < 1 || high > Style.SIZE_MAX) {
            throw new IllegalArgumentException("row height must be 1 to 6 cells: " + high);
        }
        runs = List.copyOf(runs);
        bars = List.copyOf(bars);
    }

    @Override
    public <T> T read(Reader<T> reader) {
        return reader.text(this);
    }

    @Override
    public int dotsHigh() {
        return high * Page.CELL_HIGH;
    }
}
