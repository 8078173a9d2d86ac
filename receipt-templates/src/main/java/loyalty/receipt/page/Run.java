package loyalty.receipt.page;

/**
 * Letters of one style, side by side.
 *
 * @param x the left edge in half cells from the left edge of the paper
 * @param text normalised (NFC), without control and direction marks
 */
public record Run(int x, String text, Style style) {
    public Run {
        if (x < 0) {
            throw new IllegalArgumentException("a run starts on the paper: " + x);
        }
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a run has letters");
        }
    }

    /** Its width in cells, size and wide letters counted. */
    public int cells() {
        return Cells.of(text) * style.wide();
    }

    /** Where the next run may start, in half cells. */
    public int end() {
        return x + 2 * cells();
    }
}
