package loyalty.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loyalty.receipt.page.Bitmap;
import loyalty.receipt.page.CodeRow;
import loyalty.receipt.paper.TextPaper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.ObjectMapper;

/**
 * Lays every document out with the reference implementation too. Runs only where {@code
 * scripts/test} could fetch it. What differs on purpose is listed, with the reason, in {@code
 * RECEIPTLINE.md}; nothing else may.
 */
class ReferenceComparisonTest {
    private static final Path REFERENCE = Path.of("../.cache/npm/node_modules");
    private static final Path REPORTS = Path.of("target/reference");
    private static final int[] WIDTHS = {32, 42, 48};

    private final ObjectMapper json = new ObjectMapper();

    @BeforeEach
    void needsTheReference() throws IOException {
        assumeThat(REFERENCE.resolve("receiptline"))
                .as("npm receiptline, which scripts/test fetches")
                .exists();
        Files.createDirectories(REPORTS);
    }

    @Test
    void everyDocumentIsLaidOutAsTheReferenceDoesExceptWhereListed() throws Exception {
        Map<String, String> documents = Corpus.documents();
        documents.putAll(examplesOfTheReference());
        Set<String> differing = new TreeSet<>();
        StringBuilder report = new StringBuilder();

        List<Laid> laid = compare(documents, report, differing);

        report.insert(
                0,
                "%d documents at %d widths: %d layouts, %d documents differ %s%n"
                        .formatted(
                                documents.size(),
                                WIDTHS.length,
                                laid.size(),
                                differing.size(),
                                differing));
        Files.writeString(REPORTS.resolve("report.txt"), report.toString());
        assertThat(differing).isEqualTo(Corpus.differingOnPurpose());
    }

    @Test
    void randomDocumentsOfSeed7AreLaidOutAsTheReferenceDoes() throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        Map<String, String> documents =
                Stream.iterate(0, i -> i + 1)
                        .limit(1500)
                        .collect(Collectors.toMap(i -> "random " + i, i -> Corpus.random(random)));
        StringBuilder report = new StringBuilder();
        Set<String> differing = new TreeSet<>();

        compare(documents, report, differing);

        Files.writeString(REPORTS.resolve("report-random.txt"), report.toString());
        assertThat(differing).as(report.toString()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "upc,01234565",
                "upc,0123456",
                "upc,0425261",
                "upc,0123453",
                "upc,0123464",
                "upc,01234567890",
                "ean,1234567",
                "jan,12345670",
                "ean,460123456789",
                "code39,ABC-123 $/+%.",
                "code39,*AB*",
                "itf,1234567890",
                "itf,00",
                "codabar,A123-$:/.+B",
                "nw7,d0000c",
                "code93,Code 93!",
                "code93,ABC",
                "code128,ABCabc",
                "code128,1234",
                "code128,a"
            })
    void barsAreAsWideAsTheReferenceDrawsThem(String code) throws Exception {
        String type = code.substring(0, code.indexOf(','));
        String data = code.substring(code.indexOf(',') + 1);
        for (int module = 2; module <= 4; module++) {
            String markup = "{option:%s %d;code:%s}".formatted(type, module, data);
            String theirs = reference(List.of(new Laid("", markup, 200, "svg"))).get(0);
            CodeRow ours = (CodeRow) ReceiptLine.lay(markup, 200).rows().get(0);

            assertThat(bars(ours.symbol().modules())).isEqualTo(bars(theirs));
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "12345",
                "AB123456cd",
                "A1234567B",
                "Ab12Cd3456Ef",
                "00-123",
                "123456A",
                "12Ab3456789",
                "abc\\x0adef",
                "A\\x0a\\x0dB123456c"
            })
    void code128IsNeverWiderThanTheReferenceDrawsIt(String data) throws Exception {
        String markup = "{code:" + data + "}";
        String theirs = reference(List.of(new Laid("", markup, 200, "svg"))).get(0);
        CodeRow ours = (CodeRow) ReceiptLine.lay(markup, 200).rows().get(0);

        List<String> bars = bars(theirs);
        String last = bars.get(bars.size() - 1);
        int plus = last.indexOf('+');
        int theirWidth =
                Integer.parseInt(last.substring(0, plus))
                        + Integer.parseInt(last.substring(plus + 1));
        assertThat(ours.symbol().modules().wide()).isLessThanOrEqualTo(theirWidth);
    }

    private static List<String> bars(String svg) {
        return Pattern.compile("M(\\d+),0h(\\d+)v")
                .matcher(svg)
                .results()
                .map(bar -> bar.group(1) + "+" + bar.group(2))
                .toList();
    }

    private static List<String> bars(Bitmap modules) {
        List<String> bars = new ArrayList<>();
        int x = 0;
        while (x < modules.wide()) {
            int end = x;
            while (modules.black(end, 0)) {
                end++;
            }
            if (end > x) {
                bars.add(x + "+" + (end - x));
            }
            x = end + 1;
        }
        return bars;
    }

    private record Laid(String name, String markup, int columns, String command) {}

    private List<Laid> compare(
            Map<String, String> documents, StringBuilder report, Set<String> differing)
            throws IOException, InterruptedException {
        List<Laid> asked = new ArrayList<>();
        documents.forEach(
                (name, markup) -> {
                    for (int columns : WIDTHS) {
                        asked.add(new Laid(name, markup, columns, "text"));
                    }
                });
        List<String> answers = reference(asked);
        for (int i = 0; i < asked.size(); i++) {
            Laid one = asked.get(i);
            String ours = TextPaper.of(ReceiptLine.lay(one.markup(), one.columns()));
            String theirs = withoutBlanksAtLineEnds(answers.get(i));
            if (!ours.equals(theirs)) {
                differing.add(one.name());
                report.append(
                        "--- %s at %d%n%s%n... reference%n%s... ours%n%s%n"
                                .formatted(one.name(), one.columns(), one.markup(), theirs, ours));
            }
        }
        return asked;
    }

    private List<String> reference(List<Laid> asked) throws IOException, InterruptedException {
        Process node =
                node().redirectError(ProcessBuilder.Redirect.INHERIT)
                        .redirectInput(questions(asked).toFile())
                        .start();
        byte[] out = node.getInputStream().readAllBytes();
        assertThat(node.waitFor()).isZero();
        return List.of(json.readValue(out, String[].class));
    }

    private static ProcessBuilder node() {
        ProcessBuilder node =
                new ProcessBuilder("node", Path.of("src/compare/reference.js").toString());
        node.environment().put("NODE_PATH", REFERENCE.toAbsolutePath().toString());
        return node;
    }

    private Path questions(List<Laid> asked) throws IOException {
        Path file = REPORTS.resolve("questions.json");
        List<Map<String, Object>> list =
                asked.stream()
                        .map(
                                one ->
                                        Map.<String, Object>of(
                                                "markup", one.markup(),
                                                "columns", one.columns(),
                                                "command", one.command()))
                        .toList();
        Files.write(file, json.writeValueAsBytes(list));
        return file.toAbsolutePath();
    }

    private static Map<String, String> examplesOfTheReference() throws IOException {
        Path folder = REFERENCE.resolve("receiptline/example/data/en");
        try (Stream<Path> files = Files.list(folder)) {
            return files.collect(
                    Collectors.toMap(
                            file -> "reference's own " + file.getFileName(),
                            ReferenceComparisonTest::text));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutBlanksAtLineEnds(String text) {
        return text.lines()
                .map(line -> line.replaceAll(" +$", "") + "\n")
                .collect(Collectors.joining());
    }
}
