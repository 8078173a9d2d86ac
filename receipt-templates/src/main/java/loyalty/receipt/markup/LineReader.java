package loyalty.receipt.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import loyalty.receipt.page.Problem;

/**
 * Reads one line: splits it into columns, finds each column's magnet and kind. Offsets count from 0
 * in the line; an escaped {@code \ | { }} splits and delimits nothing.
 */
final class LineReader {
    private final int number;
    private final String line;
    private final List<Problem> problems;

    LineReader(int number, String line, List<Problem> problems) {
        this.number = number;
        this.line = line;
        this.problems = problems;
    }

    Line read() {
        List<Cut> cuts = split();
        if (cuts.size() == 1) {
            return single(cuts.get(0));
        }
        List<Column> columns = new ArrayList<>(cuts.size());
        boolean readable = true;
        for (Cut cut : cuts) {
            if (bare(cut)) {
                readable = false;
            } else {
                columns.add(new Column(cut.magnet, text(cut)));
            }
        }
        return readable
                ? new Line(number, Line.Kind.TEXT, columns, Map.of(), Magnet.CENTER)
                : Line.of(number, Line.Kind.NOTHING);
    }

    private Line single(Cut cut) {
        if (properties(cut)) {
            return new Line(
                    number,
                    Line.Kind.PROPERTIES,
                    List.of(),
                    new PropertyReader(number, line, problems).read(cut.from + 1, cut.to - 1),
                    cut.magnet);
        }
        if (brace(cut.from, cut.to) >= 0) {
            complainOfBrace(cut);
            return Line.of(number, Line.Kind.NOTHING);
        }
        if (only('-', cut)) {
            return Line.of(number, Line.Kind.RULE);
        }
        if (only('=', cut)) {
            return Line.of(number, Line.Kind.CUT);
        }
        List<Column> columns = List.of(new Column(cut.magnet, text(cut)));
        return new Line(number, Line.Kind.TEXT, columns, Map.of(), Magnet.CENTER);
    }

    private List<Span> text(Cut cut) {
        return new TextReader(number, line, problems).read(cut.from, cut.to);
    }

    /** True, and told, if the column is not plain text: in a row of columns nothing else may be. */
    private boolean bare(Cut cut) {
        if (brace(cut.from, cut.to) < 0) {
            return false;
        }
        if (properties(cut)) {
            complain(cut.from, "properties stand alone in their line; this line prints nothing");
        } else {
            complainOfBrace(cut);
        }
        return true;
    }

    private boolean properties(Cut cut) {
        return cut.to - cut.from >= 2
                && line.charAt(cut.from) == '{'
                && brace(cut.from + 1, cut.to) == cut.to - 1
                && line.charAt(cut.to - 1) == '}';
    }

    private boolean only(char letter, Cut cut) {
        for (int i = cut.from; i < cut.to; i++) {
            if (line.charAt(i) != letter) {
                return false;
            }
        }
        return cut.to > cut.from;
    }

    private void complainOfBrace(Cut cut) {
        int at = brace(cut.from, cut.to);
        char found = line.charAt(at);
        complain(
                at,
                "a lone "
                        + found
                        + "; this line prints nothing (write \\"
                        + found
                        + " for the letter)");
    }

    private void complain(int offset, String message) {
        problems.add(new Problem(number, offset + 1, message));
    }

    /** The first unescaped brace, or -1. */
    private int brace(int from, int to) {
        for (int i = from; i < to; i++) {
            char c = line.charAt(i);
            if (c == '{' || c == '}') {
                return i;
            }
            if (escapes(i, to)) {
                i++;
            }
        }
        return -1;
    }

    private boolean escapes(int at, int to) {
        return line.charAt(at) == '\\' && at + 1 < to && "\\|{}".indexOf(line.charAt(at + 1)) >= 0;
    }

    /** The columns in order; at least one. */
    private List<Cut> split() {
        int from = 0;
        int to = line.length();
        while (from < to && blank(from)) {
            from++;
        }
        while (to > from && blank(to - 1)) {
            to--;
        }
        List<Integer> bars = bars(from, to);
        List<Cut> cuts = new ArrayList<>(4);
        int start = from;
        for (int bar : bars) {
            cuts.add(cut(start, bar, cuts.isEmpty() && bar > start && !blank(bar - 1), false));
            start = bar + 1;
        }
        cuts.add(cut(start, to, false, !bars.isEmpty() && start < to && !blank(start)));
        return withoutOuter(cuts);
    }

    private static List<Cut> withoutOuter(List<Cut> cuts) {
        if (cuts.size() > 1 && cuts.get(0).width() == 0) {
            cuts.remove(0);
        }
        if (cuts.size() > 1 && cuts.get(cuts.size() - 1).width() == 0) {
            cuts.remove(cuts.size() - 1);
        }
        return cuts;
    }

    private List<Integer> bars(int from, int to) {
        List<Integer> bars = new ArrayList<>(3);
        for (int i = from; i < to; i++) {
            if (line.charAt(i) == '|') {
                bars.add(i);
            } else if (escapes(i, to)) {
                i++;
            }
        }
        return bars;
    }

    /** A column between two bars, its blanks turned into a magnet and left out. */
    private Cut cut(int start, int end, boolean addLeft, boolean addRight) {
        boolean left = addLeft || (start < end && blank(start));
        boolean right = addRight || (start < end && blank(end - 1));
        int from = start;
        int to = end;
        while (from < to && blank(from)) {
            from++;
        }
        while (to > from && blank(to - 1)) {
            to--;
        }
        return new Cut(from, to, end - start, Magnet.of(left, right));
    }

    private boolean blank(int at) {
        char c = line.charAt(at);
        return c == ' ' || c == '\t';
    }

    /** A column without its blanks, and how wide it was with them. */
    private record Cut(int from, int to, int width, Magnet magnet) {}
}
