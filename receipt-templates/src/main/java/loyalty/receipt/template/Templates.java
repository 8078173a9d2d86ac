package loyalty.receipt.template;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import loyalty.receipt.ReceiptLine;
import loyalty.receipt.page.Page;
import loyalty.receipt.page.Problem;
import loyalty.receipt.page.TextRow;

/**
 * All templates a register has. For {@code veska/sale} in Kazakh it takes the first of {@code
 * veska/sale.kk.receipt}, {@code veska/sale.receipt}, {@code sale.kk.receipt} and {@code
 * sale.receipt}, a delivered one before a bundled one. May be used by several threads.
 */
public final class Templates {
    private static final String NAME = "[a-z0-9-]+(/[a-z0-9-]+)?";

    /** The bundled samples; together they name all data a receipt may have. */
    public static final List<String> SAMPLES =
            List.of(
                    "sale",
                    "sale-offline",
                    "sale-offline-term",
                    "sale-copy",
                    "return",
                    "enrolment",
                    "friend-code",
                    "birthday",
                    "tier-reached",
                    "shift-report",
                    "calibration",
                    "alpina/sale",
                    "askona/sale",
                    "letto/sale",
                    "korzinka/sale",
                    "veska/sale",
                    "apteka/sale",
                    "you/sale",
                    "greenhouse/sale",
                    "tanuki/sale",
                    "divan/sale",
                    "bask/sale");

    private static final Pattern PLAIN_LINE = Pattern.compile("(?m)^[^{}\\n]*\\p{L}[^{}\\n]*$");

    private final List<Shelf> shelves;
    private final Map<String, Template> compiled = new ConcurrentHashMap<>();

    private Templates(List<Shelf> shelves) {
        this.shelves = List.copyOf(shelves);
    }

    /** Only what comes with the program. */
    public static Templates bundled() {
        return new Templates(List.of(Shelf.bundled()));
    }

    /** What is {@code delivered}, and behind it what comes with the program. */
    public static Templates of(Shelf delivered) {
        return new Templates(List.of(delivered, Shelf.bundled()));
    }

    /**
     * The template of this name.
     *
     * @param name such as {@code sale}, or {@code veska/sale} for a programme's own
     * @throws TemplateException if there is none, or it cannot be read
     */
    public Template load(String name, Language language) throws TemplateException {
        Template known = compiled.get(language.code() + " " + name);
        if (known != null) {
            return known;
        }
        Template template = read(name, language);
        compiled.put(language.code() + " " + name, template);
        return template;
    }

    /**
     * Markup that can be printed, whatever was delivered: when the template, its words or its
     * result are no good, the bundled one of the same name is used, at last the bundled sale.
     */
    public Rendered markup(String name, Language language, Map<String, ?> data) {
        List<Problem> problems = new ArrayList<>();
        for (Templates source : List.of(this, bundled())) {
            for (String wanted : List.of(name, plain(name))) {
                try {
                    String markup = source.load(wanted, language).render(data);
                    if (prints(markup)) {
                        return new Rendered(markup, problems);
                    }
                    problems.add(new Problem(0, 0, "template " + wanted + " prints nothing"));
                } catch (TemplateException e) {
                    problems.add(new Problem(0, 0, String.valueOf(e.getMessage())));
                }
            }
        }
        return new Rendered("", problems);
    }

    /**
     * Whether anybody could read anything on the paper; a line of letters without braces will do.
     */
    private static boolean prints(String markup) {
        return PLAIN_LINE.matcher(markup).find()
                || ReceiptLine.lay(markup, Page.COLUMNS_MAX).rows().stream()
                        .anyMatch(row -> row instanceof TextRow text && !text.runs().isEmpty());
    }

    /**
     * Markup and what went wrong on the way to it.
     *
     * @param problems empty if the first template would do
     */
    public record Rendered(String markup, List<Problem> problems) {
        public Rendered {
            problems = List.copyOf(problems);
        }
    }

