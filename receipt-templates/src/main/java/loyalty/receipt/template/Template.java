package loyalty.receipt.template;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.util.HashMap;
import java.util.Map;

/**
 * A compiled template in one language. Immutable; may be rendered by several threads.
 *
 * <p>Beside the data a template sees the language's words as {@code {{t.balance}}}, and filters
 * such as {@code {{total|money}}}.
 */
public final class Template {
    private final Source source;
    private final Words words;
    private final com.samskivert.mustache.Template compiled;

    private Template(Source source, Words words, com.samskivert.mustache.Template compiled) {
        this.source = source;
        this.words = words;
        this.compiled = compiled;
    }

    static Template compile(Source source, Words words) throws TemplateException {
        try {
            Mustache.Compiler compiler =
                    Mustache.compiler()
                            .withEscaper(Escape::of)
                            .withCollector(new Values(new Filters(words)))
                            .defaultValue("")
                            .emptyStringIsFalse(true)
                            .zeroIsFalse(true);
            return new Template(source, words, compiler.compile(source.text()));
        } catch (MustacheException e) {
            throw new TemplateException(source.name(), source.problem(e));
        }
    }

    public String name() {
        return source.name();
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
        Map<String, Object> all = new HashMap<>(data);
        all.put("t", words.byKey());
        try {
            return compiled.execute(all);
        } catch (MustacheException e) {
            throw new TemplateException(source.name(), source.problem(e));
        }
    }

    void visit(Mustache.Visitor visitor) {
        compiled.visit(visitor);
    }
}
