package loyalty.receipt.template;

import com.samskivert.mustache.MustacheException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import loyalty.receipt.page.Problem;

/**
 * A template's text with its parts put in place. A line {@code {{>head}}} is replaced by the part
 * of that name; parts have no parts.
 *
 * @param lines the whole text, line by line
 * @param origins for each line, the line of the template's own text it came from, from 1
 */
record Source(String name, List<String> lines, List<Integer> origins) {
    /** A template is a page of text; anything longer is a mistake. */
    static final int LENGTH_MAX = 65_536;

    /** Sections in sections; far more than any page needs. */
    private static final int DEPTH_MAX = 20;

    private static final Pattern PART =
            Pattern.compile("\\s*\\{\\{>\\s*([a-z0-9-]+)\\s*\\}\\}\\s*");

    /** Mustache does not mind blanks, line ends and controls between the braces and the sign. */
    private static final String OPEN = "\\{\\{[\\x00-\\x20]*";

    private static final Pattern REFUSED = Pattern.compile("\\{\\{\\{|" + OPEN + "[&=>$<]");
    private static final Pattern SECTION = Pattern.compile(OPEN + "([#^/])");
    private static final Pattern PARSE_LINE = Pattern.compile("@ line (\\d+)");

    Source {
        lines = List.copyOf(lines);
        origins = List.copyOf(origins);
    }

    static Source of(String name, String text, Function<String, Optional<String>> parts)
            throws TemplateException {
        List<String> lines = new ArrayList<>();
        List<Integer> origins = new ArrayList<>();
        int origin = 0;
        int length = 0;
        for (String line : text.split("\\R", -1)) {
            origin++;
            for (String one : expanded(name, origin, line, parts)) {
                lines.add(one);
                origins.add(origin);
                length += one.length() + 1;
            }
            if (length - 1 > LENGTH_MAX) {
                throw new TemplateException(
                        name, new Problem(0, 0, "longer than " + LENGTH_MAX + " letters"));
            }
        }
        Source source = new Source(name, lines, origins);
        source.refuseUnsafe();
        source.refuseDeep();
        return source;
    }

    private static List<String> expanded(
            String name, int origin, String line, Function<String, Optional<String>> parts)
            throws TemplateException {
        Matcher part = PART.matcher(line);
        if (!part.matches()) {
            return List.of(line);
        }
        Optional<String> text = parts.apply(part.group(1));
        if (text.isEmpty()) {
            throw new TemplateException(
                    name, new Problem(origin, 1, "there is no part called " + part.group(1)));
        }
        return text.get().stripTrailing().lines().toList();
    }

    /** Raw values would let data break out of the markup. */
    private void refuseUnsafe() throws TemplateException {
        Matcher found = REFUSED.matcher(text());
        if (found.find()) {
            refuse(
                    found.start(),
                    "only {{name}}, {{#name}}, {{^name}}, {{/name}}, {{! comment}} and, alone in a"
                            + " line, {{>part}} may be used");
        }
    }

    /** Mustache calls itself for every section in a section, and would run out of stack. */
    private void refuseDeep() throws TemplateException {
        Matcher section = SECTION.matcher(text());
        int depth = 0;
        while (section.find()) {
            depth += section.group(1).equals("/") ? -1 : 1;
            if (depth > DEPTH_MAX) {
                refuse(section.start(), "more than " + DEPTH_MAX + " sections in each other");
            }
        }
    }

    private void refuse(int offset, String message) throws TemplateException {
        String before = text().substring(0, offset);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        int column = offset - before.lastIndexOf('\n');
        throw new TemplateException(name, new Problem(origin(line), column, message));
    }

    String text() {
        return String.join("\n", lines);
    }

    /** What Mustache says, with the line where the author will find it. */
    Problem problem(MustacheException e) {
        String message = String.valueOf(e.getMessage());
        if (e instanceof MustacheException.Context at) {
            return new Problem(origin(at.lineNo), 0, message);
        }
        Matcher line = PARSE_LINE.matcher(message);
        return new Problem(line.find() ? origin(Integer.parseInt(line.group(1))) : 0, 0, message);
    }

    private int origin(int line) {
        return line < 1 || line > origins.size() ? 0 : origins.get(line - 1);
    }
}
