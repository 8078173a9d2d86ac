package loyalty.receipt.template;

import com.samskivert.mustache.Mustache;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import loyalty.receipt.ReceiptLine;
import loyalty.receipt.page.Problem;

/**
 * Finds what is wrong with a template before it meets a sale: names and filters nothing knows, and
 * markup that does not print, at both common paper widths. Lines are those of the template.
 */
final class Check {
    private static final int NARROW = 32;
    private static final int WIDE = 48;

    /** Private letters that carry a line number through Mustache; no data can contain them. */
    private static final int MARK = 0xF0000;

    private final Source source;
    private final Words words;
    private final Set<String> names;
    private final Set<Problem> problems = new LinkedHashSet<>();

    private Check(Source source, Words words, Set<String> names) {
        this.source = source;
        this.words = words;
        this.names = names;
    }

    /**
     * Everything wrong with a template.
     *
     * @param names what data may contain
     * @param sample data to try it with
     */
    static List<Problem> of(Source source, Words words, Set<String> names, Map<String, ?> sample) {
        Check check = new Check(source, words, names);
        try {
            Template.compile(source, words).visit(check.new Names());
            check.print(sample);
        } catch (TemplateException e) {
            check.problems.addAll(e.problems());
        }
        return new ArrayList<>(check.problems);
    }

    /** Every key anywhere in a tree of data. */
    static Set<String> keys(Object data) {
        Set<String> keys = new HashSet<>();
        if (data instanceof Map<?, ?> map) {
            map.forEach(
                    (key, value) -> {
                        keys.add(String.valueOf(key));
                        keys.addAll(keys(value));
                    });
        } else if (data instanceof List<?> list) {
            list.forEach(item -> keys.addAll(keys(item)));
        }
        return keys;
    }

    private void print(Map<String, ?> sample) throws TemplateException {
        String marked = Template.compile(marked(), words).render(sample);
        List<Integer> lines = new ArrayList<>();
        StringBuilder markup = new StringBuilder();
        for (String line : marked.split("\n", -1)) {
            lines.add(origin(line, lines.isEmpty() ? 1 : lines.get(lines.size() - 1)));
            line.codePoints().filter(c -> c < MARK).forEach(markup::appendCodePoint);
            markup.append('\n');
        }
        if (markup.toString().isBlank()) {
            problems.add(new Problem(0, 0, "prints nothing with the sample"));
        }
        Set<Problem> narrow = found(markup.toString(), lines, NARROW);
        Set<Problem> wide = found(markup.toString(), lines, WIDE);
        narrow.forEach(problem -> add(problem, wide.contains(problem) ? 0 : NARROW));
        wide.stream().filter(problem -> !narrow.contains(problem)).forEach(p -> add(p, WIDE));
    }

    private void add(Problem problem, int onlyOn) {
        String where = onlyOn == 0 ? "" : " (on paper of " + onlyOn + " cells)";
        problems.add(new Problem(problem.line(), problem.column(), problem.message() + where));
    }

    private static Set<Problem> found(String markup, List<Integer> lines, int columns) {
        Set<Problem> found = new LinkedHashSet<>();
        for (Problem problem : ReceiptLine.layTrusted(markup, columns).problems()) {
            int line = problem.line() < 1 ? 0 : lines.get(problem.line() - 1);
            found.add(new Problem(line, problem.column(), problem.message()));
        }
        return found;
    }

    /** Each line that prints ends in a letter that tells its number; lone tags stay alone. */
    private Source marked() {
        List<String> marked = new ArrayList<>();
        for (int i = 0; i < source.lines().size(); i++) {
            String line = source.lines().get(i);
            boolean alone = line.isBlank() || line.matches("\\s*\\{\\{[#^/!][^}]*\\}\\}\\s*");
            marked.add(alone ? line : line + Character.toString(MARK + source.origins().get(i)));
        }
        return new Source(source.name(), marked, source.origins());
    }

    private static int origin(String line, int otherwise) {
        return line.codePoints()
                .filter(c -> c >= MARK)
                .map(c -> c - MARK)
                .findFirst()
                .orElse(otherwise);
    }

    /** Looks at every name used, printed with the sample or not. */
    private final class Names implements Mustache.Visitor {
        @Override
        public void visitText(String text) {}

        @Override
        public void visitVariable(String name) {
            check(name);
        }

        @Override
        public boolean visitInclude(String name) {
            return false;
        }

        @Override
        public boolean visitSection(String name) {
            check(name);
            return true;
        }

        @Override
        public boolean visitInvertedSection(String name) {
            check(name);
            return true;
        }

        private void check(String name) {
            int bar = name.indexOf('|');
            String path = bar < 0 ? name : name.substring(0, bar);
            if (bar >= 0 && !new Filters(words).knows(name.substring(bar + 1))) {
                complain(name, "no filter or counted word is called " + name.substring(bar + 1));
            }
            if (path.startsWith("-")) {
                return; // Mustache's own: -first, -last, -index
            }
            if (path.startsWith("t.")) {
                if (!words.byKey().containsKey(path.substring(2))) {
                    complain(name, "the words file has no " + path.substring(2));
                }
            } else if (!names.containsAll(List.of(path.split("\\.", -1)))) {
                complain(name, "no receipt has data called " + path);
            }
        }

        private void complain(String name, String message) {
            for (int i = 0; i < source.lines().size(); i++) {
                int at = source.lines().get(i).indexOf(name);
                if (at >= 0) {
                    problems.add(new Problem(source.origins().get(i), at + 1, message));
                    return;
                }
            }
            problems.add(new Problem(0, 0, message));
        }
    }
}
