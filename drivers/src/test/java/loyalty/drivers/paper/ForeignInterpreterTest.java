package loyalty.drivers.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import loyalty.drivers.encode.Encoded;
import loyalty.drivers.encode.LetterRules;
import loyalty.drivers.printer.Encoders;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.drivers.profile.Profiles;
import loyalty.receipt.ReceiptLine;
import loyalty.receipt.page.CodeRow;
import loyalty.receipt.page.Page;
import loyalty.receipt.page.Symbol;
import loyalty.receipt.template.Language;
import loyalty.receipt.template.Templates;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Every bundled template, in every language, as bytes for several makers' printers, read by an
 * interpreter of others: npm's npos. Runs only where {@code scripts/test} could fetch it.
 */
class ForeignInterpreterTest {
    private static final Path FOREIGN = Path.of("../.cache/npm/node_modules");
    private static final List<String> MODELS = List.of("epson-tm-t20iii", "xprinter-xp-n160ii");

    /** Our names of code pages as iconv knows them. */
    private static final Map<String, String> PAGES =
            Map.of("KZ-1048", "rk1048", "CP1251", "win1251", "CP1252", "win1252");

    private final ObjectMapper json = new ObjectMapper();

    private record Paper(String name, List<String> words, List<String> codes) {}

    @Test
    void anInterpreterOfOthersReadsTheSameWordsAndCodes() throws Exception {
        assumeThat(FOREIGN.resolve("npos")).as("npm npos, which scripts/test fetches").exists();
        List<Paper> papers = new ArrayList<>();
        List<Map<String, Object>> asked = new ArrayList<>();
        for (String model : MODELS) {
            for (String sample : Templates.SAMPLES) {
                for (Language language : Language.values()) {
                    ask(model, sample, language, papers, asked);
                }
            }
        }
        JsonNode answers = answers(asked);
        for (int i = 0; i < papers.size(); i++) {
            compare(papers.get(i), answers.get(i));
        }
        Files.writeString(
                Path.of("target/foreign-interpreter.txt"),
                papers.size()
                        + " receipts read by npos 0.1.19: all words and codes are the same\n");
    }

    private static void ask(
            String model,
            String sample,
            Language language,
            List<Paper> papers,
            List<Map<String, Object>> asked)
            throws Exception {
        PrinterProfile profile = Profiles.bundled().need(model);
        String template =
                sample.replace("sale-offline-term", "sale")
                        .replace("sale-offline", "sale")
                        .replace("sale-copy", "sale");
        var data = Templates.bundled().sample(sample).orElseThrow();
        String markup = Templates.bundled().markup(template, language, data).markup();
        Page page = ReceiptLine.lay(markup, profile.paper().columns());
        Encoded encoded = new Encoders(profile).pages(LetterRules.USUAL).encode(page);
        byte[] bytes = new Encoders(profile).alone(encoded);
        String name = sample + " " + language + " " + model;
        List<String> lines = TemplatesOnPaperTest.expected(page, encoded);
        papers.add(new Paper(name, TemplatesOnPaperTest.words(lines), codes(page, profile)));
        asked.add(
                Map.of(
                        "bytes",
                        Base64.getEncoder().encodeToString(bytes),
                        "pages",
                        pages(profile)));
    }

    private static Map<String, String> pages(PrinterProfile profile) {
        Map<String, String> pages = new TreeMap<>();
        profile.codePages()
                .forEach(
                        (name, number) ->
                                pages.put(
                                        number.toString(),
                                        PAGES.getOrDefault(name, name.toLowerCase(Locale.ROOT))));
        return pages;
    }

    /** The data of codes that the printer draws itself. */
    private static List<String> codes(Page page, PrinterProfile profile) {
        List<String> codes = new ArrayList<>();
        page.rows().stream()
                .filter(CodeRow.class::isInstance)
                .map(row -> ((CodeRow) row).symbol())
                .filter(symbol -> profile.graphics().codes().contains(symbol.kind()))
                .map(Symbol::data)
                .forEach(codes::add);
        return codes;
    }

    private static void compare(Paper paper, JsonNode answer) {
        assertThat(answer.get("error").asString()).as(paper.name()).isEmpty();
        List<String> lines = new ArrayList<>();
        answer.get("lines").forEach(line -> lines.add(line.asString()));
        assertThat(TemplatesOnPaperTest.words(lines)).as(paper.name()).isEqualTo(paper.words());
        List<String> codes = new ArrayList<>();
        answer.get("codes").forEach(code -> codes.add(code.asString()));
        assertThat(codes).as(paper.name()).isEqualTo(paper.codes());
    }

    private JsonNode answers(List<Map<String, Object>> asked)
            throws IOException, InterruptedException {
        Path questions = Path.of("target/foreign-interpreter.json");
        Files.write(questions, json.writeValueAsBytes(asked));
        ProcessBuilder node = new ProcessBuilder("node", "src/compare/npos.js");
        node.environment().put("NODE_PATH", FOREIGN.toAbsolutePath().toString());
        Process process =
                node.redirectInput(questions.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        byte[] out = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
        return json.readTree(out);
    }
}
