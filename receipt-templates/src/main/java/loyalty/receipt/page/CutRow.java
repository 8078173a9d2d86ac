package loyalty.receipt.page;

/** Cut the paper here. The end of the page is not a cut: an encoder adds its own there. */
public record CutRow() implements Row {
    @Override
    public <T> T read(Reader<T> reader) {
        return reader.cut(this);
    }

    @Override
    public int dotsHigh() {
        return Page.CELL_HIGH;
    }
}
