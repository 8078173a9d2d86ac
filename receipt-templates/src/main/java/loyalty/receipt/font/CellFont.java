package loyalty.receipt.font;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.InflaterInputStream;
import loyalty.receipt.page.Canvas;
import loyalty.receipt.page.Cells;
import loyalty.receipt.page.Page;
import loyalty.receipt.page.Style;

/** Letters as dots, regular and bold. Immutable; shared by all threads. */
public final class CellFont {
    /** Bytes of one letter: 24 rows of 12 dots. */
    private static final int GLYPH = Page.CELL_WIDE * Page.CELL_HIGH / 8;

    private final int[] codePoints;
    private final byte[] regular;
    private final byte[] bold;

    private CellFont(int[] codePoints, byte[] regular, byte[] bold) {
        this.codePoints = codePoints;
        this.regular = regular;
        this.bold = bold;
    }

    /** Read when first asked for. */
    public static CellFont bundled() {
        return Bundled.FONT;
    }

    /** Whether the letter has a form of its own; others are drawn as an empty box. */
    public boolean has(int codePoint) {
        return Arrays.binarySearch(codePoints, codePoint) >= 0;
    }

    /** Draws one letter, its cell's top left corner at (x, y). Size and weight are the style's. */
    public void draw(Canvas canvas, int x, int y, int codePoint, Style style) {
        int index = Arrays.binarySearch(codePoints, codePoint);
        if (index >= 0) {
            glyph(canvas, x, y, index * GLYPH, style);
        } else if (Cells.of(codePoint) > 0) {
            box(canvas, x, y, Cells.of(codePoint), style);
        }
    }

    private void glyph(Canvas canvas, int x, int y, int offset, Style style) {
        byte[] dots = style.bold() ? bold : regular;
        if (style.wide() == 1 && style.high() == 1) {
            plain(canvas, x, y, dots, offset);
            return;
        }
        for (int dot = 0; dot < GLYPH * 8; dot++) {
            if ((dots[offset + (dot >> 3)] & (0x80 >> (dot & 7))) != 0) {
                int left = x + dot % Page.CELL_WIDE * style.wide();
                int top = y + dot / Page.CELL_WIDE * style.high();
                canvas.fill(left, top, style.wide(), style.high());
            }
        }
    }

    /** Two rows of twelve dots are three bytes. */
    private static void plain(Canvas canvas, int x, int y, byte[] dots, int offset) {
        for (int row = 0; row < Page.CELL_HIGH; row += 2) {
            int at = offset + row / 2 * 3;
            int middle = dots[at + 1] & 0xFF;
            canvas.dots(x, y + row, (dots[at] & 0xFF) << 4 | middle >> 4, Page.CELL_WIDE);
            canvas.dots(
                    x, y + row + 1, (middle & 0xF) << 8 | (dots[at + 2] & 0xFF), Page.CELL_WIDE);
        }
    }

    private static void box(Canvas canvas, int x, int y, int cells, Style style) {
        int wide = (cells * Page.CELL_WIDE - 2) * style.wide();
        int high = 16 * style.high();
        int left = x + style.wide();
        int top = y + 4 * style.high();
        canvas.fill(left, top, wide, style.high());
        canvas.fill(left, top + high - style.high(), wide, style.high());
        canvas.fill(left, top, style.wide(), high);
        canvas.fill(left + wide - style.wide(), top, style.wide(), high);
    }

    /** Holds the font once it was needed. */
    private static final class Bundled {
        static final CellFont FONT = read();

        private static CellFont read() {
            try (InputStream file = CellFont.class.getResourceAsStream("cells-12x24.bin")) {
                if (file == null) {
                    throw new IllegalStateException("the bundled font is missing from the jar");
                }
                return read(new DataInputStream(new InflaterInputStream(file)));
            } catch (IOException e) {
                throw new UncheckedIOException("the bundled font cannot be read", e);
            }
        }

        /** Count, that many code points in order, then all regular and all bold letters. */
        private static CellFont read(DataInputStream in) throws IOException {
            int[] codePoints = new int[in.readInt()];
            for (int i = 0; i < codePoints.length; i++) {
                codePoints[i] = in.readInt();
            }
            byte[] regular = in.readNBytes(codePoints.length * GLYPH);
            byte[] bold = in.readNBytes(codePoints.length * GLYPH);
            return new CellFont(codePoints, regular, bold);
        }
    }
}
