package loyalty.receipt.page;

/**
 * Raw bytes for the printer, each as one char U+0000 to U+00FF. Only signed templates may have
 * them; outputs other than printers skip them.
 */
public record CommandRow(String bytes) implements Row {
    public CommandRow {
        if (bytes.chars().anyMatch(c -> c > 0xFF)) {
            throw new IllegalArgumentException("a command is made of bytes");
        }
    }

    @Override
    public <T> T read(Reader<T> reader) {
        return reader.command(this);
    }

    @Override
    public int dotsHigh() {
        return 0;
    }
}
