package loyalty.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import loyalty.engine.document.Node;
import loyalty.engine.document.Reading;
import loyalty.engine.member.Member;
import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.QuoteRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every node of good documents is replaced by every kind of wrong one. Whatever comes, it is either
 * read and can be calculated with, or refused with problems; nothing escapes.
 */
class BrokenDocumentsTest {
    /** A prime, so that every kind of wrong node meets every kind of place; 1 tries all. */
    private static final int PACK_STEP = Integer.getInteger("mutation.step", 29);

    private static final List<Node> WRONG =
            Stream.of(
                            "-1",
                            "0",
                            "1",
                            "2.5",
                            "99999999999999999999999999",
                            "\"99999999999\"",
                            "\"\"",
                            "\" \"",
                            "\"abc\"",
                            "true",
                            "null",
                            "[]",
                            "[1]",
                            "{}",
                            "{a: 1}",
                            "[{}]",
                            "P1D",
                            "\"2026-02-30\"",
                            "\"2026-02-01\"",
                            "150%",
                            "\"0.0000000001\"")
                    .map(Yaml::read)
                    .toList();

    private static final String REQUEST =
            """
            {member: {code: "29"}, basket: {receipt: A, currency: RUB, lines: [
               {id: "1", sku: c, name: n, categories: [drinks/coffee, a], brand: b, attributes: {x: y}, quantity: "2", price: "180.00",
                amount: "360.00", tillDiscount: "1.00", minPrice: "10.00", weighed: false, discountable: true, earns: true, redeemable: true}]},
             codes: [A], redeem: "10", context: {at: "2026-11-25T12:30:00+03:00", store: s, region: r, register: g, cashier: c, channel: h, mode: online, language: ru}}
            """;

    private static final String MEMBER =
            """
            {id: m-1, name: n, tier: Gold, birthday: "1990-12-04", joined: "2026-01-10", segments: [a],
             counters: {lifetimeSpend: "41200.00", lifetimePurchases: "3", purchases: [{at: "2026-10-03T12:00:00+03:00", amount: "990.00", sale: s}]},
             lots: [{id: l-1, points: "100", activeFrom: "2026-11-01T00:00:00+03:00", expiresAt: "2027-05-01T00:00:00+03:00", source: purchase, sale: s},
                    {id: l-2, points: "5000", expiresAt: "2026-12-01T00:00:00+03:00", only: {categories: [sofas]}}],
             debt: "5", codes: [{code: C, promotion: p, expiresAt: "2027-01-01"}], codesUsed: [x],
             limitsUsed: {coffee-cake: {month/2026-11: "1"}}, rights: {l-1: "100"}, granted: [g], asOf: "2026-11-25T12:00:00+03:00"}
            """;

    static Stream<Path> programmes() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../../config/programmes"))) {
            return files
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.toString().endsWith(".cases.yaml"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("programmes")
    void noBrokenPackBreaksTheReaderOrTheCalculator(Path file) throws IOException {
        Node good = Yaml.read(Files.readString(file));
        RulePack sound = RulePack.read(good).value().orElseThrow();
        QuoteRequest request =
                QuoteRequest.read(Yaml.read(REQUEST.replace("currency: RUB, ", "")), sound)
                        .value()
                        .orElseThrow();
        everyMutation(
                good,
                PACK_STEP,
                broken -> {
                    Reading<RulePack> reading = RulePack.read(broken);
                    reading.value()
                            .ifPresent(
                                    pack ->
                                            assertThat(
                                                            new Calculator(pack)
                                                                    .quote(
                                                                            request,
                                                                            Optional.of(
                                                                                    Member.newcomer(
                                                                                            "m")))
                                                                    .toNode())
                                                    .isNotNull());
                });
    }

    @Test
    void noBrokenRequestBreaksTheReaderOrTheCalculator() {
        RulePack pack = Yaml.programme("letto");
        Calculator calculator = new Calculator(pack);
        everyMutation(
                Yaml.read(REQUEST),
                1,
                broken ->
                        QuoteRequest.read(broken, pack)
                                .value()
                                .ifPresent(
                                        request ->
                                                calculator
                                                        .quote(request, Optional.empty())
                                                        .toNode()));
    }

    @Test
    void noBrokenMemberBreaksTheReaderOrTheCalculator() {
        RulePack pack = Yaml.programme("letto");
        Calculator calculator = new Calculator(pack);
        QuoteRequest request = Yaml.request(pack, REQUEST);
        everyMutation(
                Yaml.read(MEMBER),
                1,
                broken ->
                        Member.read(broken, pack)
                                .value()
                                .ifPresent(
                                        member ->
                                                calculator
                                                        .quote(request, Optional.of(member))
                                                        .toNode()));
    }

    /** Every problem says where it stands. */
    @Test
    void everyProblemOfAFileHasALine() {
        RulePack pack = Yaml.programme("letto");
        everyMutation(
                Yaml.read(REQUEST),
                1,
                broken ->
                        assertThat(QuoteRequest.read(broken, pack).problems())
                                .allSatisfy(
                                        problem -> {
                                            assertThat(problem.at().line()).isPositive();
                                            assertThat(problem.message()).isNotBlank();
                                        }));
    }

    /** Tries every {@code step}-th pair of a place and a wrong node. */
    private static void everyMutation(Node good, int step, Consumer<Node> check) {
        List<List<String>> paths = new ArrayList<>();
        collect(good, List.of(), paths);
        int count = 0;
        for (List<String> path : paths) {
            for (Node wrong : WRONG) {
                if (count++ % step != 0) {
                    continue;
                }
                Node broken = with(good, path, wrong);
                try {
                    check.accept(broken);
                } catch (RuntimeException e) {
                    throw new AssertionError(path + " := " + wrong, e);
                }
            }
        }
    }

    private static void collect(Node node, List<String> path, List<List<String>> paths) {
        paths.add(path);
        if (node instanceof Node.Mapping mapping) {
            mapping.entries().forEach((key, value) -> collect(value, plus(path, key), paths));
        } else if (node instanceof Node.Sequence list) {
            for (int i = 0; i < Math.min(40, list.items().size()); i++) {
                collect(list.items().get(i), plus(path, Integer.toString(i)), paths);
            }
        }
    }

    private static List<String> plus(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }

    private static Node with(Node node, List<String> path, Node wrong) {
        if (path.isEmpty()) {
            return wrong;
        }
        List<String> rest = path.subList(1, path.size());
        if (node instanceof Node.Mapping mapping) {
            Map<String, Node> entries = new LinkedHashMap<>(mapping.entries());
            entries.computeIfPresent(path.get(0), (key, value) -> with(value, rest, wrong));
            return new Node.Mapping(entries, mapping.at());
        }
        List<Node> items = new ArrayList<>(((Node.Sequence) node).items());
        int index = Integer.parseInt(path.get(0));
        items.set(index, with(items.get(index), rest, wrong));
        return new Node.Sequence(items, node.at());
    }
}
