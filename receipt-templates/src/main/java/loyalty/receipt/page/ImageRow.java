package loyalty.receipt.page;

/**
 * A picture.
 *
 * @param x the left edge in dots; below zero, or so that the right edge leaves the paper, where the
 *     picture is wider than the paper: what is outside is not printed
 */
public record ImageRow(int x, Bitmap picture) implements Row {
    @Override
    public <T> T read(Reader<T> reader) {
        return reader.image(this);
    }

    @Override
    public int dotsHigh() {
        return picture.high();
    }
}
