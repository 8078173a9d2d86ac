package loyalty.drivers.profile;

/**
 * The printable area of a model.
 *
 * @param columns plain letters of font A in a line
 * @param dots across the line
 * @param dotsPerInch of the head: 180 or 203
 * @param feedUnits vertical motion units in one dot: 2 where the paper moves in half dots
 */
public record Paper(int columns, int dots, int dotsPerInch, int feedUnits) {
    /** Dots across a letter of font A. */
    public static final int LETTER_WIDE = 12;

    public Paper {
        if (columns * LETTER_WIDE > dots) {
            throw new IllegalArgumentException(
                    columns + " letters of 12 dots do not fit " + dots + " dots");
        }
    }
}
