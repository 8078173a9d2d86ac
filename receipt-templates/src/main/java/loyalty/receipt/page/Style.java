package loyalty.receipt.page;

/**
 * How letters look.
 *
 * @param wide times the plain width, 1 to 6
 * @param high times the plain height, 1 to 6
 * @param inverted white on black
 */
public record Style(int wide, int high, boolean bold, boolean underlined, boolean inverted) {
    /** The largest scale. */
    public static final int SIZE_MAX = 6;

    /** A plain letter of one cell. */
    public static final Style PLAIN = new Style(1, 1, false, false, false);

    public Style {
        if (wide < 1 || wide > SIZE_MAX || high < 1 || high > SIZE_MAX) {
            throw new IllegalArgumentException("letter size must be 1 to 6: " + wide + "x" + high);
        }
    }

    public Style sized(int newWide, int newHigh) {
        return new Style(newWide, newHigh, bold, underlined, inverted);
    }

    public Style withBold(boolean on) {
        return new Style(wide, high, on, underlined, inverted);
    }

    public Style withUnderlined(boolean on) {
        return new Style(wide, high, bold, on, inverted);
    }

    public Style withInverted(boolean on) {
        return new Style(wide, high, bold, underlined, on);
    }
}
