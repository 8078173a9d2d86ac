package loyalty.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
        private final DrawnBasket basket;
        private final DrawnPromotions drawn;
        private final int percent;
        private final boolean perLine;
        private final String rounding;
        private final Map<String, String> modes = new TreeMap<>();
        private final List<SlowAccrual.Promo> promos = new ArrayList<>();
        private final boolean ofLines;
        private final Map<String, SlowAccrual.LineRate> lineRates = new TreeMap<>();

        /** With {@code ofLines} group g is of scope line and has rates only. */
        Case(Random random, boolean ofLines) {
            this.random = random;
            this.ofLines = ofLines;
            this.basket = new DrawnBasket(random, 900, 90_000, false);
            this.drawn = new DrawnPromotions(random);
            this.percent = random.nextInt(16);
            this.perLine = random.nextInt(3) == 0;
            this.rounding = drawn.pick("floor", "floor", "halfUp", "halfEven", "ceiling");
            modes.put(
                    "g",
                    ofLines ? drawn.pick("best", "first") : drawn.pick("best", "first", "stack"));
            modes.put("h", drawn.pick("best", "first", "stack"));
            drawn.draw(6, 10, List.of("", "g", "g", "h"), this::reward);
        }

        private String reward(SlowChoice.Entrant entrant) {
            String on = drawn.pick("", "a", "b");
            String selection = on.isEmpty() ? "" : ", on: {categories: [" + on + "]}";
            int rate = random.nextInt(25);
            int points = random.nextInt(40);
            long every = 100L * (1 + random.nextInt(50));
            BigDecimal percents = BigDecimal.valueOf(rate);
            String factor = drawn.pick("0.5", "1.5", "2", "3");
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
                    keep(entrant, SlowAccrual.perReceipt(basket.categories(), on, points));
                    yield "earnPoints: {points: " + points + selection + "}";
                }
                case 5 -> {
                    keep(
                            entrant,
                            SlowAccrual.perUnit(
                                    basket.categories(), on, points, basket.quantities()));
                    yield "earnPoints: {per: unit, points: " + points + selection + "}";
                }
                default -> {
                    keep(entrant, SlowAccrual.perSpend(basket.categories(), on, points, every));
                    yield "earnPoints: {per: spend, every: %s, points: %d%s}"
                            .formatted(DrawnBasket.money(every), points, selection);
                }
            };
        }

        private boolean isOfLines(SlowChoice.Entrant entrant) {
            return ofLines && entrant.group().equals("g");
        }

        private void rate(
                SlowChoice.Entrant entrant, String on, boolean always, SlowAccrual.Change change) {
            keep(entrant, SlowAccrual.rate(basket.categories(), on, always, change));
            if (isOfLines(entrant)) {
                lineRates.put(entrant.id(), new SlowAccrual.LineRate(on, always, change));
            }
        }

        private void keep(SlowChoice.Entrant entrant, SlowAccrual.Act act) {
            promos.add(new SlowAccrual.Promo(entrant, act));
        }

        SlowChoice slow() {
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
                                    && !basket.categories()
                                            .contains(lineRates.get(promo.entrant().id()).on()));
            Map<String, String> ways = new TreeMap<>(modes);
            ways.computeIfPresent("g", (g, way) -> ofLines ? "line" : way);
            return new SlowAccrual(basket.amounts(), percent, perLine, mode, running)
                    .withLineGroup(basket.categories(), lineRates, modes.get("g").equals("first"))
                    .choice(ways);
        }

        String pack() {
            return drawn.pack(
                    """
                    earn: {rate: %d%%, rounding: {scope: %s, mode: %s}}
                    groups: {g: {mode: %s, scope: %s}, h: {mode: %s}}"""
                            .formatted(
                                    percent,
                                    perLine ? "line" : "receipt",
                                    rounding,
                                    modes.get("g"),
                                    ofLines ? "line" : "receipt",
                                    modes.get("h")));
        }

        String request() {
            return basket.request();
        }

        String text() {
            return pack() + request();
        }
    }
}
