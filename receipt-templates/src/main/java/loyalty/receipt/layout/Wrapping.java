package loyalty.receipt.layout;

import java.util.ArrayList;
import java.util.List;
import loyalty.receipt.markup.Column;
import loyalty.receipt.markup.Span;
import loyalty.receipt.page.Cells;
import loyalty.receipt.page.Style;

/** Breaks one column's text into pieces no wider than the column, letter by letter. */
final class Wrapping {
    private final int width;
    private final List<Piece> pieces = new ArrayList<>(2);
    private List<Span> spans = new ArrayList<>(2);
    private final StringBuilder lost = new StringBuilder(0);
    private int free;
    private int high = 1;

    private Wrapping(int width) {
        this.width = width;
        this.free = width;
    }

    /**
     * The pieces from top to bottom; none if there is nothing to print.
     *
     * @param lost receives each letter that is wider than the column and cannot be printed
     */
    static List<Piece> of(Column column, int width, StringBuilder lost) {
        Wrapping wrapping = new Wrapping(width);
        for (Span span : column.spans()) {
            if (span.feeds()) {
                wrapping.finish();
            } else {
                wrapping.add(span.text(), span.style());
            }
        }
        if (!wrapping.spans.isEmpty()) {
            wrapping.finish();
        }
        lost.append(wrapping.lost);
        return wrapping.pieces;
    }

    /**
     * One row of one column.
     *
     * @param free cells it leaves unused
     * @param high its tallest letter in cells
     */
    record Piece(List<Span> spans, int free, int high) {}

    private void add(String text, Style style) {
        int start = 0;
        int at = 0;
        while (at < text.length()) {
            int cells = Cells.of(text.codePointAt(at)) * style.wide();
            int next = Cells.next(text, at);
            if (cells > width) {
                take(text.substring(start, at), style);
                lost.append(text, at, next);
                start = next;
            } else if (cells > free) {
                take(text.substring(start, at), style);
                finish();
                start = at;
                continue;
            } else {
                free -= cells;
                if (free == 0) {
                    take(text.substring(start, next), style);
                    finish();
                    start = next;
                }
            }
            at = next;
        }
        take(text.substring(start), style);
    }

    private void take(String text, Style style) {
        if (!text.isEmpty()) {
            spans.add(new Span(text, style));
            high = Math.max(high, style.high());
        }
    }

    private void finish() {
        pieces.add(new Piece(spans, free, high));
        spans = new ArrayList<>(2);
        free = width;
        high = 1;
    }
}
