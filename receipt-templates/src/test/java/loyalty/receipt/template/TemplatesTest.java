package loyalty.receipt.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import loyalty.receipt.page.Problem;
import loyalty.receipt.preview.Preview;
import loyalty.receipt.template.Templates.Rendered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {
    private static final Map<String, Object> SALE =
            Templates.bundled().sample("sale").orElseThrow();

    @Test
    void aDeliveredTemplateComesBeforeTheBundledOne() throws TemplateException {
        Templates templates = delivered("sale.receipt", "only {{receipt}}");

        assertThat(templates.load("sale", Language.RU).render(SALE)).isEqualTo("only 004821");
        assertThat(templates.load("return", Language.RU).render(SALE)).contains("{width");
    }

    @Test
    void theMostSpecialTemplateIsTaken() throws TemplateException {
        Templates templates =
                Templates.of(
                        Shelf.of(
                                Map.of(
                                        "sale.receipt", "1",
                                        "sale.kk.receipt", "2",
                                        "own/sale.receipt", "3",
                                        "own/sale.kk.receipt", "4")));

        assertThat(templates.load("sale", Language.RU).render(SALE)).isEqualTo("1");
        assertThat(templates.load("sale", Language.KK).render(SALE)).isEqualTo("2");
        assertThat(templates.load("own/sale", Language.RU).render(SALE)).isEqualTo("3");
        assertThat(templates.load("own/sale", Language.KK).render(SALE)).isEqualTo("4");
        assertThat(templates.load("other/sale", Language.KK).render(SALE)).isEqualTo("2");
    }

    @Test
    void aProgrammesWordsComeBeforeTheCommonOnes() throws TemplateException {
        Templates templates =
                Templates.of(
                        Shelf.of(
                                Map.of(
                                        "sale.receipt", "{{t.total}} {{t.balance}} {{n|points}}",
                                        "own/words.ru.properties",
                                                "total = ВСЕГО\npoints = плюс|плюса|плюсов")));

        assertThat(templates.load("own/sale", Language.RU).render(Map.of("n", 7)))
                .isEqualTo("ВСЕГО Баланс 7 плюсов");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{#open}} never closed",
                "{{/closed}}",
                "{{{raw}}}",
                "{{&raw}}",
                "{{>nothing}}",
                "",
                "{{! only a comment }}",
                "{{=<% %>=}}",
                "{{\n&raw}}",
                "{{\u0001&raw}}",
                "{{$block}}x{{/block}}",
                "{{",
                "{{#lines}}{{/points}}"
            })
    void aBrokenDeliveredTemplateNeverStopsASale(String source) {
        Templates templates = delivered("sale.receipt", source);

        Rendered rendered = templates.markup("sale", Language.RU, SALE);

        assertThat(rendered.markup()).contains("ИТОГО");
        assertThat(rendered.problems()).isNotEmpty();
    }

    @Test
    void sectionsInEachOtherThousandfoldNeverStopASale() {
        String source = "{{#t}}".repeat(4000) + "a" + "{{/t}}".repeat(4000);

        Rendered rendered = delivered("sale.receipt", source).markup("sale", Language.RU, SALE);

        assertThat(rendered.markup()).contains("ИТОГО");
        assertThat(rendered.problems().toString()).contains("1:121: more than 20 sections");
    }

    @Test
    void aShortTemplateOfLongPartsIsRefused() {
        Map<String, String> files =
                Map.of(
                        "part/long.receipt",
                        "long ".repeat(10_000),
                        "sale.receipt",
                        "{{>long}}\n{{>long}}");

        Rendered rendered = Templates.of(Shelf.of(files)).markup("sale", Language.RU, SALE);

        assertThat(rendered.problems().toString()).contains("longer than 65536 letters");
    }

    @Test
    void anEmptyPartIsALineOfTheTemplateAllTheSame() {
        Map<String, String> files = Map.of("part/none.receipt", "");

        List<Problem> problems =
                Templates.of(Shelf.of(files))
                        .check("sale", Language.RU, "{{>none}}\na\n{{totl}}", SALE);

        assertThat(problems).extracting(Problem::line).containsExactly(3);
    }

    @Test
    void aBrokenWordsFileNeverStopsASale() {
        Rendered rendered =
                delivered("words.ru.properties", "total = \\uZZZZ")
                        .markup("sale", Language.RU, SALE);

        assertThat(rendered.markup()).contains("ИТОГО");
        assertThat(rendered.problems().toString()).contains("words.ru.properties");
    }

    @Test
    void anUnknownProgrammePrintsTheCommonTemplate() {
        Rendered rendered = Templates.bundled().markup("nobody/sale", Language.EN, SALE);

        assertThat(rendered.markup()).contains("TOTAL");
        assertThat(rendered.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "Sale", "a/b/c", "", "sale.receipt"})
    void namesThatAreNoNamesAreRefused(String name) {
        assertThatThrownBy(() -> Templates.bundled().load(name, Language.RU))
                .isInstanceOf(TemplateException.class);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '!',
            value = {
                "a\\n{{#open}}!2:0!open",
                "a\\nb {{{raw}}}!2:3!only {{name}}",
                "a\\n{{>nothing}}!2:1!no part called nothing",
                "a\\n{{totl|money}}!2:3!no receipt has data called totl",
                "a {{total|monye}}!1:5!no filter or counted word is called monye",
                "a {{t.totl}}!1:5!the words file has no totl",
                "{{#nothing.at.all}}x{{/nothing.at.all}}a!1:4!no receipt has data",
                "a\\n{{#lines}}\\n|{{name}}{\\n{{/lines}}!3:!a lone {",
                "a\\n{{>lines}}\\n{oops}!3:2!expected key:value",
                "{{^receipt}}x{{/receipt}}!0:0!prints nothing"
            })
    void aCheckNamesThePlaceInTheTemplate(String source, String place, String cause) {
        String template = source.replace("\\n", "\n");

        List<Problem> problems = Templates.bundled().check("sale", Language.RU, template, SALE);

        assertThat(problems)
                .anySatisfy(
                        problem -> {
                            assertThat(problem.toString()).startsWith(place);
                            assertThat(problem.message()).contains(cause);
                        });
    }

    @Test
    void aPreviewOfABrokenTemplateTellsWhyAndStaysEmpty() {
        Preview preview =
                Preview.of(Templates.bundled(), "sale", Language.RU, "{{#a}}", "a = 1", 32);

        assertThat(preview.problems()).hasSize(1);
        assertThat(preview.text()).isBlank();
        assertThat(preview.png()).isNotEmpty();
    }

    @Test
    void aPreviewOfABrokenSampleNamesItsLine() {
        Preview preview =
                Preview.of(Templates.bundled(), "sale", Language.RU, "{{a}}", "a = 1\nb", 32);

        assertThat(preview.problems().toString()).contains("sample line 2");
    }

    @Test
    void aSamplePathOfThousandsOfNamesIsRefused() {
        String sample = "a" + ".a".repeat(20_000) + " = 1";

        assertThat(Preview.of(Templates.bundled(), "sale", Language.RU, "x", sample, 32).problems())
                .extracting(Problem::message)
                .containsExactly("a sample path has more than 20 names");
    }

    @Test
    void dataObjectsAreNotReachableFromATemplate() throws TemplateException {
        Templates templates =
                delivered("sale.receipt", "[{{x.class}}{{x.getClass.name}}{{class}}]");

        assertThat(templates.load("sale", Language.RU).render(Map.of("x", "y"))).isEqualTo("[]");
    }

    private static Templates delivered(String path, String source) {
        return Templates.of(Shelf.of(Map.of(path, source)));
    }
}