    /** Whether there is a template of exactly this name, in some language at least. */
    public boolean has(String name) {
        return name.matches(NAME)
                && Stream.concat(
                                Stream.of(name + ".receipt"),
                                Stream.of(Language.values())
                                        .map(one -> name + "." + one.code() + ".receipt"))
                        .anyMatch(path -> find(path).isPresent());
    }

    /** The words of a language, the programme's own first; in Russian what has no other. */
    Words words(String name, Language language) throws TemplateException {
        String programme = name.substring(0, name.indexOf('/') + 1);
        Words words = new Words(language, Map.of());
        for (Language one : List.of(Language.RU, language)) {
            words = with(words, "words." + one.code() + ".properties");
        }
        for (Language one :
                programme.isEmpty() ? List.<Language>of() : List.of(Language.RU, language)) {
            words = with(words, programme + "words." + one.code() + ".properties");
        }
        return words;
    }

    private Words with(Words words, String path) throws TemplateException {
        Words all = words;
        for (int i = shelves.size() - 1; i >= 0; i--) {
            Optional<String> text = shelves.get(i).find(path);
            all = text.isPresent() ? all.with(properties(path, text.get())) : all;
        }
        return all;
    }

    /** Sample data by name, such as {@code sale-offline} or {@code veska/sale}. */
    public Optional<Map<String, Object>> sample(String name) {
        return sampleText(name).map(Sample::read);
    }

    /** A sample as its author wrote it. */
    public Optional<String> sampleText(String name) {
        return name.matches(NAME) ? find(name + ".sample") : Optional.empty();
    }

    /** A template as its author wrote it. */
    public Optional<String> source(String name, Language language) {
        return name.matches(NAME) ? path(name, language).flatMap(this::find) : Optional.empty();
    }

    /**
     * Everything wrong with a template before it is used: it is tried with a sample on both common
     * paper widths.
     *
     * @param name what it will be called, which also says whose words it sees
     * @param sample data to try it with
     */
    public List<Problem> check(
            String name, Language language, String source, Map<String, ?> sample) {
        Set<String> names = new HashSet<>(Check.keys(sample));
        for (String known : SAMPLES) {
            bundled().sample(known).ifPresent(data -> names.addAll(Check.keys(data)));
        }
        try {
            return Check.of(
                    Source.of(name, source, this::part), words(name, language), names, sample);
        } catch (TemplateException e) {
            return e.problems();
        }
    }

    /** A template that is on no shelf, such as one being edited. */
    public Template compile(String name, Language language, String source)
            throws TemplateException {
        return Template.compile(Source.of(name, source, this::part), words(name, language));
    }

    private Optional<String> part(String name) {
        return find("part/" + name + ".receipt");
    }

    private Template read(String name, Language language) throws TemplateException {
        if (!name.matches(NAME)) {
            throw new TemplateException(
                    name, new Problem(0, 0, "a template's name is like sale or veska/sale"));
        }
        Optional<String> path = path(name, language);
        Optional<String> text = path.flatMap(this::find);
        if (path.isEmpty() || text.isEmpty()) {
            throw new TemplateException(name, new Problem(0, 0, "there is no such template"));
        }
        Source source = Source.of(path.get(), text.get(), this::part);
        return Template.compile(source, words(name, language));
    }

    /** The most special path that any shelf has something under. */
    private Optional<String> path(String name, Language language) {
        return Stream.of(name, plain(name))
                .flatMap(
                        wanted ->
                                Stream.of(
                                        wanted + "." + language.code() + ".receipt",
                                        wanted + ".receipt"))
                .filter(path -> find(path).isPresent())
                .findFirst();
    }

    private Optional<String> find(String path) {
        return shelves.stream().flatMap(shelf -> shelf.find(path).stream()).findFirst();
    }

    private static String plain(String name) {
        return name.substring(name.indexOf('/') + 1);
    }

    private static Properties properties(String path, String text) throws TemplateException {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            throw new TemplateException(path, new Problem(0, 0, String.valueOf(e.getMessage())));
        }
    }
}
