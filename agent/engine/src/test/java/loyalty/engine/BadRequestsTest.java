package loyalty.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import loyalty.engine.document.Node;
import loyalty.engine.document.Position;
import loyalty.engine.document.Problem;
import loyalty.engine.member.Member;
import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.QuoteRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a till or a snapshot cannot say: a sentence with the place, never a wrong number. */
class BadRequestsTest {
    private static final RulePack PACK =
            Yaml.pack("programme: test\ncurrency: RUB\nzone: Europe/Moscow\npromotions: []\n");

    private static List<String> texts(List<Problem> problems) {
        return problems.stream().map(Problem::toString).toList();
    }

    private static List<String> problems(String basket, String rest) {
        String request =
                "basket: {" + basket + "}\ncontext: {at: \"2026-11-25T12:30:00+03:00\"}\n" + rest;
        return texts(QuoteRequest.read(Yaml.read(request), PACK).problems());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "quantity: \"0\", price: \"5.00\" | 1:38: basket.lines[0].quantity: a line of nothing (leave the line out)",
                "quantity: \"-1\", price: \"5.00\" | 1:38: basket.lines[0].quantity: -1 is not possible here (a quantity is 0 to 10000 with up to 6 decimals)",
                "quantity: \"10001\", price: \"5.00\" | 1:38: basket.lines[0].quantity: 10001 is not possible here (a quantity is 0 to 10000 with up to 6 decimals)",
                "quantity: \"0.0000001\", price: \"5.00\" | 1:38: basket.lines[0].quantity: 0.0000001 is not possible here (a quantity is 0 to 10000 with up to 6 decimals)",
                "quantity: two, price: \"5.00\" | 1:38: basket.lines[0].quantity: expected a decimal number, found \"two\" (write it as \"12.50\")",
                "quantity: \"1\" | 1:18: basket.lines[0].price: missing (add price, or amount)",
                "price: \"5.005\" | 1:35: basket.lines[0].price: 5.005 is not possible here (an amount is not negative and has 2 decimals in RUB)",
                "price: \"-5\" | 1:35: basket.lines[0].price: -5 is not possible here (an amount is not negative and has 2 decimals in RUB)",
                "price: \"99999999999999999999\" | 1:35: basket.lines[0].price: 99999999999999999999 is not possible here (an amount is not negative and has 2 decimals in RUB)",
                "price: \"99999999999.00\" | 1:35: basket.lines[0].price: more than can be counted (check the price)",
                "price: 1e5 | 1:35: basket.lines[0].price: expected a decimal number, found \"1e5\" (write it as \"12.50\")",
                "price: \"5.00\", quantty: 2 | 1:52: basket.lines[0].quantty: unknown key (did you mean quantity?)",
            })
    void aLineThatCannotBe(String line, String problem) {
        assertThat(problems("lines: [{id: \"1\", " + line + "}]", "")).contains("test:" + problem);
    }

    @Test
    void aProlongationThatIsNoDateIsNamed() {
        String member =
                """
                id: m-1
                lots: [{id: l-1, points: "10", prolongations: {s-1: "soon", s-2: "2026-12-01"}}]
                """;
        assertThat(texts(Member.read(Yaml.read(member), PACK).problems()))
                .containsExactly(
                        "test:2:53: lots[0].prolongations.s-1: \"soon\" is not a possible date or"
                                + " time (write 2026-11-25 or 2026-11-25T12:30:00+03:00)");
    }

    @Test
    void pricesInAnotherCurrencyAreNotMixedIn() {
        assertThat(problems("currency: BYN, lines: []", ""))
                .containsExactly(
                        "test:1:20: basket.currency: prices are in BYN, the programme in RUB (use"
                                + " one currency)");
    }

    @Test
    void twoLinesOfOneIdAreTold() {
        assertThat(problems("lines: [{id: \"1\", price: \"5\"}, {id: \"1\", price: \"6\"}]", ""))
                .containsExactly("test:1:17: basket.lines: two lines 1 (ids of lines are unique)");
    }

    @Test
    void aBasketBeyondCountingIsTold() {
        String line = "{id: \"%d\", quantity: \"10000\", price: \"9999999.00\"}";
        assertThat(problems("lines: [" + line.formatted(1) + ", " + line.formatted(2) + "]", ""))
                .containsExactly(
                        "test:1:17: basket.lines: the basket costs more than can be counted (check"
                                + " prices)");
    }

    @Test
    void aMillionLinesAreRefusedUnread() {
        Node line = new Node.Mapping(Map.of(), new Position("request.json", 1, 40));
        Node lines =
                new Node.Sequence(
                        Collections.nCopies(1_000_000, line), new Position("request.json", 1, 20));
        Node.Mapping request = (Node.Mapping) Yaml.read("context: {at: \"2026-11-25T12:30:00Z\"}");
        Node document =
                new Node.Mapping(
                        Map.of(
                                "basket",
                                new Node.Mapping(
                                        Map.of("lines", lines), new Position("request.json", 1, 5)),
                                "context",
                                request.entries().get("context")),
                        new Position("request.json", 1, 1));
        assertThat(texts(QuoteRequest.read(document, PACK).problems()))
                .containsExactly(
                        "request.json:1:20: basket.lines: 1000000 entries are too many (at most"
                                + " 1000)");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "redeem: much | 3:9: redeem: cannot understand \"much\" (write \"0\", \"60\" or \"max\")",
                "redeem: -5 | 3:9: redeem: cannot understand \"-5\" (write \"0\", \"60\" or \"max\")",
                "redeem: 99999999999999999999 | 3:9: redeem: cannot understand \"99999999999999999999\" (write \"0\", \"60\" or \"max\")",
                "member: {} | 3:9: member: one of code, phone, memberId is missing (write exactly one of them)",
                "bascet: {} | 3:9: bascet: unknown key (did you mean basket?)",
            })
    void aRequestThatCannotBe(String rest, String problem) {
        assertThat(problems("lines: []", rest)).contains("test:" + problem);
    }

    @Test
    void aTimeWithoutOffsetIsNoInstant() {
        String request = "basket: {lines: []}\ncontext: {at: \"2026-11-25T12:30:00\"}\n";
        assertThat(texts(QuoteRequest.read(Yaml.read(request), PACK).problems()))
                .containsExactly(
                        "test:2:15: context.at: \"2026-11-25T12:30:00\" is not a possible date or"
                                + " time (write 2026-11-25 or 2026-11-25T12:30:00+03:00)");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "lots: [{id: l, points: \"9223372036854775808\"}] | lots[0].points: 9223372036854775808 is not possible here (points are not negative and have 0 decimals)",
                "lots: [{id: l, points: \"0.5\"}] | lots[0].points: 0.5 is not possible here (points are not negative and have 0 decimals)",
                "lots: [{id: l, points: \"5\"}, {id: l, points: \"6\"}] | lots: two lots l (ids of lots are unique)",
                "lots: [{id: a, points: \"999999999999999\"}, {id: b, points: \"999999999999999\"}] | lots: more points than can be counted (check the numbers)",
                "birthday: \"1990-02-30\" | birthday: cannot understand \"1990-02-30\" (write 1990-12-04)",
                "counters: {lifetimePurchases: -1} | counters.lifetimePurchases: must be a whole number from 0 to 1000000000, is -1",
            })
    void aMemberThatCannotBe(String member, String problem) {
        List<String> problems =
                texts(Member.read(Yaml.read("{id: m, " + member + "}"), PACK).problems());
        assertThat(problems).singleElement().asString().endsWith(": " + problem);
    }

    @Test
    void moreUnitsThanARegisterCanHoldAreTold() {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= 11; i++) {
            lines.append("{id: \"").append(i).append("\", quantity: \"10000\", price: \"1\"}, ");
        }
        assertThat(problems("lines: [" + lines + "]", ""))
                .containsExactly(
                        "test:1:17: basket.lines: 110000 units are too many (at most 100000; write"
                                + " weighed: true where nobody returns one by one)");
    }
}
