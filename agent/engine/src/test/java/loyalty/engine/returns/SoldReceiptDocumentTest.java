package loyalty.engine.returns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import loyalty.engine.Calculator;
import loyalty.engine.Yaml;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;
import loyalty.engine.member.Member;
import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.Quote;
import loyalty.engine.quote.QuoteRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A receipt travels as a document to wherever a return is made, and says the same there. */
class SoldReceiptDocumentTest {
    private static final RulePack PACK =
            Yaml.pack(
                    """
                    programme: test
                    currency: RUB
                    zone: Europe/Moscow
                    tiers: {levels: [{name: Base, earn: 10%}]}
                    redeem: {cap: 50%}
                    promotions:
                      - {id: three, reward: {nForM: {n: 3, m: 2, on: {categories: [mugs]}}}}
                      - {id: more, lot: {expires: P1M}, limits: {perMember: {count: 5}}, reward: {earnPoints: {points: 9}}}
                      - {id: code, when: {code: {kind: personal}}, reward: {amountOff: {amount: "1"}}}
                    """);
    private static final Member MEMBER =
            Yaml.member(
                    PACK,
                    """
                    {id: m-1, debt: "4", codes: [{code: C-1, promotion: code}],
                     lots: [{id: a, points: "30", expiresAt: "2027-01-01T00:00:00+03:00"},
                            {id: b, points: "500", only: {categories: [mugs]}}]}
                    """);
    private static final QuoteRequest REQUEST =
            Yaml.request(
                    PACK,
                    """
                    {member: {memberId: m-1}, codes: [C-1], redeem: max,
                     basket: {receipt: A-1, lines: [
                       {id: "1", sku: mug, categories: [mugs], quantity: "4", price: "100.00"},
                       {id: "2", sku: cheese, quantity: "0.435", price: "199.90"}]},
                     context: {at: "2026-11-25T12:30:00+03:00", mode: online}}
                    """);

    private final Calculator calculator = new Calculator(PACK);
    private final Quote quote = calculator.quote(REQUEST, Optional.of(MEMBER));
    private final SoldReceipt sold =
            SoldReceipt.of("s-1", quote).asAsked(REQUEST, Optional.of(MEMBER));
    private final Member after = MEMBER.apply(quote.effects("s-1"));

    private ReturnQuote quote(SoldReceipt receipt, Returned before, ReturnRequest request)
            throws RefusedReturnException {
        return new Returns(ReturnTerms.of(PACK.settings()), calculator::cost)
                .quote("r-1", receipt, before, request, Optional.of(after));
    }

    private static ReturnRequest request(String lines) throws Exception {
        String text = "{at: \"2026-11-27T12:00:00+03:00\", lines: " + lines + "}";
        return ReturnRequest.read(Yaml.read(text), PACK).orThrow();
    }

    @Test
    void whatIsWrittenIsReadBackTheSame() throws Exception {
        Node written = sold.toNode(PACK);
        SoldReceipt read = SoldReceipt.read(written, PACK).orThrow();
        assertThat(read.toNode(PACK)).isEqualTo(written);
        assertThat(read.lines()).isEqualTo(sold.lines());
        assertThat(read.consumed()).isEqualTo(sold.consumed());
        assertThat(read.limits()).isEqualTo(sold.limits());
        assertThat(read.codesUsed()).isEqualTo(sold.codesUsed()).containsExactly("C-1");
        assertThat(read.memberId()).isEqualTo("m-1");
        assertThat(read.request()).isPresent();
        assertThat(read.member()).isPresent();
    }

    @Test
    void aReturnIsTheSameWhereverTheReceiptIsRead() throws Exception {
        SoldReceipt read = SoldReceipt.read(sold.toNode(PACK), PACK).orThrow();
        for (String lines :
                List.of(
                        "[{id: \"1\"}]",
                        "[{id: \"1\", quantity: \"3\"}, {id: \"2\", quantity: \"0.1\"}]",
                        "[{id: \"1\", quantity: \"4\"}, {id: \"2\", quantity: \"0.435\"}]")) {
            Node here = quote(sold, Returned.NOTHING, request(lines)).toNode(PACK);
            Node there = quote(read, Returned.NOTHING, request(lines)).toNode(PACK);
            assertThat(there).isEqualTo(here);
        }
    }

