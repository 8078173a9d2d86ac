package loyalty.receipt.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import loyalty.receipt.ReceiptLine;
import loyalty.receipt.page.BoxRow;
import loyalty.receipt.page.CommandRow;
import loyalty.receipt.page.CutRow;
import loyalty.receipt.page.Page;
import loyalty.receipt.page.Row;
import loyalty.receipt.page.TextRow;
import loyalty.receipt.paper.PngPaper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every text of every sample replaced by what an enemy, or an absent-minded clerk, could type. */
class HostileDataTest {
    private static final String[] PIECES = {
        "{cut}",
        "{",
        "}",
        "|",
        "||",
        "~",
        "^",
        "^^^^",
        "=",
        "-",
        "---",
        "\\",
        "\\n",
        "\\x1b",
        "_",
        "\"",
        "`",
        ";",
        ":",
        "{{x}}",
        "{{/lines}}",
        "{command:\\x1bp}",
        "\u001B@",
        "\u0000",
        "\n=\n",
        "\r\n",
        "\t",
        "\u202E",
        "\u2066",
        "\u0301",
        "\u1FEF",
        "\u037E",
        "👍",
        "👨‍👩‍👧",
        "領収",
        "қ₸₽",
        "x",
        " ",
        "\uD83D",
        "\uDB80\uDC01",
        "\u2028",
        "Анна"
    };

    /** Codes and bytes that the program makes itself. */
    private static final Set<String> MADE_BY_US = Set.of("code", "hex", "template");

    /** What people have been called, and what must lie on paper then. */
    private static final Map<String, String> NAMES = names();

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("{cut}", "{cut}");
        names.put("|", "|");
        names.put("~", "~");
        names.put("Анна\u001B@\u001Bp\u0000", "Анна@p");
        names.put("Анна\u202Eтут\u2066там\u200F", "Аннатуттам");
        names.put("Ж".repeat(300), "Ж".repeat(300));
        names.put("Ан👍на👨‍👩‍👧😀", "Ан👍на👨‍👩‍👧😀");
        return names;
    }

    static Stream<Arguments> samplesAndNames() {
        return Templates.SAMPLES.stream()
                .flatMap(sample -> NAMES.keySet().stream().map(name -> Arguments.of(sample, name)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("samplesAndNames")
    void aHostileNamePrintsAsTextOrIsStripped(String sample, String name) throws Exception {
        Templates templates = Templates.bundled();
        Map<String, Object> data = templates.sample(sample).orElseThrow();
        String template = sample.substring(0, sample.indexOf('/') + 1) + data.get("template");
        for (int columns : new int[] {32, 48}) {
            Page usual =
                    ReceiptLine.lay(templates.load(template, Language.RU).render(data), columns);
            Map<String, Object> called = called(data, name);
            Page page =
                    ReceiptLine.lay(templates.load(template, Language.RU).render(called), columns);

            assertThat(kinds(page)).isEqualTo(kinds(usual));
            assertThat(problemsOf(page)).isEqualTo(problemsOf(usual));
            assertThat(letters(page).replace(" ", "")).contains(NAMES.get(name));
            if (columns == 32) {
                save(sample, name, page);
            }
        }
    }

    /** Pictures to look at: target/hostile. */
    private static void save(String sample, String name, Page page) throws IOException {
        Path folder = Files.createDirectories(Path.of("target/hostile"));
        int number = new ArrayList<>(NAMES.keySet()).indexOf(name);
        String file = sample.replace('/', '-') + "." + number + ".png";
        Files.write(folder.resolve(file), PngPaper.of(page));
    }

    private static Map<String, Object> called(Map<?, ?> data, String name) {
        Map<String, Object> copy = new LinkedHashMap<>();
        data.forEach((key, value) -> copy.put(key.toString(), called(key.toString(), value, name)));
        return copy;
    }

    private static Object called(String key, Object value, String name) {
        if (value instanceof Map<?, ?> map) {
            return called(map, name);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(item -> called(key, item, name)).toList();
        }
        return NAMED.contains(key) ? name : value;
    }

    private static final Set<String> NAMED =
            Set.of("name", "address", "cashier", "printer", "lot", "title", "text", "tier");

    static Stream<Arguments> samplesAndSeeds() {
        return Templates.SAMPLES.stream()
                .flatMap(
                        sample ->
                                LongStream.rangeClosed(1, 5)
                                        .mapToObj(seed -> Arguments.of(sample, seed)));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("samplesAndSeeds")
    void noDataBreaksOutOfItsPlace(String sample, long seed) throws Exception {
        Templates templates = Templates.bundled();
        Map<String, Object> data = templates.sample(sample).orElseThrow();
        String name = sample.substring(0, sample.indexOf('/') + 1) + data.get("template");
        Template template = templates.load(name, Language.RU);
        Page usual = ReceiptLine.lay(template.render(data), 48);

        Page hostile = ReceiptLine.lay(template.render(hostile(data, new Random(seed))), 48);

        assertThat(kinds(hostile)).isEqualTo(kinds(usual));
        assertThat(problemsOf(hostile)).isEqualTo(problemsOf(usual));
        assertThat(letters(hostile))
                .doesNotContainPattern("[\\x00-\\x1F\\x7F-\\x9F\u202E\u2066\u2028]");
    }

    private static Map<String, Object> hostile(Map<?, ?> data, Random random) {
        Map<String, Object> copy = new LinkedHashMap<>();
        data.forEach(
                (key, value) -> copy.put(key.toString(), hostile(key.toString(), value, random)));
        return copy;
    }

    private static Object hostile(String key, Object value, Random random) {
        if (value instanceof Map<?, ?> map) {
            return hostile(map, random);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(item -> hostile(key, item, random)).toList();
        }
        return value instanceof String && !MADE_BY_US.contains(key) ? text(random) : value;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder("x");
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    /** How many rules, cuts, codes and commands a page has: data must not add or remove any. */
    private static Map<String, Long> kinds(Page page) {
        return page.rows().stream()
                .filter(row -> !(row instanceof TextRow))
                .collect(Collectors.groupingBy(HostileDataTest::kind, Collectors.counting()));
    }

    private static String kind(Row row) {
        if (row instanceof BoxRow || row instanceof CutRow || row instanceof CommandRow) {
            return row.getClass().getSimpleName();
        }
        return "picture";
    }

    private static List<String> problemsOf(Page page) {
        return page.problems().stream().map(problem -> problem.message()).toList();
    }

    private static String letters(Page page) {
        StringBuilder letters = new StringBuilder();
        for (Row row : page.rows()) {
            if (row instanceof TextRow text) {
                text.runs().forEach(run -> letters.append(run.text()));
            }
        }
        return letters.toString();
    }
}
