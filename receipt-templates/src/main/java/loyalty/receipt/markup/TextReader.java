package loyalty.receipt.markup;

import java.util.ArrayList;
import java.util.List;
import loyalty.receipt.page.Problem;
import loyalty.receipt.page.Style;

/**
 * Reads the text of one column: escapes, line feeds, decoration. Controls are stripped after
 * escapes are resolved, so that no escape can smuggle one in.
 */
final class TextReader {
    private final int number;
    private final String line;
    private final List<Problem> problems;
    private final List<Span> spans = new ArrayList<>(2);
    private final StringBuilder letters = new StringBuilder();
    private Style style = Style.PLAIN;
    private int carets;

    TextReader(int number, String line, List<Problem> problems) {
        this.number = number;
        this.line = line;
        this.problems = problems;
    }

    List<Span> read(int from, int to) {
        int at = from;
        while (at < to) {
            at = step(at, to);
        }
        flush();
        return spans;
    }

    /** Reads one letter, escape or decoration; answers where the next begins. */
    private int step(int at, int to) {
        int letter = line.codePointAt(at);
        if (letter == '\\') {
            return escape(at, to);
        }
        if (letter == '^') {
            return size(at, to);
        }
        switch (letter) {
            case '~' -> letters.append(' ');
            case '_' -> restyle(style.withUnderlined(!style.underlined()));
            case '"' -> restyle(style.withBold(!style.bold()));
            case '`' -> restyle(style.withInverted(!style.inverted()));
            default -> append(letter);
        }
        return at + Character.charCount(letter);
    }

    private int size(int at, int to) {
        int end = at;
        while (end < to && line.charAt(end) == '^') {
            end++;
        }
        int count = Math.min(end - at, 7);
        carets = carets == count ? 0 : count;
        restyle(style.sized(wide(carets), high(carets)));
        return end;
    }

    /** 1 caret: 2x1, 2: 1x2, 3: 2x2, 4: 3x3 ... 7: 6x6. */
    private static int wide(int carets) {
        return carets < 2 ? carets + 1 : carets - 1;
    }

    private static int high(int carets) {
        return carets < 3 ? Math.max(carets, 1) : carets - 1;
    }

    private int escape(int at, int to) {
        if (at + 1 == to) {
            complain(at, "a lone \\ at the end of a column vanishes (write \\\\ for the letter)");
            return to;
        }
        char next = line.charAt(at + 1);
        if (next == 'x') {
            return hexadecimal(at, to);
        }
        if (next == 'n') {
            flush();
            spans.add(Span.FEED);
        } else if ("\\|{}-=_\"`^~".indexOf(next) >= 0) {
            letters.append(next);
        } else {
            int letter = line.codePointAt(at + 1);
            complain(at, "\\" + Character.toString(letter) + " is no escape; both letters vanish");
            return at + 1 + Character.charCount(letter);
        }
        return at + 2;
    }

    private int hexadecimal(int at, int to) {
        int value = Escapes.hexadecimal(line, at, to);
        if (value < 0) {
            complain(at, "\\x needs two hexadecimal digits; it vanishes with what follows");
        } else {
            append(value);
        }
        return Math.min(at + 4, to);
    }

    private void append(int letter) {
        if (Escapes.printable(letter)) {
            letters.appendCodePoint(letter);
        }
    }

    private void restyle(Style next) {
        flush();
        style = next;
    }

    private void flush() {
        if (letters.length() > 0) {
            spans.add(new Span(letters.toString(), style));
            letters.setLength(0);
        }
    }

    private void complain(int offset, String message) {
        problems.add(new Problem(number, offset + 1, message));
    }
}
