package loyalty.receipt.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import loyalty.receipt.ReceiptLine;
import loyalty.receipt.page.CodeRow;
import loyalty.receipt.page.Page;
import loyalty.receipt.paper.TextPaper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EscapeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{cut}",
                "{cut",
                "}",
                "|",
                "||",
                "~",
                "^^^",
                "a|b",
                "=",
                "===",
                "-",
                "---",
                "\\",
                "\\n",
                "\\x1b",
                "_\"`",
                "a;b",
                "{{name}}",
                "{code:1}",
                "O'Neill & <Sons>",
                "  ",
                "№ «Ёлка» қ ₸",
                "{width:*;border:line}"
            })
    void aNamePrintsAsItIs(String name) {
        assertThat(printed("|{{name}}", name)).isEqualTo(name.strip());
        assertThat(printed("|>{{name}}<", name)).isEqualTo(">" + name + "<");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001B\u0007An\u0000na",
                "A\u202Enn\u200Ea",
                "\u2066An\u2069na",
                "An\u0085na\u009B",
                "\u0338Anna",
                "\uDBC0Anna\uDC00",
                "An\uFEFFna",
                "A\u2028nna",
                "Anna\u007F"
            })
    void whatIsNoLetterIsStripped(String name) {
        assertThat(printed("|{{name}}", name)).isEqualTo("Anna");
    }

    @Test
    void lineEndsAndTabsBecomeBlanks() {
        assertThat(printed("|{{name}}", "a\nb\tc\r\nd")).isEqualTo("a b c  d");
    }

    @Test
    void lettersThatNormaliseToMarkupAreEscapedToo() {
        assertThat(printed("|{{name}}", "\u1FEFa\u1FEF \u037E")).isEqualTo("`a` ;");
    }

    @Test
    void anAccentAtTheFrontLeavesTheTemplateAlone() {
        assertThat(printed("=\n|={{name}}", "\u0338x")).isEqualTo("=x");
    }

    @Test
    void threeHundredLettersTakeAsManyRowsAsTheyNeed() {
        String name = "Ы".repeat(300);

        String paper = printed("|{{name}}", name);

        assertThat(paper.lines()).hasSize(10).allMatch(line -> line.length() <= 32);
        assertThat(paper.replace("\n", "")).isEqualTo(name);
    }

    @Test
    void emojiTakeTheirCellsAndKeepTheColumn() {
        assertThat(printed("{width:6 3}\n|{{name}}|x|", "👍👨‍👩‍👧")).isEqualTo("👍👨‍👩‍👧   x");
    }

    @Test
    void blanksAroundANameDoNotMoveItsColumn() {
        Page page = ReceiptLine.lay(render("|{{name}}|x", "  Anna  "), 32);

        assertThat(TextPaper.of(page)).isEqualTo("      Anna      x\n");
    }

    @Test
    void dataInAPropertyStaysOneValue() {
        String data = "a;option:qrcode}|{x~^\"é";
        String markup = render("{option:qrcode}\n{code:{{name}}}", data);

        Page page = ReceiptLine.lay(markup, 48);

        assertThat(page.problems()).isEmpty();
        assertThat(((CodeRow) page.rows().get(0)).symbol().data()).isEqualTo(data);
    }

    private static String printed(String template, String name) {
        Page page = ReceiptLine.lay(render(template, name), 32);
        assertThat(page.problems()).isEmpty();
        return TextPaper.of(page).strip();
    }

    private static String render(String template, String name) {
        try {
            return Templates.bundled()
                    .compile("test", Language.RU, template)
                    .render(Map.of("name", name));
        } catch (TemplateException e) {
            throw new AssertionError(e);
        }
    }
}
