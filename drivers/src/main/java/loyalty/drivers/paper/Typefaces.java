package loyalty.drivers.paper;

import loyalty.receipt.font.CellFont;
import loyalty.receipt.page.Bitmap;
import loyalty.receipt.page.Canvas;
import loyalty.receipt.page.Style;

/** The letters of the machines played here. */
final class Typefaces {
    private static final int WIDE = 12;
    private static final int HIGH = 24;

    private Typefaces() {}

    /** The bundled open font. */
    static Typeface bundled() {
        return Typefaces::draw;
    }

    private static Bitmap draw(int codePoint, boolean bold) {
        Canvas canvas = new Canvas(WIDE, HIGH);
        CellFont.bundled().draw(canvas, 0, 0, codePoint, Style.PLAIN.withBold(bold));
        return canvas.bitmap();
    }
}