    /** Units of a line that were sold alike are one run; the free mug is another. */
    @Test
    void unitsAreWrittenInRunsOfEqualOnes() {
        assertThat(sold.lines().get(0).units()).hasSizeGreaterThan(1);
        assertThat(sold.lines().get(0).units().stream().mapToLong(SoldRun::count).sum())
                .isEqualTo(4);
        assertThat(sold.lines().get(1).pieces()).isFalse();
    }

    @Test
    void whatHasComeBackSoFarIsReadBackToo() throws Exception {
        ReturnQuote first =
                quote(sold, Returned.NOTHING, request("[{id: \"1\", quantity: \"3\"}]"));
        Returned read = Returned.read(first.after().toNode(PACK), PACK).orThrow();
        assertThat(read).isEqualTo(first.after());
        ReturnRequest rest = ReturnRequest.everything(sold, read, sold.at().plusSeconds(60));
        Node written = rest.toNode(PACK);
        assertThat(ReturnRequest.read(written, PACK).orThrow()).isEqualTo(rest);
        assertThat(quote(sold, read, rest).complete()).isTrue();
    }

    /** The document of a whole return: every sum of the sale, back again. */
    @Test
    void aWholeReturnTellsEverySum() throws Exception {
        Node all =
                quote(
                                sold,
                                Returned.NOTHING,
                                request(
                                        "[{id: \"1\", quantity: \"4\"}, {id: \"2\", quantity: \"0.435\"}]"))
                        .toNode(PACK);
        String due = quote.units().text(quote.total().due());
        String redeemed = quote.units().text(quote.total().redeemed());
        Node expected =
                Yaml.read(
                        """
                        {id: r-1, sale: s-1, complete: true, at: "2026-11-27T12:00:00+03:00",
                         total: {redeemed: "%s", withheld: "0.00", keptByReprice: "0.00", money: "%s"},
                         points: {restored: "%s", takenBack: "%s", shortfall: "0"}}
                        """
                                .formatted(
                                        redeemed,
                                        due,
                                        quote.units().text(quote.points().redeemed()),
                                        quote.units().text(quote.points().earned())));
        assertThat(Yaml.differences(expected, all, "")).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{id: \"1\", quantity: \"2\", units: [{count: 1, price: \"5\"}]} | lines[0].units: are not as many as the quantity (check the counts)",
                "{id: \"1\", quantity: \"0.5\", units: [{count: 1, price: \"5\"}]} | lines[0].units: are not as many as the quantity (check the counts)",
                "{id: \"1\", quantity: \"0.5\", pieces: no, units: [{count: 2, price: \"5\"}]} | lines[0].units: are not as many as the quantity (check the counts)",
                "{id: \"1\", units: [{count: 1, price: \"5\", redeemed: \"5.01\"}]} | lines[0].units[0].redeemed: is more than the price (check the amounts)",
                "{id: \"1\", units: [{count: 1, price: \"5\", erned: {}}]} | lines[0].units[0].erned: unknown key (did you mean earned?)",
            })
    void aReceiptThatCannotBeIsRefused(String line, String problem) {
        String text = "{sale: s, at: \"2026-11-25T12:30:00Z\", lines: [" + line + "]}";
        assertThat(SoldReceipt.read(Yaml.read(text), PACK).problems())
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .endsWith(": " + problem);
    }

    @Test
    void whatIsWrongInItsPartsIsToldToo() {
        String text =
                "{sale: s, at: \"2026-11-25T12:30:00Z\", lines: [], request: {}, snapshot: {}}";
        assertThat(SoldReceipt.read(Yaml.read(text), PACK).problems())
                .extracting(Problem::message)
                .contains("missing");
        assertThat(SoldReceipt.read(Yaml.read("[]"), PACK).problems()).isNotEmpty();
    }
}
