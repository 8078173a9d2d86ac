package loyalty.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import loyalty.engine.member.Member;
import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.Explanation;
import loyalty.engine.quote.Quote;
import loyalty.engine.quote.QuotedLine;

/** A till in tests: a programme with some promotions, a basket, a member, and what came out. */
final class Tills {
    private final List<String> promotions = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private String head = "";
    private String member = "";
    private String codes = "";
    private String redeem = "0";
    private String at = "2026-11-25T12:30:00+03:00";
    private String more = "";

    /** Further keys at the top of the pack. */
    Tills programme(String yaml) {
        head = yaml;
        return this;
    }

    /** A promotion, written as one flow mapping without its braces. */
    Tills promotion(String yaml) {
        promotions.add("  - {" + yaml + "}");
        return this;
    }

    /** A line of category {@code category}. */
    Tills line(String category, String quantity, String price) {
        return line(category, quantity, price, "");
    }

    Tills line(String category, String quantity, String price, String other) {
        lines.add(
                "{id: \"%d\", sku: \"%s\", categories: [%s], quantity: \"%s\", price: \"%s\"%s}"
                        .formatted(
                                lines.size() + 1,
                                category,
                                category,
                                quantity,
                                price,
                                other.isEmpty() ? "" : ", " + other));
        return this;
    }

    /** A member, written as one flow mapping without its braces; the id is m-1. */
    Tills member(String yaml) {
        member = "{id: m-1" + (yaml.isEmpty() ? "" : ", " + yaml) + "}";
        return this;
    }

    Tills codes(String list) {
        codes = list;
        return this;
    }

    Tills redeem(String wish) {
        redeem = wish;
        return this;
    }

    Tills at(String instant) {
        at = instant;
        return this;
    }

    /** Further keys of the context. */
    Tills context(String yaml) {
        more = ", " + yaml;
        return this;
    }

    String packText() {
        return """
        programme: test
        currency: RUB
        zone: Europe/Moscow
        %s
        promotions:
        %s
        """
                .formatted(head, promotions.isEmpty() ? "  []" : String.join("\n", promotions));
    }

    RulePack pack() {
        return Yaml.pack(packText());
    }

    Quote quote() {
        String request =
                "{basket: {lines: [%s]}, codes: [%s], redeem: \"%s\", context: {at: \"%s\"%s}}"
                        .formatted(String.join(", ", lines), codes, redeem, at, more);
        RulePack pack = pack();
        Optional<Member> who =
                member.isEmpty() ? Optional.empty() : Optional.of(Yaml.member(pack, member));
        return new Calculator(pack).quote(Yaml.request(pack, request), who);
    }

    /** Unit prices of all lines, as "84.00 120.00 | 180.00". */
    static String prices(Quote quote) {
        return quote.lines().stream()
                .map(line -> prices(quote, line))
                .collect(Collectors.joining(" | "));
    }

    private static String prices(Quote quote, QuotedLine line) {
        return line.units().stream()
                .map(unit -> quote.units().text(unit.price()))
                .collect(Collectors.joining(" "));
    }

    /** What became of a promotion, as "applied 36.00", "applied 12 points", or the reason. */
    static String fate(Quote quote, String promotion) {
        Explanation explanation =
                quote.promotions().stream()
                        .filter(e -> e.promotion().equals(promotion))
                        .findFirst()
                        .orElseThrow();
        if (explanation.applied()) {
            return "applied"
                    + (explanation.discount().isZero()
                            ? ""
                            : " " + quote.units().text(explanation.discount()))
                    + (explanation.points().isZero()
                            ? ""
                            : " " + quote.units().text(explanation.points()) + " points");
        }
        return explanation.reason().orElseThrow()
                + (explanation.to().isEmpty() ? "" : " to " + explanation.to())
                + explanation.by().map(by -> " by " + quote.units().text(by)).orElse("")
                + (explanation.missing().isEmpty() ? "" : " missing " + explanation.missing());
    }

    static String discount(Quote quote) {
        return quote.units().text(quote.total().discount());
    }

    static String earned(Quote quote) {
        return quote.units().text(quote.points().earned());
    }

    /** Points of new lots, as "purchase 100, january 200". */
    static String lots(Quote quote) {
        return quote.created().stream()
                .map(lot -> lot.key() + " " + quote.units().text(lot.points()))
                .collect(Collectors.joining(", "));
    }
}
