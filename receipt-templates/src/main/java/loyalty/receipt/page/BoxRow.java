package loyalty.receipt.page;

/**
 * A horizontal line: a rule, or the top, a joint or the bottom of a ruled table.
 *
 * @param x the left edge in half cells
 * @param line one of {@value #LINES} per cell, or a blank where two tables of different place meet.
 *     A rule is all {@code ─}; in a table the other letters say where bars come from above and go
 *     on below
 * @param ruled part of a table, where rows must touch: no extra line spacing here
 */
public record BoxRow(int x, String line, boolean ruled) implements Row {
    /** What a line is made of: single lines of the box drawing letters. */
    public static final String LINES = "─│┌┬┐├┼┤└┴┘ ";

    public BoxRow {
        if (x < 0) {
            throw new IllegalArgumentException("a line starts on the paper: " + x);
        }
        for (int i = 0; i < line.length(); i++) {
            if (LINES.indexOf(line.charAt(i)) < 0) {
                throw new IllegalArgumentException("not a box letter: " + line.charAt(i));
            }
        }
    }

    @Override
    public <T> T read(Reader<T> reader) {
        return reader.box(this);
    }

    @Override
    public int dotsHigh() {
        return Page.CELL_HIGH;
    }
}
