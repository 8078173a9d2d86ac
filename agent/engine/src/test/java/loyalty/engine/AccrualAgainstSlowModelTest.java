package loyalty.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import loyalty.engine.money.Money;
import loyalty.engine.quote.Explanation;
import loyalty.engine.quote.Quote;
import loyalty.engine.quote.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random promotions of the accrual stage, the engine's choice against every subset tried. */
class AccrualAgainstSlowModelTest {
    private static final int CASES_PER_SEED = Integer.getInteger("cases.per.seed", 100);

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 10);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theBestAllowedSetIsFound(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < CASES_PER_SEED; i++) {
            Case one = new Case(random, random.nextInt(3) == 0);
            Quote quote = Yaml.quote(Yaml.pack(one.pack()), "{id: m-1}", one.request());
            SlowChoice slow = one.slow();
            SlowChoice.Best best = slow.best();
            assertThat(quote.proven()).isTrue();
            assertThat(quote.points().earned().units() * 100)
                    .as(one.text())
                    .isEqualTo(best.worth());
            if (one.ofLines) {
                continue;
            }
            assertThat(
                            quote.promotions().stream()
                                    .filter(Explanation::applied)
                                    .map(Explanation::promotion))
                    .as(one.text())
                    .containsExactlyInAnyOrderElementsOf(best.applied());
            for (Explanation loser : quote.promotions()) {
                if (!loser.applied() && loser.reason().orElseThrow() == Reason.LOST_ARBITRATION) {
                    assertThat(loser.by().map(Money::minor))
                            .as(loser.promotion() + " in " + one.text())
                            .isEqualTo(
                                    slow.bestWith(loser.promotion())
                                            .map(with -> best.worth() - with.worth()));
                }
            }
        }
    }

    /** One random basket and pack, for both sides. */
    private static final class Case {
        private final Random random;
        private final List<String> categories = new ArrayList<>();
        private final long[] prices;
        private final long[] quantities;
        private final int percent;
        private final boolean perLine;
        private final String rounding;
        private final Map<String, String> modes = new TreeMap<>();
        private final List<SlowAccrual.Promo> promos = new ArrayList<>();
        private final List<String> groups = new ArrayList<>();
        private final boolean ofLines;
        private final Map<String, SlowAccrual.LineRate> lineRates = new TreeMap<>();
        private final List<String> yaml = new ArrayList<>();

        /** With {@code ofLines} group g is of scope line and has rates only. */
        Case(Random random, boolean ofLines) {
            this.random = random;
            this.ofLines = ofLines;
            int lines = 1 + random.nextInt(3);
            this.prices = new long[lines];
            this.quantities = new long[lines];
            for (int line = 0; line < lines; line++) {
                prices[line] = 1L + random.nextInt(random.nextBoolean() ? 900 : 90_000);
                quantities[line] = 1L + random.nextInt(3);
                categories.add(pick("a", "b"));
            }
            this.percent = random.nextInt(16);
            this.perLine = random.nextInt(3) == 0;
            this.rounding = pick("floor", "floor", "halfUp", "halfEven", "ceiling");
            modes.put("g", ofLines ? pick("best", "first") : pick("best", "first", "stack"));
            modes.put("h", pick("best", "first", "stack"));
            int count = 1 + random.nextInt(6);
            for (int i = 0; i < count; i++) {
                groups.add(pick("", "g", "g", "h"));
            }
            for (int i = 0; i < count; i++) {
                add(i);
            }
        }

        private String pick(String... words) {
            return words[random.nextInt(words.length)];
        }

        private void add(int place) {
            String id = "p" + place;
            String group = groups.get(place);
            Set<String> excludes = SlowChoice.excludes(random, place, groups);
            SlowChoice.Entrant entrant =
                    new SlowChoice.Entrant(
                            id, random.nextInt(3), group, excludes, random.nextInt(10) == 0);
            String reward = reward(entrant);
            yaml.add(
                    "  - {id: %s, priority: %d%s%s, exclusive: %s, reward: {%s}}"
                            .formatted(
                                    id,
                                    entrant.priority(),
                                    group.isEmpty() ? "" : ", group: " + group,
                                    excludes.isEmpty() ? "" : ", excludes: " + excludes,
                                    entrant.exclusive(),
                                    reward));
        }

        private String reward(SlowChoice.Entrant entrant) {
            String on = pick("", "a", "b");
            String selection = on.isEmpty() ? "" : ", on: {categories: [" + on + "]}";
            int rate = random.nextInt(25);
            int points = random.nextInt(40);
            long every = 100L * (1 + random.nextInt(50));
            BigDecimal percents = BigDecimal.valueOf(rate);
            String factor = pick("0.5", "1.5", "2", "3");
            return switch (random.nextInt(isOfLines(entrant) ? 4 : 7)) {
                case 0 -> {
                    rate(entrant, on, true, p -> percents);
                    yield "earnRate: {mode: replace, rate: " + rate + "%" + selection + "}";
                }
                case 1 -> {
                    rate(entrant, on, false, p -> p.add(percents));
                    yield "earnRate: {mode: add, rate: " + rate + "%" + selection + "}";
                }
                case 2 -> {
                    rate(entrant, on, false, p -> p.max(percents));
                    yield "earnRate: {mode: max, rate: " + rate + "%" + selection + "}";
                }
                case 3 -> {
                    BigDecimal times = new BigDecimal(factor);
                    rate(entrant, on, false, p -> p.multiply(times));
                    yield "earnRate: {mode: multiply, factor: " + factor + selection + "}";
                }
                case 4 -> {
                    keep(entrant, SlowAccrual.perReceipt(categories, on, points));
                    yield "earnPoints: {points: " + points + selection + "}";
                }
                case 5 -> {
                    keep(entrant, SlowAccrual.perUnit(categories, on, points, quantities));
                    yield "earnPoints: {per: unit, points: " + points + selection + "}";
                }
                default -> {
                    keep(entrant, SlowAccrual.perSpend(categories, on, points, every));
                    yield "earnPoints: {per: spend, every: \"%s\", points: %d%s}"
                            .formatted(money(every), points, selection);
                }
            };
        }

        private boolean isOfLines(SlowChoice.Entrant entrant) {
            return ofLines && entrant.group().equals("g");
        }

        private void rate(
                SlowChoice.Entrant entrant, String on, boolean always, SlowAccrual.Change change) {
            keep(entrant, SlowAccrual.rate(categories, on, always, change));
            if (isOfLines(entrant)) {
                lineRates.put(entrant.id(), new SlowAccrual.LineRate(on, always, change));
            }
        }

        private void keep(SlowChoice.Entrant entrant, SlowAccrual.Act act) {
            promos.add(new SlowAccrual.Promo(entrant, act));
        }

        private static String money(long minor) {
            return "%d.%02d".formatted(minor / 100, minor % 100);
        }

        SlowChoice slow() {
            long[] amounts = new long[prices.length];
            for (int line = 0; line < amounts.length; line++) {
                amounts[line] = prices[line] * quantities[line];
            }
            RoundingMode mode =
                    switch (rounding) {
                        case "halfUp" -> RoundingMode.HALF_UP;
                        case "halfEven" -> RoundingMode.HALF_EVEN;
                        case "ceiling" -> RoundingMode.CEILING;
                        default -> RoundingMode.FLOOR;
                    };
            List<SlowAccrual.Promo> running = new ArrayList<>(promos);
            running.removeIf(
                    promo ->
                            lineRates.containsKey(promo.entrant().id())
                                    && !lineRates.get(promo.entrant().id()).on().isEmpty()
                                    && !categories.contains(
                                            lineRates.get(promo.entrant().id()).on()));
            Map<String, String> ways = new TreeMap<>(modes);
            ways.computeIfPresent("g", (g, way) -> ofLines ? "line" : way);
            return new SlowAccrual(amounts, percent, perLine, mode, running)
                    .withLineGroup(categories, lineRates, modes.get("g").equals("first"))
                    .choice(ways);
        }

        String pack() {
            return """
            programme: random
            currency: RUB
            zone: UTC
            earn: {rate: %d%%, rounding: {scope: %s, mode: %s}}
            groups: {g: {mode: %s, scope: %s}, h: {mode: %s}}
            promotions:
            %s
            """
                    .formatted(
                            percent,
                            perLine ? "line" : "receipt",
                            rounding,
                            modes.get("g"),
                            ofLines ? "line" : "receipt",
                            modes.get("h"),
                            String.join("\n", yaml));
        }

        String request() {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < prices.length; i++) {
                lines.add(
                        "{\"id\": \"%d\", \"categories\": [\"%s\"], \"quantity\": \"%d\", \"price\": \"%s\"}"
                                .formatted(i, categories.get(i), quantities[i], money(prices[i])));
            }
            return "{\"basket\": {\"lines\": ["
                    + String.join(", ", lines)
                    + "]}, \"redeem\": \"0\", \"context\": {\"at\": \"2026-11-25T12:30:00Z\"}}";
        }

        String text() {
            return pack() + request();
        }
    }
}
