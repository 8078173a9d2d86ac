package loyalty.receipt.markup;

import loyalty.receipt.page.Style;

/** Letters of one style, or a line feed inside a column. */
public record Span(String text, Style style) {
    /** {@code \n}: go on in the next row of the column. */
    public static final Span FEED = new Span("\n", Style.PLAIN);

    public boolean feeds() {
        return equals(FEED);
    }
}
