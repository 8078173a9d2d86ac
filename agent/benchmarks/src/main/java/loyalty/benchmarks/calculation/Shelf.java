package loyalty.benchmarks.calculation;

import java.util.Arrays;
import java.util.Optional;
import loyalty.engine.Calculator;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.member.Member;
import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.Quote;
import loyalty.engine.quote.QuoteRequest;
import loyalty.protocol.text.JsonText;
import loyalty.protocol.text.YamlText;

/**
 * One basket and one pack, made to measure: promotion {@code i} takes 7 % off category {@code ci};
 * line {@code j} is in category {@code c(j mod matching)}, so that so many promotions apply.
 */
final class Shelf {
    private final RulePack pack;
    private final Calculator calculator;
    private final QuoteRequest request;
    private final Member member;

    /**
     * What to make.
     *
     * @param matching how many of the promotions meet a line of theirs
     */
    record Size(int lines, int promotions, int matching, int lots) {
        long[] lotPoints() {
            long[] points = new long[lots];
            Arrays.fill(points, 10);
            return points;
        }
    }

    Shelf(Size size) throws InvalidDocumentException {
        this.pack = RulePack.read(YamlText.read(packText(size), "shelf.yaml")).orThrow();
        this.calculator = new Calculator(pack);
        this.request = QuoteRequest.read(json(requestText(size)), pack).orThrow();
        this.member = Member.read(json(memberText(size)), pack).orThrow();
    }

    Quote quote() {
        return calculator.quote(request, Optional.of(member));
    }

    Node document() {
        return quote().toNode();
    }

    private static Node json(String text) throws InvalidDocumentException {
        return JsonText.read(text, "shelf.json");
    }

    /** Price of line {@code j} in kopecks. */
    static long price(int line) {
        return 1_000 + 37L * line;
    }

    private static String packText(Size size) {
        StringBuilder text =
                new StringBuilder(
                        """
                        programme: shelf
                        currency: RUB
                        zone: Europe/Moscow
                        points: {scale: 0, value: "1.00"}
                        tiers:
                          by: given
                          levels:
                            - {name: Base, earn: 5%}
                        earn: {on: paid, lot: {active: PT24H, expires: P6M}}
                        redeem: {cap: 30%, onDiscountedLines: yes}
                        groups:
                          prices: {mode: stack}
                        promotions:
                        """);
        for (int i = 0; i < size.promotions(); i++) {
            text.append("  - {id: p").append(i).append(", from: 2026-01-01, group: prices, ");
            text.append("reward: {percentOff: {percent: 7%, on: {categories: [c").append(i);
            text.append("]}}}}\n");
        }
        return text.toString();
    }

    private static String requestText(Size size) {
        StringBuilder lines = new StringBuilder();
        for (int j = 0; j < size.lines(); j++) {
            lines.append(j == 0 ? "" : ",");
            lines.append("{\"id\":\"").append(j).append("\",\"sku\":\"s").append(j);
            lines.append("\",\"name\":\"Goods\",\"categories\":[\"c");
            lines.append(j % size.matching()).append("\"],\"quantity\":\"1\",\"price\":\"");
            lines.append(price(j) / 100).append('.');
            lines.append(String.format("%02d", price(j) % 100)).append("\"}");
        }
        return """
                {"basket": {"receipt": "A-1", "lines": [%s]}, "codes": [], "redeem": "max",
                 "context": {"at": "2026-11-25T12:30:00+03:00", "store": "msk-1",
                 "region": "moscow", "register": "msk-1-02", "cashier": "17",
                 "channel": "offline"}}
                """
                .formatted(lines);
    }

    private static String memberText(Size size) {
        StringBuilder lots = new StringBuilder();
        for (int i = 0; i < size.lots(); i++) {
            lots.append(i == 0 ? "" : ",");
            lots.append("{\"id\":\"l-").append(i).append("\",\"points\":\"10\",");
            lots.append("\"expiresAt\":\"2027-05-").append(String.format("%02d", i % 28 + 1));
            lots.append("T00:00:00+03:00\"}");
        }
        return "{\"id\":\"m-1\",\"tier\":\"Base\",\"lots\":[" + lots + "]}";
    }
}
