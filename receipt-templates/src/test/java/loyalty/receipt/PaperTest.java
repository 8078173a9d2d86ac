package loyalty.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import loyalty.receipt.page.Page;
import loyalty.receipt.paper.PngPaper;
import loyalty.receipt.paper.TextPaper;
import loyalty.receipt.raster.PngReader;
import loyalty.receipt.template.Language;
import loyalty.receipt.template.Shelf;
import loyalty.receipt.template.TemplateException;
import loyalty.receipt.template.Templates;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every bundled sample on paper, as text and picture, compared with what lies in {@code
 * src/test/paper}. After a change that is meant, run with {@code -Daccept=true} and look at the
 * pictures before committing them.
 */
class PaperTest {
    private static final Path EXPECTED = Path.of("src/test/paper");
    private static final boolean ACCEPT = Boolean.getBoolean("accept");

    record Print(String sample, Language language, int columns) {
        Path file(String ending) {
            String name = sample.replace('/', '-') + "." + language.code() + "." + columns;
            return EXPECTED.resolve(name + ending);
        }
    }

    static List<Print> prints() {
        List<Print> prints = new ArrayList<>();
        for (String sample : Templates.SAMPLES) {
            for (Language language : Language.values()) {
                for (int columns : List.of(32, 42, 48)) {
                    prints.add(new Print(sample, language, columns));
                }
            }
        }
        return prints;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("prints")
    void samplesPrintAsExpected(Print print) throws Exception {
        Page page = page(print);

        if (ACCEPT) {
            accept(print, page);
        }
        assertThat(page.problems()).isEmpty();
        assertThat(TextPaper.of(page)).isEqualTo(Files.readString(print.file(".txt")));
        byte[] expected = Files.readAllBytes(print.file(".png"));
        assertThat(PngReader.read(PngPaper.of(page))).isEqualTo(PngReader.read(expected));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("prints")
    void bundledTemplatesPassTheirOwnCheck(Print print) {
        Map<String, Object> data = Templates.bundled().sample(print.sample()).orElseThrow();
        String name = name(print.sample(), data);
        String source = Shelf.bundled().find(name + ".receipt").orElseThrow();

        assertThat(Templates.bundled().check(name, print.language(), source, data)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("prints")
    void noLineOfATemplateIsBrokenByItsOwnWords(Print print) throws Exception {
        List<String> lines = TextPaper.of(page(print)).lines().map(String::strip).toList();

        assertThat(lines).noneMatch(line -> line.matches("[\\p{Ll}%]{1,3}"));
    }

    private static Page page(Print print) throws TemplateException {
        Templates templates = Templates.bundled();
        Map<String, Object> data = templates.sample(print.sample()).orElseThrow();
        String name = name(print.sample(), data);
        String markup = templates.load(name, print.language()).render(data);
        return ReceiptLine.layTrusted(markup, print.columns());
    }

    private static String name(String sample, Map<String, Object> data) {
        return sample.substring(0, sample.indexOf('/') + 1) + data.get("template");
    }

    private static void accept(Print print, Page page) throws IOException {
        Files.createDirectories(EXPECTED);
        Files.writeString(print.file(".txt"), TextPaper.of(page));
        Files.write(print.file(".png"), PngPaper.of(page));
    }
}
