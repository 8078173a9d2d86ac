package loyalty.receipt.page;

/**
 * One strip of paper. Encoders read rows through {@link #read(Reader)}, so that a new kind of row
 * does not compile until every encoder knows it.
 */
public sealed interface Row permits TextRow, BoxRow, ImageRow, CodeRow, CutRow, CommandRow {
    /** Calls the method of {@code reader} that is for this kind of row. */
    <T> T read(Reader<T> reader);

    /** How far the paper moves under this row, in dots, without extra line spacing. */
    int dotsHigh();

    /**
     * What to do with each kind of row.
     *
     * @param <T> what one row becomes
     */
    interface Reader<T> {
        T text(TextRow row);

        T box(BoxRow row);

        T image(ImageRow row);

        T code(CodeRow row);

        T cut(CutRow row);

        T command(CommandRow row);
    }
}
