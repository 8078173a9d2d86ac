package loyalty.receipt.template;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import loyalty.receipt.page.Problem;

/**
 * Templates, words and samples as they were delivered, each tried before it may be used. Words and
 * parts first, for templates are tried with them.
 */
public final class Delivery {
    private static final String ENDING = ".receipt";
    private static final Pattern FILE =
            Pattern.compile(
                    "(?<folder>[a-z0-9-]+/)?(?<name>[a-z0-9-]+)(?:[.](?<language>ru|be|kk|en))?"
                            + "[.](?<kind>receipt|properties|sample)");

    private final Map<String, String> good = new LinkedHashMap<>();
    private final List<String> refused = new ArrayList<>();

    /**
     * Tries every file.
     *
     * @param files texts by path, such as {@code veska/sale.kk.receipt}; a path without an ending
     *     is a template's
     */
    public Delivery(Map<String, String> files) {
        files.entrySet().stream()
                .map(file -> Map.entry(path(file.getKey()), file.getValue()))
                .sorted(Comparator.comparing(file -> turn(file.getKey()) + file.getKey()))
                .forEach(file -> add(file.getKey(), file.getValue()));
    }

    /** What can be used, the bundled ones behind it. */
    public Templates templates() {
        return Templates.of(Shelf.of(good));
    }

    /** What cannot be used, and why: one sentence each. */
    public List<String> refused() {
        return List.copyOf(refused);
    }

    private static String path(String name) {
        return FILE.matcher(name).matches() ? name : name + ENDING;
    }

    private static char turn(String path) {
        if (path.endsWith(".properties")) {
            return '0';
        }
        return path.startsWith("part/") ? '1' : path.endsWith(".sample") ? '2' : '3';
    }

    private void add(String path, String text) {
        Optional<String> problem = problem(path, text);
        if (problem.isPresent()) {
            refused.add(path + ": " + problem.get());
        } else {
            good.put(path, text);
        }
    }

    private Optional<String> problem(String path, String text) {
        Matcher file = FILE.matcher(path);
        if (!file.matches()) {
            return Optional.of("a template's name is like veska/sale or veska/sale.kk.receipt");
        }
        Map<String, String> candidate = new LinkedHashMap<>(good);
        candidate.put(path, text);
        Templates templates = Templates.of(Shelf.of(candidate));
        return switch (turn(path)) {
            case '2' -> sample(text);
            case '3' -> template(templates, file, text);
            default -> shared(templates, file);
        };
    }

    private static Optional<String> sample(String text) {
        try {
            return Sample.read(text).isEmpty() ? Optional.of("it is empty") : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> template(Templates templates, Matcher file, String text) {
        String plain = file.group("name");
        String name = folder(file) + plain;
        Map<String, Object> sample =
                templates
                        .sample(name)
                        .or(() -> templates.sample(plain))
                        .or(() -> templates.sample("sale"))
                        .orElse(Map.of());
        return languages(file).stream()
                .flatMap(language -> templates.check(name, language, text, sample).stream())
                .findFirst()
                .map(Problem::toString);
    }

    /** Words and parts are tried with every template that may use them. */
    private static Optional<String> shared(Templates templates, Matcher file) {
        String folder = folder(file).equals("part/") ? "" : folder(file);
        return Templates.SAMPLES.stream()
                .filter(sample -> sample.startsWith(folder))
                .flatMap(
                        sample ->
                                languages(file).stream()
                                        .flatMap(language -> tried(templates, sample, language)))
                .findFirst();
    }

    private static Stream<String> tried(Templates templates, String sample, Language language) {
        Optional<String> source = templates.source(sample, language);
        if (source.isEmpty()) {
            return Stream.empty();
        }
        Map<String, Object> data = templates.sample(sample).orElse(Map.of());
        return templates.check(sample, language, source.get(), data).stream()
                .map(problem -> "with " + sample + ": " + problem);
    }

    private static String folder(Matcher file) {
        return Optional.ofNullable(file.group("folder")).orElse("");
    }

    private static List<Language> languages(Matcher file) {
        return Optional.ofNullable(file.group("language"))
                .flatMap(Language::of)
                .map(List::of)
                .orElse(List.of(Language.values()));
    }
}
