package loyalty.receipt.page;

/**
 * A barcode or QR code. A printer that knows the kind draws it itself from {@link Symbol#data()};
 * for any other, {@code loyalty.receipt.raster.Dots.of(symbol)} is the picture.
 *
 * @param x the left edge, quiet zone included, in dots
 */
public record CodeRow(int x, Symbol symbol) implements Row {
    @Override
    public <T> T read(Reader<T> reader) {
        return reader.code(this);
    }

    @Override
    public int dotsHigh() {
        return symbol.dotsHigh();
    }
}
