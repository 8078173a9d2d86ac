package loyalty.receipt.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import loyalty.receipt.page.Problem;
import loyalty.receipt.template.Language;
import loyalty.receipt.template.Templates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the preview complains of, it can say in Russian. */
class RussianProblemsTest {
    private static final Pattern ENGLISH = Pattern.compile("[a-z]{3,} [a-z]{2,} [a-z]{2,}");
    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{totl}}",
                "{{total|mony}}",
                "{{t.nosuch}}",
                "{{>nosuch}}",
                "{{{total}}}",
                "{{#lines}}x",
                "{{/lines}}",
                "{{#lines}}{{/total}}",
                "{{#lines",
                "   ",
                "{width:0 4}\na|b|c",
                "{width:1}\n|領",
                "a{code:1}|b",
                "a } b",
                "{code:1",
                "{nonsense}",
                "{colour:red}",
                "{code:1\\q}",
                "{code:1\\xZZ}",
                "a\\xZZ",
                "a \\q b",
                "a \\",
                "{image:AAAA}",
                "{image:iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB}",
                "{option:ean;code:4601234567890}",
                "{option:ean;code:12}",
                "{option:upc;code:0123}",
                "{option:code39;code:ж}",
                "{option:itf;code:123}",
                "{option:codabar;code:12}",
                "{option:code93;code:ж}",
                "{option:code128;code:ж}",
                "{option:code128,4;code:ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ}",
                "{option:code128,4;code:ABCDEFGHIJKLMNOP}",
                "{command:\\x1b€}",
            })
    void everyProblemOfATemplateIsToldInRussian(String source) {
        Preview preview =
                Preview.of(Templates.bundled(), "sale", Language.RU, source, "total = 1", 32);
        assertThat(preview.problems()).isNotEmpty();
        for (Problem problem : preview.problems()) {
            russian(RussianProblems.of(problem));
            assertThat(RussianProblems.of(problem).line()).isEqualTo(problem.line());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "total = 1\ntotal.x = 2",
                "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a = 1"
            })
    void everyProblemOfTheSampleIsToldInRussian(String sample) {
        Preview preview =
                Preview.of(Templates.bundled(), "sale", Language.RU, "{{total}}", sample, 32);
        preview.problems().forEach(problem -> russian(RussianProblems.of(problem)));
        assertThat(preview.problems()).isNotEmpty();
    }

    @Test
    void whatTheAuthorWroteIsNoPlaceInTheSaying() {
        assertThat(RussianProblems.of("column 2 is not printed: {1} and {2}"))
                .isEqualTo("колонка 2 не печатается: {1} and {2}");
    }

    @Test
    void aDamagedPictureIsToldInRussian() {
        String damaged = PIXEL.replace("HAwC", "HAwD");
        Preview preview =
                Preview.of(
                        Templates.bundled(),
                        "sale",
                        Language.RU,
                        "{image:" + damaged + "}",
                        "total = 1",
                        32);
        assertThat(preview.problems())
                .extracting(problem -> RussianProblems.of(problem).message())
                .anyMatch(message -> message.contains("повреждена"));
    }

    @Test
    void noEnglishSayingIsWrittenTwice() throws IOException {
        List<String> all = new ArrayList<>();
        try (InputStream in = RussianProblems.class.getResourceAsStream("problems.ru.txt")) {
            new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains(" => "))
                    .forEach(line -> all.add(line.split(" => ", 2)[0]));
        }
        Set<String> once = new TreeSet<>(all);
        assertThat(all).hasSameSizeAs(once);
    }

    private static void russian(Problem problem) {
        assertThat(problem.message()).containsPattern("[а-я]{3}").doesNotContainPattern(ENGLISH);
    }
}
