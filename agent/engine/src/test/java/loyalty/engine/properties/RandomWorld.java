package loyalty.engine.properties;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import loyalty.engine.Yaml;
import loyalty.engine.member.Member;
import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.QuoteRequest;

/** Random programmes, members and baskets, written as documents so that a failure can be read. */
final class RandomWorld {
    private static final List<String> CATEGORIES = List.of("a", "b", "c");
    private static final String AT = "2026-11-25T12:30:00+03:00";

    private final SplittableRandom random;

    /** Whether promotions that change prices or terms of redemption may run. */
    private boolean discounts = true;

    /** Whether anything may depend on which units stand on one line. */
    private boolean byLine = true;

    RandomWorld(long seed) {
        this.random = new SplittableRandom(seed);
    }

    RandomWorld withoutDiscounts() {
        discounts = false;
        return this;
    }

    RandomWorld withoutLineRules() {
        byLine = false;
        return this;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private String pick(String... values) {
        return values[random.nextInt(values.length)];
    }

    String pack() {
        StringBuilder pack = new StringBuilder();
        pack.append("programme: random\ncurrency: RUB\nzone: Europe/Moscow\n");
        pack.append(
                pick(
                        "points: {scale: 0, value: \"1.00\"}\n",
                        "points: {scale: 2, value: \"1.00\"}\n",
                        "points: {scale: 0, value: \"0.01\"}\n",
                        "points: {scale: 0, value: \"0.37\"}\n"));
        pack.append("tiers:\n  by: spend\n  window: rolling P12M\n  levels:\n");
        pack.append("    - {name: One, from: \"0\", earn: 5%, life: P6M}\n");
        pack.append("    - {name: Two, from: \"1000\", earn: 12.5%, life: P12M");
        pack.append(discounts && chance(3) ? ", discount: 3%" : "").append("}\n");
        pack.append("earn: {on: ").append(pick("paid", "discounted", "full"));
        pack.append(", rounding: {scope: ").append(byLine ? pick("receipt", "line") : "receipt");
        pack.append(", mode: ").append(pick("floor", "halfUp", "halfEven", "ceiling"));
        pack.append("}, lot: {active: ").append(pick("now", "PT24H", "nextDay", "nextMonth"));
        pack.append(", expires: ").append(pick("P6M", "byTier", "never", "endOfNextMonth"));
        pack.append("}, prolong: ").append(pick("yes", "no")).append("}\n");
        pack.append("redeem: {cap: ").append(10 + random.nextInt(91)).append("%");
        pack.append(byLine ? ", capScope: " + pick("receipt", "line") : "");
        pack.append(byLine && discounts ? ", onDiscountedLines: " + pick("yes", "no") : "");
        pack.append(chance(3) ? ", step: " + pick("1", "5", "10") : "");
        pack.append(chance(4) ? ", minPoints: \"7\"" : "");
        pack.append(chance(4) ? ", maximum: \"300\"" : "");
        pack.append(byLine ? "" : ", minLineAmount: \"0\"").append("}\n");
        pack.append("returns: {onShortfall: negative, onBrokenCondition: ");
        pack.append(pick("keep", "reprice")).append("}\n");
        pack.append("groups:\n  g: {mode: ").append(pick("stack", "best", "first"));
        pack.append(", scope: ").append(byLine ? pick("receipt", "line") : "receipt");
        pack.append("}\n  h: {mode: ").append(pick("stack", "best")).append("}\npromotions:\n");
        int promotions = 1 + random.nextInt(6);
        for (int i = 0; i < promotions; i++) {
            pack.append(promotion(i));
        }
        return pack.toString();
    }

    private String promotion(int number) {
        String text = "  - id: p" + number + "\n";
        text += chance(2) ? "    group: " + pick("g", "h") + "\n" : "";
        text += chance(2) ? "    priority: " + random.nextInt(5) + "\n" : "";
        text += chance(6) ? "    exclusive: yes\n" : "";
        text += number > 0 && chance(5) ? "    excludes: [p0]\n" : "";
        text += chance(5) ? "    when: {basket: {minAmount: \"200\"}}\n" : "";
        text += chance(4) ? "    limits: {perMember: {count: 3, period: month}}\n" : "";
        String reward = discounts && chance(2) ? discount() : accrual();
        return text + "    reward: {" + reward + "}\n" + (reward.startsWith("earn") ? lot() : "");
    }

    private String lot() {
        return switch (random.nextInt(4)) {
            case 0 -> "    lot: {active: nextMonth, expires: P14D}\n";
            case 1 -> "    lot: {active: now, expires: P1M, only: {categories: [a]}}\n";
            case 2 -> "    lot: {active: now, burn: {amount: \"3\", every: P1D}}\n";
            default -> "";
        };
    }

    private String discount() {
        String on = "on: {categories: [" + pick("a", "b", "c") + "]}";
        String line = byLine && chance(3) ? ", scope: line" : "";
        return switch (random.nextInt(8)) {
            case 0 -> "percentOff: {percent: " + (1 + random.nextInt(60)) + "%, " + on + line + "}";
            case 1 -> "amountOff: {amount: \"37.77\"" + line + "}";
            case 2 -> "fixedPrice: {price: \"55.55\", " + on + "}";
            case 3 -> "nForM: {n: 3, m: 2, spread: " + pick("yes", "no") + "}";
            case 4 -> "nthUnit: {n: 2, percent: 50%, " + on + "}";
            case 5 ->
                    "combo: {trigger: {categories: [a]}, target: {categories: [b]}, percent: 30%}";
            case 6 -> "thresholdDiscount: {by: basket, bands: [{from: \"100\", percent: 7%}]}";
            default -> "redeemRule: {cap: " + (10 + random.nextInt(91)) + "%}";
        };
    }

    private String accrual() {
        String on = ", on: {categories: [" + pick("a", "b", "c") + "]}";
        return switch (random.nextInt(5)) {
            case 0 -> "earnRate: {mode: replace, rate: 20%" + on + "}";
            case 1 -> "earnRate: {mode: add, rate: 3.3%}";
            case 2 -> "earnRate: {mode: multiply, factor: 2" + on + "}";
            case 3 -> "earnPoints: {points: \"11\", per: receipt}";
            default -> "earnPoints: {points: \"2\", per: spend, every: \"100\"" + on + "}";
        };
    }

    RulePack read(String pack) {
        return Yaml.pack(pack);
    }

    Member member(RulePack pack) {
        StringBuilder member =
                new StringBuilder("{\"id\": \"m-1\", \"counters\": {\"purchases\": [");
        member.append("{\"at\": \"2026-09-01T12:00:00+03:00\", \"amount\": \"")
                .append(random.nextInt(2_000))
                .append(".00\", \"sale\": \"old\"}]}, \"lots\": [");
        int lots = random.nextInt(5);
        member.append(
                IntStream.range(0, lots).mapToObj(this::lot).collect(Collectors.joining(", ")));
        member.append("]");
        member.append(chance(4) ? ", \"debt\": \"" + random.nextInt(30) + "\"" : "");
        return Yaml.member(pack, member.append("}").toString());
    }

    String lot(int number) {
        String text = "{\"id\": \"l-" + number + "\", \"points\": \"" + random.nextInt(900) + "\"";
        text += chance(4) ? "" : ", \"expiresAt\": \"2027-0" + (1 + random.nextInt(9)) + "-01\"";
        text += chance(3) ? ", \"source\": \"gift\"" : "";
        text += chance(3) ? ", \"only\": {\"categories\": [\"" + pick("a", "b", "c") + "\"]}" : "";
        return text + "}";
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            lines.add(line(i));
        }
        return lines;
    }

