package loyalty.receipt.markup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import loyalty.receipt.page.Problem;

/** Reads the members between the braces of a property line. */
final class PropertyReader {
    private static final Pattern MEMBER =
            Pattern.compile(
                    "[\t ]*([A-Za-z_][A-Za-z0-9_]*)[\t ]*:[\t ]*([^\t ].*)", Pattern.DOTALL);
    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry("a", "align"),
                    Map.entry("b", "border"),
                    Map.entry("c", "code"),
                    Map.entry("i", "image"),
                    Map.entry("o", "option"),
                    Map.entry("t", "text"),
                    Map.entry("w", "width"),
                    Map.entry("x", "command"),
                    Map.entry("_", "comment"));

    private final int number;
    private final String line;
    private final List<Problem> problems;

    PropertyReader(int number, String line, List<Problem> problems) {
        this.number = number;
        this.line = line;
        this.problems = problems;
    }

    Map<String, Property> read(int from, int to) {
        Map<String, Property> members = new LinkedHashMap<>();
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || line.charAt(i) == ';') {
                member(start, i, members);
                start = i + 1;
            } else if (line.charAt(i) == '\\') {
                i++;
            }
        }
        return members;
    }

    private void member(int from, int to, Map<String, Property> members) {
        String member = line.substring(from, to);
        if (member.chars().allMatch(c -> c == ' ' || c == '\t')) {
            return;
        }
        Matcher parts = MEMBER.matcher(member);
        if (!parts.matches()) {
            complain(from, "expected key:value, found \"" + member.strip() + "\"; it is skipped");
            return;
        }
        String key = parts.group(1);
        String name = NAMES.getOrDefault(key, key);
        if (!NAMES.containsValue(name)) {
            complain(from + parts.start(1), "no property is called " + key + "; it is ignored");
            return;
        }
        members.put(name, new Property(value(from + parts.start(2), endOfValue(to)), from + 1));
    }

    /** Blanks at the end are no part of a value. */
    private int endOfValue(int end) {
        int to = end;
        while (line.charAt(to - 1) == ' ' || line.charAt(to - 1) == '\t') {
            to--;
        }
        return to;
    }

    private String value(int from, int to) {
        StringBuilder value = new StringBuilder(to - from);
        int at = from;
        while (at < to) {
            char c = line.charAt(at);
            if (c == '\\') {
                at = escape(at, to, value);
            } else {
                value.append(c);
                at++;
            }
        }
        return value.toString();
    }

    private int escape(int at, int to, StringBuilder value) {
        if (at + 1 == to) {
            complain(at, "a lone \\ at the end of a value vanishes (write \\\\ for the letter)");
            return to;
        }
        char next = line.charAt(at + 1);
        if (next == 'n') {
            value.append('\n');
        } else if (";|{}\\".indexOf(next) >= 0) {
            value.append(next);
        } else if (next == 'x') {
            int code = Escapes.hexadecimal(line, at, to);
            if (code < 0) {
                complain(at, "\\x needs two hexadecimal digits; it vanishes with what follows");
            } else {
                value.append((char) code);
            }
            return Math.min(at + 4, to);
        } else {
            complain(at, "\\" + next + " is no escape in a value; both letters vanish");
        }
        return at + 2;
    }

    private void complain(int offset, String message) {
        problems.add(new Problem(number, offset + 1, message));
    }
}
