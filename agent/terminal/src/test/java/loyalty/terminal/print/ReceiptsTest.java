package loyalty.terminal.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.receipt.page.CommandRow;
import loyalty.receipt.page.Page;
import loyalty.receipt.paper.TextPaper;
import loyalty.receipt.template.Language;
import loyalty.receipt.template.Templates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Delivered templates: tried before use, and never in the way of a receipt. */
class ReceiptsTest {
    private static final String MEMBER = "{id: m-1, lots: [{id: l-1, points: \"500\"}]}";
    private static final String REQUEST =
            """
            basket: {receipt: A-1, lines: [{id: "1", name: "Кофе {cut} | ~ {code:1}", price: "9.50"}]}
            redeem: "0"
            context: {at: "2026-06-04T12:00:00+03:00"}
            """;

    private final Receipts receipts = new Receipts(Templates.bundled(), "");

    @Test
    void aDeliveredTemplatePrintsInsteadOfTheBundledOne() throws Exception {
        assertThat(receipts.deliver(Map.of("veska/sale", "Только у нас {{total|money}}\n=\n")))
                .isEmpty();
        assertThat(TextPaper.of(page())).contains("Только у нас 9,50").doesNotContain("Спасибо");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{#lines}} never closed",
                "{{totl|money}}",
                "{{total|mony}}",
                "{{t.noSuchWord}}",
                "{code:123",
                "   \n\n",
            })
    void aBrokenOneIsRefusedAndTheBundledOnePrints(String broken) throws Exception {
        String before = TextPaper.of(page());
        assertThat(receipts.deliver(Map.of("veska/sale.ru.receipt", broken)))
                .singleElement()
                .asString()
                .startsWith("veska/sale.ru.receipt: ");
        assertThat(TextPaper.of(page())).isEqualTo(before).contains("Кофе {cut} | ~ {code:1}");
    }

    @Test
    void aBrokenPartOrWordsFileLeavesEveryReceiptAsItWas() throws Exception {
        String before = TextPaper.of(page());
        Map<String, String> files =
                Map.of(
                        "part/totals.receipt", "{{#total}}",
                        "veska/words.ru.properties", "balance = \\u12",
                        "../../etc/passwd", "x",
                        "veska/sale.sample", "not a sample");
        assertThat(receipts.deliver(files)).hasSize(files.size());
        assertThat(TextPaper.of(page())).isEqualTo(before);
    }

    @Test
    void aGoodFileIsUsedAlthoughAnotherOfTheSameDeliveryIsBroken() throws Exception {
        List<String> refused =
                receipts.deliver(
                        Map.of(
                                "sale.receipt", "{{broken",
                                "part/foot.receipt", "До встречи!\n=\n"));
        assertThat(refused).hasSize(1);
        assertThat(TextPaper.of(page())).contains("До встречи!").doesNotContain("Спасибо");
    }

    @Test
    void aWithdrawnTemplateGivesWayToTheBundledOne() throws Exception {
        String before = TextPaper.of(page());
        assertThat(receipts.deliver(Map.of("veska/sale", "Только {{total}}"))).isEmpty();
        assertThat(receipts.deliver(Map.of())).isEmpty();
        assertThat(TextPaper.of(page())).isEqualTo(before);
    }

    @Test
    void aChosenTemplateThatIsNotThereYetGivesWayToTheProgrammesOwnUntilItIsDelivered()
            throws Exception {
        Receipts chosen = new Receipts(Templates.bundled(), "autumn/sale");
        Sold sold = Sold.of("veska", MEMBER, REQUEST);
        Document sale = new Documents(sold.head(), Language.RU).sale(sold.body(), Optional.empty());
        assertThat(chosen.missing()).contains("autumn/sale");
        assertThat(TextPaper.of(chosen.page(sale, Language.RU, 48)))
                .isEqualTo(TextPaper.of(page()));
        assertThat(chosen.deliver(Map.of("autumn/sale", "Осень {{total|money}}\n=\n"))).isEmpty();
        assertThat(chosen.missing()).isEmpty();
        assertThat(TextPaper.of(chosen.page(sale, Language.RU, 48))).contains("Осень 9,50");
        chosen.deliver(Map.of());
        assertThat(chosen.missing()).contains("autumn/sale");
    }

    @Test
    void printerCommandsComeFromSignedTemplatesAndNeverFromData() throws Exception {
        assertThat(receipts.deliver(Map.of("veska/sale", "{{total}}\n{command:\\x07}\n")))
                .isEmpty();
        assertThat(page().rows()).anyMatch(CommandRow.class::isInstance);
        receipts.deliver(Map.of());
        Page page = page(REQUEST.replace("Кофе {cut}", "{command:\\\\x07}"));
        assertThat(page.rows()).noneMatch(CommandRow.class::isInstance);
    }

    private Page page() throws Exception {
        return page(REQUEST);
    }

    private Page page(String request) throws Exception {
        Sold sold = Sold.of("veska", MEMBER, request);
        Document sale = new Documents(sold.head(), Language.RU).sale(sold.body(), Optional.empty());
        return receipts.page(sale, Language.RU, 48);
    }
}