    private String line(int number) {
        boolean weighed = chance(4);
        String quantity =
                weighed ? "0." + (100 + random.nextInt(900)) : "" + (1 + random.nextInt(4));
        return line("" + number, quantity);
    }

    /** A line of this quantity with everything else at random. */
    String line(String id, String quantity) {
        String text = "{\"id\": \"" + id + "\", \"quantity\": \"" + quantity + "\"";
        text += ", \"categories\": [\"" + CATEGORIES.get(random.nextInt(3)) + "\"]";
        text += ", \"price\": \"" + random.nextInt(400) + "." + (10 + random.nextInt(90)) + "\"";
        text += chance(5) ? ", \"minPrice\": \"" + random.nextInt(200) + ".00\"" : "";
        text += chance(6) ? ", \"redeemable\": false" : "";
        text += chance(6) ? ", \"earns\": false" : "";
        return text + (chance(6) ? ", \"discountable\": false" : "") + "}";
    }

    QuoteRequest request(RulePack pack, List<String> lines, String redeem) {
        return Yaml.request(
                pack,
                "{\"basket\": {\"lines\": ["
                        + String.join(", ", lines)
                        + "]}, \"redeem\": \""
                        + redeem
                        + "\", \"context\": {\"at\": \""
                        + AT
                        + "\"}}");
    }

    String wish() {
        return chance(3) ? "" + random.nextInt(200) : "max";
    }
}
