package loyalty.receipt.layout;

import java.util.ArrayList;
import java.util.List;
import loyalty.receipt.layout.Wrapping.Piece;
import loyalty.receipt.markup.Column;
import loyalty.receipt.markup.Span;
import loyalty.receipt.page.Cells;
import loyalty.receipt.page.Style;

/**
 * Breaks one column's text between words: {@code text:words}, which the reference implementation
 * takes for {@code wrap}. Only a word wider than its column is broken inside.
 */
final class WordWrapping {
    private record Letter(String text, Style style, int cells) {
        boolean blank() {
            return text.equals(" ");
        }
    }

    private final int width;
    private final StringBuilder lost;
    private final List<Piece> pieces = new ArrayList<>(2);
    private List<Letter> row = new ArrayList<>();
    private int used;
    private boolean goesOn;

    private WordWrapping(int width, StringBuilder lost) {
        this.width = width;
        this.lost = lost;
    }

    /** The pieces from top to bottom, as {@link Wrapping#of} gives them. */
    static List<Piece> of(Column column, int width, StringBuilder lost) {
        if (fits(column, width)) {
            return Wrapping.of(column, width, lost);
        }
        WordWrapping wrapping = new WordWrapping(width, lost);
        for (Span span : column.spans()) {
            if (span.feeds()) {
                wrapping.finish(wrapping.row);
                wrapping.row = new ArrayList<>();
                wrapping.used = 0;
                wrapping.goesOn = false;
            } else {
                wrapping.add(span.text(), span.style());
            }
        }
        if (!wrapping.row.isEmpty()) {
            wrapping.finish(wrapping.row);
        }
        return wrapping.pieces;
    }

    private static boolean fits(Column column, int width) {
        int cells = 0;
        for (Span span : column.spans()) {
            cells += span.feeds() ? width + 1 : Cells.of(span.text()) * span.style().wide();
        }
        return cells <= width;
    }

    private void add(String text, Style style) {
        for (int at = 0; at < text.length(); ) {
            int next = Cells.next(text, at);
            int cells = Cells.of(text.codePointAt(at)) * style.wide();
            if (cells > width) {
                lost.append(text, at, next);
            } else {
                add(new Letter(text.substring(at, next), style, cells));
            }
            at = next;
        }
    }

    private void add(Letter letter) {
        while (used + letter.cells() > width) {
            goesOn = true;
            breakBefore(letter);
        }
        boolean leadingBlank = goesOn && row.isEmpty() && letter.blank();
        if (!leadingBlank) {
            row.add(letter);
            used += letter.cells();
        }
    }

    private void breakBefore(Letter letter) {
        int end = letter.blank() ? row.size() : afterLastBlank();
        if (end == 0) {
            end = row.size();
        }
        finish(withoutBlanksAtEnd(row.subList(0, end)));
        row = new ArrayList<>(row.subList(end, row.size()));
        used = cells(row);
    }

    private int afterLastBlank() {
        int at = row.size();
        while (at > 0 && !row.get(at - 1).blank()) {
            at--;
        }
        return withoutBlanksAtEnd(row.subList(0, at)).isEmpty() ? 0 : at;
    }

    private static List<Letter> withoutBlanksAtEnd(List<Letter> letters) {
        int end = letters.size();
        while (end > 0 && letters.get(end - 1).blank()) {
            end--;
        }
        return letters.subList(0, end);
    }

    private static int cells(List<Letter> letters) {
        return letters.stream().mapToInt(Letter::cells).sum();
    }

    private void finish(List<Letter> letters) {
        List<Span> spans = new ArrayList<>(2);
        int high = 1;
        for (Letter letter : letters) {
            spans.add(new Span(letter.text(), letter.style()));
            high = Math.max(high, letter.style().high());
        }
        pieces.add(new Piece(spans, width - cells(letters), high));
    }
}
