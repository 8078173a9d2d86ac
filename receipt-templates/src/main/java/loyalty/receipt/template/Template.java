package loyalty.receipt.template;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import loyalty.receipt.page.Problem;

/**
 * A compiled template in one language. Immutable; may be rendered by several threads.
 *
 * <p>Beside the data a template sees the language's words as {@code {{t.balance}}}, and filters
 * such as {@code {{total|money}}}.
 */
public final class Template {
    /** A template is a page of text; anything longer is a mistake. */
    static final int LENGTH_MAX = 65_536;

    private static final Pattern PARSE_LINE = Pattern.compile("@ line (\\d+)");
    private static final Pattern UNESCAPED = Pattern.compile("\\{\\{(\\{|\\s*&|\\s*=|\\s*>)");

    private final String name;
    private final Words words;
    private final com.samskivert.mustache.Template compiled;

    private Template(String name, Words words, com.samskivert.mustache.Template compiled) {
        this.name = name;
        this.words = words;
        this.compiled = compiled;
    }

    static Template compile(String name, String source, Words words) throws TemplateException {
        refuseUnsafe(name, source);
        try {
            return new Template(name, words, compiler(words).defaultValue("").compile(source));
        } catch (MustacheException e) {
            throw new TemplateException(name, problem(e));
        }
    }

    static Mustache.Compiler compiler(Words words) {
        return Mustache.compiler()
                .withEscaper(Escape::of)
                .withCollector(new Values(new Filters(words)))
                .emptyStringIsFalse(true)
                .zeroIsFalse(true);
    }

    /** Raw values would let data break out of the markup; other files are not there to include. */
    private static void refuseUnsafe(String name, String source) throws TemplateException {
        if (source.length() > LENGTH_MAX) {
            throw new TemplateException(
                    name, new Problem(0, 0, "longer than " + LENGTH_MAX + " letters"));
        }
        String[] lines = source.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            Matcher found = UNESCAPED.matcher(lines[i]);
            if (found.find()) {
                String message =
                        "only {{name}}, {{#name}}, {{^name}}, {{/name}} and {{! comment}} may be used";
                throw new TemplateException(name, new Problem(i + 1, found.start() + 1, message));
            }
        }
    }

    static Problem problem(MustacheException e) {
        String message = String.valueOf(e.getMessage());
        if (e instanceof MustacheException.Context at) {
            return new Problem(Math.max(0, at.lineNo), 0, message);
        }
        Matcher line = PARSE_LINE.matcher(message);
        return new Problem(line.find() ? Integer.parseInt(line.group(1)) : 0, 0, message);
    }

    public String name() {
        return name;
    }

    public Language language() {
        return words.language();
    }

    /**
     * The markup for this data. Names the data lacks print nothing.
     *
     * @param data texts, numbers, truth values, lists and maps of them, by name
     */
    public String render(Map<String, ?> data) throws TemplateException {
        try {
            return compiled.execute(withWords(data, words));
        } catch (MustacheException e) {
            throw new TemplateException(name, problem(e));
        }
    }

    static Map<String, Object> withWords(Map<String, ?> data, Words words) {
        Map<String, Object> all = new HashMap<>(data);
        all.put("t", words.byKey());
        return all;
    }
}
