package loyalty.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import loyalty.receipt.page.CommandRow;
import loyalty.receipt.page.Page;
import loyalty.receipt.page.Problem;
import loyalty.receipt.page.Row;
import loyalty.receipt.page.TextRow;
import loyalty.receipt.paper.PngPaper;
import loyalty.receipt.paper.SvgPaper;
import loyalty.receipt.paper.TextPaper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupProblemsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '\'',
            value = {
                "x {y}!1:3!a lone {",
                "ok x }!1:6!a lone }",
                "|a|{code:1}|!1:4!properties stand alone",
                "{width}!1:2!expected key:value",
                "{width:5;colour:red}!1:10!no property is called colour",
                "a\\q!1:2!\\q is no escape",
                "a\\xg0!1:2!two hexadecimal digits",
                "abc\\!1:4!a lone \\",
                "{code:1234567890123; option:ean}!1:2!the code is not printed: 1234567890123 has a wrong check digit",
                "{option:qrcode;code:}!1:16!expected key:value",
                "{option:itf;code:123}!1:13!an even number of digits",
                "{option:codabar;code:123}!1:17!between two letters A to D",
                "{option:code39;code:abc}!1:16!capitals",
                "{code:кофе}!1:2!ASCII",
                "{image:abcd}!1:2!not a PNG picture",
                "{command:\\x1bp}!1:2!only for signed templates"
            })
    void problemsNameLineColumnAndCause(String markup, String place, String cause) {
        List<Problem> problems = ReceiptLine.lay(markup, 32).problems();

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).toString()).startsWith(place + ": ").contains(cause);
    }

    @Test
    void aProblemInOneLineLeavesTheOthersAlone() {
        Page page = ReceiptLine.lay("one\n{oops\ntwo\\", 32);

        assertThat(TextPaper.of(page).lines().map(String::strip)).containsExactly("one", "two");
        assertThat(page.problems()).extracting(Problem::line).containsExactly(2, 3);
    }

    @Test
    void lostColumnsAreTold() {
        Page page = ReceiptLine.lay("{width:5}\na|b", 32);

        assertThat(page.problems().get(0).toString()).contains("column 2 is not printed");
    }

    @Test
    void lettersWiderThanTheirColumnAreTold() {
        Page page = ReceiptLine.lay("{width:3}\n|^^^^^ab", 32);

        assertThat(page.problems().get(0).toString()).contains("not printed: ab");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 7, 256})
    void paperNoReceiptFitsOnIsRefused(int columns) {
        assertThatThrownBy(() -> ReceiptLine.lay("a|b", columns))
                .hasMessageContaining("columns must be 8 to 255");
    }

    @Test
    void aCodeWiderThanThePaperIsMadeSmallerAndThenLeftOut() {
        String sixteen = "{option:code128,4;code:ABCDEFGHIJKLMNOP}";
        String eighty = "{code:" + "ABCDEFGHIJ".repeat(8) + "}";

        assertThat(ReceiptLine.lay(sixteen, 48).problems().toString()).contains("printed smaller");
        assertThat(ReceiptLine.lay(sixteen, 48).rows()).hasSize(1);
        assertThat(ReceiptLine.lay(eighty, 48).problems().toString())
                .contains("wider than the paper");
        assertThat(ReceiptLine.lay(eighty, 48).rows()).isEmpty();
    }

    @Test
    void commandsPassOnlyFromTrustedMarkup() {
        assertThat(ReceiptLine.lay("{command:\\x1bp}", 32).rows()).isEmpty();
        assertThat(ReceiptLine.layTrusted("{command:\\x1bp}", 32).rows())
                .containsExactly(new CommandRow("\u001Bp"));
    }

    /** Each of these took from seconds to minutes, or ended in no receipt at all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{code:A...B;option:code39}",
                "{code:A 1...1 A;option:codabar}",
                "{code:a ... b}",
                "{option:a, ... b}",
                "{image:...}",
                "{width:9999 ...}",
            })
    void longValuesAreReadAtOnce(String shape) {
        String value = shape.contains("9999") ? "9999 ".repeat(127) : " 1".repeat(20_000);
        String blanks = shape.contains(" ... ") ? " ".repeat(60_000) : value;
        String columns = "\n" + "a|".repeat(126) + "a";
        String markup = shape.replace("...", blanks) + columns.repeat(20);

        Page page =
                assertTimeoutPreemptively(
                        Duration.ofSeconds(20), () -> ReceiptLine.lay(markup, Page.COLUMNS_MAX));

        assertThat(page.rows()).hasSize(20);
    }

    @Test
    void aWishWiderThanAnyPaperIsAWishForAllOfIt() {
        assertThat(TextPaper.of(ReceiptLine.lay("{width:9999 1}\n|a | b", 10)))
                .isEqualTo("a        b\n");
        assertThat(TextPaper.of(ReceiptLine.lay("{width:0000000000004}\n|abcde", 10)))
                .isEqualTo("   abcd\n   e\n");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 5, 6})
    void noOrderOfWellFormedPiecesBreaksAnyOutput(long seed) {
        String[] pieces = {
            "\n",
            "\n",
            "|",
            "|",
            " ",
            " ",
            "a",
            "bcdefgh",
            "領",
            "^",
            "^^",
            "^^^^^^^",
            "\\n",
            "~~",
            "\"",
            "_",
            "`",
            "\n-\n",
            "\n=\n",
            "\n{text:words}\n",
            "\n{text:nowrap}\n",
            "\n{width:3 *}\n",
            "\n{width:auto}\n",
            "\n{border:line}\n",
            "\n{border:2}\n",
            "\n{align:right}\n",
            "\n{option:code39,hri;code:A-1}\n",
            "\n{code:1234567;option:ean}\n",
        };
        Random random = new Random(seed);
        for (int i = 0; i < 1000; i++) {
            StringBuilder markup = new StringBuilder();
            for (int j = random.nextInt(40); j > 0; j--) {
                markup.append(pieces[random.nextInt(pieces.length)]);
            }
            Page page = ReceiptLine.lay(markup.toString(), 8 + random.nextInt(40));

            assertThat(page.rows())
                    .as(markup.toString())
                    .allSatisfy(row -> assertThat(right(row)).isLessThanOrEqualTo(page.columns()));
        }
    }

    private static int right(Row row) {
        return row instanceof TextRow text && !text.runs().isEmpty()
                ? (text.runs().get(text.runs().size() - 1).end() + 1) / 2
                : 0;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void noMarkupWhateverBreaksAnyOutput(long seed) {
        Random random = new Random(seed);
        String alphabet =
                "{}|\\~_\"`^-=;:*, \tabxn019\n\r\u001B\u202E\u0301Кқ領👍width:border:line;code:";
        for (int i = 0; i < 300; i++) {
            StringBuilder markup = new StringBuilder();
            for (int j = random.nextInt(120); j > 0; j--) {
                markup.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Page page = ReceiptLine.lay(markup.toString(), 8 + random.nextInt(60));

            assertThat(TextPaper.of(page))
                    .doesNotContainPattern("[\\x00-\\x09\\x0B-\\x1F\\x7F\u202E]");
            assertThat(SvgPaper.of(page)).endsWith("</svg>\n");
            assertThat(PngPaper.of(page)).isNotEmpty();
        }
    }
}
