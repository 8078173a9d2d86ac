package loyalty.drivers.encode;

import loyalty.receipt.page.Bitmap;
import loyalty.receipt.page.Style;
import loyalty.receipt.page.Symbol;

/**
 * The words of one dialect. Knows the printer's present state and says nothing twice. Begins at a
 * freshly reset printer, serves one page.
 */
public interface PrinterCommands {
    /** Chooses a code page by the printer's number, if it is not chosen already. */
    void page(int number);

    /** How the next letters look, if they do not already. */
    void style(Style style);

    /** Whether the printer can make such letters itself. */
    boolean can(Style style);

    /** Letters, as bytes of the page chosen. */
    void letters(byte[] codes);

    /** Where the next letter stands, in dots from the left edge of the paper. */
    void moveTo(int dots);

    /** Bytes that {@link #moveTo} costs; {@code Integer.MAX_VALUE} where the printer cannot. */
    int moveCost();

    /** Ends the line begun, if any, and moves the paper on by {@code lines} in all, at least 1. */
    void feed(int lines);

    /** A picture on lines of its own, its left edge at {@code x} dots. */
    void picture(int x, Bitmap picture);

    /** Tries to let the printer draw a code itself; false if it has to be sent as a picture. */
    boolean code(int x, Symbol symbol);

    void cut();

    /** Raw bytes from a template: afterwards nothing is known of the printer's state. */
    void raw(byte[] bytes);

    /** What has been said so far. */
    byte[] bytes();
}
