package loyalty.receipt.paper;

import java.util.Base64;
import loyalty.receipt.page.Bitmap;
import loyalty.receipt.page.BoxRow;
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
import loyalty.receipt.raster.PngWriter;

/** A page as an SVG picture, one unit per dot; letters stay letters and can be copied. */
public final class SvgPaper {
    private static final String FONTS =
            "'DejaVu Sans Mono', 'Liberation Mono', Consolas, monospace";
    private static final int FONT_SIZE = 20;
    private static final int BASELINE = 19;

    private final StringBuilder svg = new StringBuilder();
    private final int wide;
    private int top;

    private SvgPaper(int wide) {
        this.wide = wide;
    }

    /** A whole SVG document. */
    public static String of(Page page) {
        SvgPaper paper = new SvgPaper(page.dotsWide());
        Pen pen = paper.new Pen();
        for (Row row : page.rows()) {
            row.read(pen);
            paper.top += row.dotsHigh();
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\">\n"
                        .formatted(paper.wide, paper.top)
                + "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
                + "<g font-family=\"%s\" font-size=\"%d\" fill=\"#000\">\n"
                        .formatted(FONTS, FONT_SIZE)
                + paper.svg
                + "</g>\n</svg>\n";
    }

    /** Draws each kind of row at the top not yet drawn on. */
    private final class Pen implements Row.Reader<StringBuilder> {
        @Override
        public StringBuilder text(TextRow row) {
            row.runs().forEach(run -> run(run, row.dotsHigh()));
            for (int bar : row.bars()) {
                int x = bar * Page.HALF_CELL + Page.HALF_CELL;
                line("M%d,%dv%d".formatted(x, top, row.dotsHigh()));
            }
            return svg;
        }

        private void run(Run run, int rowHigh) {
            Style style = run.style();
            int high = style.high() * Page.CELL_HIGH;
            int x = run.x() * Page.HALF_CELL;
            int y = top + rowHigh - high;
            int width = run.cells() * Page.CELL_WIDE;
            if (style.inverted()) {
                rectangle(x, y, width, high);
            }
            letters(x, y, run.text(), style);
            if (style.underlined()) {
                String colour = style.inverted() ? "#fff" : "#000";
                svg.append(
                        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"2\" fill=\"%s\"/>\n"
                                .formatted(x, y + high - 2, width, colour));
            }
        }

        private void rectangle(int x, int y, int width, int height) {
            svg.append(
                    "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n"
                            .formatted(x, y, width, height));
        }

        @Override
        public StringBuilder box(BoxRow row) {
            int middle = top + Page.CELL_HIGH / 2;
            StringBuilder path = new StringBuilder();
            for (int i = 0; i < row.line().length(); i++) {
                int left = row.x() * Page.HALF_CELL + i * Page.CELL_WIDE;
                cell(path, row.line().charAt(i), left, middle);
            }
            if (path.length() > 0) {
                line(path.toString());
            }
            return svg;
        }

        private void cell(StringBuilder path, char letter, int left, int middle) {
            int centre = left + Page.HALF_CELL;
            if ("─┐┤┘┬┴┼".indexOf(letter) >= 0) {
                path.append("M%d,%dh%d".formatted(left, middle, Page.HALF_CELL));
            }
            if ("─┌├└┬┴┼".indexOf(letter) >= 0) {
                path.append("M%d,%dh%d".formatted(centre, middle, Page.HALF_CELL));
            }
            if ("└┘├┤┴┼│".indexOf(letter) >= 0) {
                path.append("M%d,%dv%d".formatted(centre, top, Page.CELL_HIGH / 2 + 1));
            }
            if ("┌┐├┤┬┼│".indexOf(letter) >= 0) {
                path.append("M%d,%dv%d".formatted(centre, middle - 1, Page.CELL_HIGH / 2 + 1));
            }
        }

        @Override
        public StringBuilder image(ImageRow row) {
            Bitmap picture = row.picture();
            return svg.append(
                    "<image x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" href=\"data:image/png;base64,%s\"/>\n"
                            .formatted(
                                    row.x(),
                                    top,
                                    picture.wide(),
                                    picture.high(),
                                    Base64.getEncoder().encodeToString(PngWriter.write(picture))));
        }

        @Override
        public StringBuilder code(CodeRow row) {
            Symbol symbol = row.symbol();
            int quiet = symbol.quiet() * symbol.dots();
            int scale = symbol.qr() ? symbol.dots() : 1;
            int y = top + (symbol.qr() ? quiet : 0);
            int barHigh = symbol.qr() ? symbol.dots() : symbol.barsHigh();
            svg.append("<path shape-rendering=\"crispEdges\" d=\"");
            for (int line = 0; line < symbol.modules().high(); line++) {
                bars(symbol.modules(), line, row.x() + quiet, y + line * scale, scale, barHigh);
            }
            svg.append("\"/>\n");
            caption(row.x(), symbol);
            return svg;
        }

        private void bars(Bitmap modules, int line, int x, int y, int scale, int high) {
            int at = 0;
            while (at < modules.wide()) {
                int end = at;
                while (modules.black(end, line)) {
                    end++;
                }
                if (end > at) {
                    int width = (end - at) * scale;
                    svg.append(
                            "M%d,%dh%dv%dh%dz".formatted(x + at * scale, y, width, high, -width));
                }
                at = end + 1;
            }
        }

        private void caption(int x, Symbol symbol) {
            if (!symbol.caption().isEmpty()) {
                int free = symbol.dotsWide() - Cells.of(symbol.caption()) * Page.CELL_WIDE;
                int y = top + symbol.barsHigh() + Symbol.CAPTION_GAP;
                letters(x + Math.floorDiv(free, 2), y, symbol.caption(), Style.PLAIN);
            }
        }

        @Override
        public StringBuilder cut(CutRow row) {
            int middle = top + Page.CELL_HIGH / 2;
            return svg.append(
                    "<path d=\"M0,%dh%d\" fill=\"none\" stroke=\"#000\" stroke-width=\"2\" stroke-dasharray=\"6\"/>\n"
                            .formatted(middle, wide));
        }

        @Override
        public StringBuilder command(CommandRow row) {
            return svg;
        }

        private void line(String path) {
            svg.append(
                    "<path d=\"%s\" fill=\"none\" stroke=\"#000\" stroke-width=\"2\"/>\n"
                            .formatted(path));
        }

        /** Each letter has its own x, so that any monospaced font keeps the columns. */
        private void letters(int x, int y, String text, Style style) {
            if (text.isBlank()) {
                return;
            }
            svg.append("<text xml:space=\"preserve\" y=\"").append(BASELINE).append("\" x=\"");
            int left = 0;
            for (int at = 0; at < text.length(); at = Cells.next(text, at)) {
                svg.append(at == 0 ? "" : " ").append(left);
                left += Cells.of(text.codePointAt(at)) * Page.CELL_WIDE;
            }
            svg.append("\" transform=\"translate(%d,%d)".formatted(x, y));
            if (style.wide() > 1 || style.high() > 1) {
                svg.append(" scale(%d,%d)".formatted(style.wide(), style.high()));
            }
            svg.append('"');
            svg.append(style.bold() ? " font-weight=\"bold\"" : "");
            svg.append(style.inverted() ? " fill=\"#fff\"" : "");
            svg.append('>').append(escaped(text)).append("</text>\n");
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
