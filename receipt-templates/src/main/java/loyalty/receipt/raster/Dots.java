package loyalty.receipt.raster;

import loyalty.receipt.font.CellFont;
import loyalty.receipt.page.Bitmap;
import loyalty.receipt.page.BoxRow;
import loyalty.receipt.page.Canvas;
import loyalty.receipt.page.Cells;
import loyalty.receipt.page.CodeRow;
import loyalty.receipt.page.CommandRow;
import loyalty.receipt.page.CutRow;
import loyalty.receipt.page.ImageRow;
import loyalty.receipt.page.Page;
import loyalty.receipt.page.Row;
import loyalty.receipt.page.Run;
import loyalty.receipt.page.Style;
import loyalty.receipt.page.Symbol;
import loyalty.receipt.page.TextRow;

/**
 * Draws rows as dots in the bundled font: for previews, and for printers that lack a letter or a
 * kind of code.
 */
public final class Dots {
    private static final int LINE = 2;

    private final Canvas canvas;
    private final int paper;
    private int top;

    private Dots(int wide, int high) {
        this.paper = wide;
        this.canvas = new Canvas(wide, high);
    }

    /** The whole page, as wide as the paper prints, without extra line spacing. */
    public static Bitmap of(Page page) {
        int high = page.rows().stream().mapToInt(Row::dotsHigh).sum();
        Dots dots = new Dots(page.dotsWide(), high);
        for (Row row : page.rows()) {
            dots.add(row);
        }
        return dots.canvas.bitmap();
    }

    /** One row on paper this many cells wide. */
    public static Bitmap of(Row row, int columns) {
        Dots dots = new Dots(columns * Page.CELL_WIDE, row.dotsHigh());
        dots.add(row);
        return dots.canvas.bitmap();
    }

    /** A barcode or QR code with its quiet zone and caption. */
    public static Bitmap of(Symbol symbol) {
        Dots dots = new Dots(symbol.dotsWide(), symbol.dotsHigh());
        dots.symbol(0, symbol);
        return dots.canvas.bitmap();
    }

    private void add(Row row) {
        row.read(new Pen());
        top += row.dotsHigh();
    }

    private void symbol(int x, Symbol symbol) {
        int left = x + symbol.quiet() * symbol.dots();
        if (symbol.qr()) {
            int above = symbol.quiet() * symbol.dots();
            canvas.draw(left, top + above, symbol.modules(), symbol.dots());
            return;
        }
        for (int i = 0; i < symbol.modules().wide(); i++) {
            if (symbol.modules().black(i, 0)) {
                canvas.fill(left + i, top, 1, symbol.barsHigh());
            }
        }
        if (!symbol.caption().isEmpty()) {
            int free = symbol.dotsWide() - Cells.of(symbol.caption()) * Page.CELL_WIDE;
            int y = top + symbol.barsHigh() + Symbol.CAPTION_GAP;
            letters(x + Math.floorDiv(free, 2), y, symbol.caption(), Style.PLAIN);
        }
    }

    /** Draws letters side by side from the top left corner of the first. */
    private void letters(int x, int y, String text, Style style) {
        CellFont font = CellFont.bundled();
        int left = x;
        int at = 0;
        while (at < text.length()) {
            int next = Cells.next(text, at);
            int cells = Cells.of(text.codePointAt(at));
            for (int i = at; i < next; i += Character.charCount(text.codePointAt(i))) {
                font.draw(canvas, left, y, text.codePointAt(i), style);
            }
            left += cells * style.wide() * Page.CELL_WIDE;
            at = next;
        }
    }

    private void run(Run run, int rowHigh) {
        Style style = run.style();
        int x = run.x() * Page.HALF_CELL;
        int high = style.high() * Page.CELL_HIGH;
        int wide = run.cells() * Page.CELL_WIDE;
        int y = top + rowHigh - high;
        letters(x, y, run.text(), style);
        if (style.underlined()) {
            canvas.fill(x, y + high - LINE, wide, LINE);
        }
        if (style.inverted()) {
            canvas.invert(x, y, wide, high);
        }
    }

    /** Draws each kind of row at the top not yet drawn on. */
    private final class Pen implements Row.Reader<Canvas> {
        @Override
        public Canvas text(TextRow row) {
            int high = row.dotsHigh();
            row.runs().forEach(run -> run(run, high));
            for (int bar : row.bars()) {
                int x = bar * Page.HALF_CELL + Page.HALF_CELL - LINE / 2;
                canvas.fill(x, top, LINE, high);
            }
            return canvas;
        }

        @Override
        public Canvas box(BoxRow row) {
            for (int i = 0; i < row.line().length(); i++) {
                int x = row.x() * Page.HALF_CELL + i * Page.CELL_WIDE;
                cell(x, row.line().charAt(i));
            }
            return canvas;
        }

        private void cell(int x, char letter) {
            int middle = top + Page.CELL_HIGH / 2 - LINE / 2;
            int centre = x + Page.HALF_CELL - LINE / 2;
            int half = Page.HALF_CELL + LINE / 2;
            if ("─┐┤┘┬┴┼".indexOf(letter) >= 0) {
                canvas.fill(x, middle, half, LINE);
            }
            if ("─┌├└┬┴┼".indexOf(letter) >= 0) {
                canvas.fill(centre, middle, half, LINE);
            }
            if ("│└┘├┤┴┼".indexOf(letter) >= 0) {
                canvas.fill(centre, top, LINE, Page.CELL_HIGH / 2 + LINE / 2);
            }
            if ("│┌┐├┤┬┼".indexOf(letter) >= 0) {
                canvas.fill(centre, middle, LINE, Page.CELL_HIGH / 2 + LINE / 2);
            }
        }

        @Override
        public Canvas image(ImageRow row) {
            canvas.draw(row.x(), top, row.picture());
            return canvas;
        }

        @Override
        public Canvas code(CodeRow row) {
            symbol(row.x(), row.symbol());
            return canvas;
        }

        /** A dashed line across the paper. */
        @Override
        public Canvas cut(CutRow row) {
            int middle = top + Page.CELL_HIGH / 2 - LINE / 2;
            for (int x = 0; x < paper; x += 12) {
                canvas.fill(x, middle, 6, LINE);
            }
            return canvas;
        }

        @Override
        public Canvas command(CommandRow row) {
            return canvas;
        }
    }
}
