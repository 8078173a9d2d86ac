package loyalty.engine;

import static loyalty.engine.DrawnBasket.money;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import loyalty.engine.money.Money;
import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.Explanation;
import loyalty.engine.quote.Quote;
import loyalty.engine.quote.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random packs and baskets, the engine's choice against every subset tried by hand. */
class ArbitrationAgainstSlowModelTest {
    private static final int CASES_PER_SEED = Integer.getInteger("cases.per.seed", 150);

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 10);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theBestAllowedSetIsFound(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < CASES_PER_SEED; i++) {
            Case one = new Case(random);
            Quote quote = Yaml.quote(one.pack(), "", one.request());
            SlowChoice slow = one.slow().choice();
            SlowChoice.Best best = slow.best();
            assertThat(quote.proven()).isTrue();
            assertThat(quote.total().discount().minor()).as(one.text()).isEqualTo(best.worth());
            assertThat(
                            quote.promotions().stream()
                                    .filter(Explanation::applied)
                                    .map(Explanation::promotion))
                    .as(one.text())
                    .containsExactlyInAnyOrderElementsOf(best.applied());
            quote.promotions().forEach(e -> lostAsMuchAsItSays(e, best, slow, one.text()));
        }
    }

    /** What the winners are worth more than the best allowed set with the loser in it. */
    private static void lostAsMuchAsItSays(
            Explanation loser, SlowChoice.Best best, SlowChoice slow, String text) {
        if (loser.applied() || loser.reason().orElseThrow() == Reason.NO_EFFECT) {
            return;
        }
        if (!loser.to().isEmpty()) {
            assertThat(best.applied()).as(loser.promotion() + " in " + text).contains(loser.to());
        }
        Optional<SlowChoice.Best> with = slow.bestWith(loser.promotion());
        assertThat(loser.by().map(Money::minor))
                .as(loser.promotion() + " in " + text)
                .isEqualTo(with.map(other -> best.worth() - other.worth()));
    }

    /** One random basket and pack, for both sides. */
    private static final class Case {
        private final Random random;
        private final DrawnBasket basket;
        private final DrawnPromotions drawn;
        private final List<SlowDiscounts.Promo> promos = new ArrayList<>();
        private final Map<String, String> modes = new TreeMap<>();

        Case(Random random) {
            this.random = random;
            this.basket = new DrawnBasket(random, 9, 900, true);
            this.drawn = new DrawnPromotions(random);
            modes.put("g", drawn.pick("best", "first", "stack"));
            modes.put("h", drawn.pick("best", "first", "stack"));
            drawn.draw(6, 10, List.of("", "g", "g", "h"), this::reward);
        }

        private String reward(SlowChoice.Entrant entrant) {
            String on = drawn.pick("", "a", "b");
            String selection = on.isEmpty() ? "" : ", on: {categories: [" + on + "]}";
            long amount = 1L + random.nextInt(300);
            long percent = 1L + random.nextInt(60);
            return switch (random.nextInt(7)) {
                case 0 -> {
                    keep(entrant, SlowDiscounts.percentOff(percent, on, false));
                    yield "percentOff: {percent: " + percent + "%" + selection + "}";
                }
                case 1 -> {
                    keep(entrant, SlowDiscounts.percentOff(percent, on, true));
                    yield "percentOff: {of: base, percent: " + percent + "%" + selection + "}";
                }
                case 2 -> {
                    keep(entrant, SlowDiscounts.fixedPrice(amount, on));
                    yield "fixedPrice: {price: " + money(amount) + selection + "}";
                }
                case 3 -> {
                    keep(entrant, SlowDiscounts.amountEach(amount, on));
                    yield "amountOff: {scope: unit, amount: " + money(amount) + selection + "}";
                }
                case 4 -> {
                    keep(entrant, SlowDiscounts.nForM(3, 2, on));
                    yield "nForM: {n: 3, m: 2" + selection + "}";
                }
                case 5 -> {
                    keep(entrant, SlowDiscounts.nthAtPrice(2, amount, on));
                    yield "nthUnit: {n: 2, price: " + money(amount) + selection + "}";
                }
                default -> {
                    keep(entrant, SlowDiscounts.combo("a", "b", amount));
                    yield "combo: {trigger: {categories: [a]}, target: {categories: [b]}, amount: "
                            + money(amount)
                            + "}";
                }
            };
        }

        private void keep(SlowChoice.Entrant entrant, SlowDiscounts.Effect effect) {
            promos.add(new SlowDiscounts.Promo(entrant, effect));
        }

        RulePack pack() {
            return Yaml.pack(packText());
        }

        private String packText() {
            return drawn.pack(
                    "groups: {g: {mode: %s}, h: {mode: %s}}"
                            .formatted(modes.get("g"), modes.get("h")));
        }

        String request() {
            return basket.request();
        }

        String text() {
            return packText() + request();
        }

        SlowDiscounts slow() {
            return new SlowDiscounts(basket.lines(), basket.categories(), promos, modes);
        }
    }
}
