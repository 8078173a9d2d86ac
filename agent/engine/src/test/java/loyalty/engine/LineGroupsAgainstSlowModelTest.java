package loyalty.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import loyalty.engine.quote.Quote;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Groups of scope line, in which each unit takes its own promotion, against every set tried. */
class LineGroupsAgainstSlowModelTest {
    private static final int CASES_PER_SEED = Integer.getInteger("cases.per.seed", 100);

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 10);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void eachUnitTakesWhatGivesItMostAndTheBestSetIsFound(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < CASES_PER_SEED; i++) {
            Case one = new Case(random);
            Quote quote = Yaml.quote(Yaml.pack(one.pack()), "", one.request());
            assertThat(quote.proven()).isTrue();
            assertThat(quote.total().discount().minor())
                    .as(one.pack() + one.request())
                    .isEqualTo(one.slow().bestWorth());
        }
    }

    /** One random basket and pack, for both sides. */
    private static final class Case {
        private final Random random;
        private final DrawnBasket basket;
        private final DrawnPromotions drawn;
        private final List<SlowLineGroup.Promo> promos = new ArrayList<>();
        private final String mode;

        Case(Random random) {
            this.random = random;
            this.basket = new DrawnBasket(random, 9, 900, true);
            this.drawn = new DrawnPromotions(random);
            this.mode = drawn.pick("best", "best", "first");
            drawn.draw(5, 12, List.of("", "g", "g", "g"), this::reward);
        }

        private String reward(SlowChoice.Entrant entrant) {
            String on = drawn.pick("", "a", "b");
            String selection = on.isEmpty() ? "" : ", on: {categories: [" + on + "]}";
            long amount = 1L + random.nextInt(300);
            long percent = 1L + random.nextInt(60);
            int n = 2 + random.nextInt(2);
            return switch (random.nextInt(4)) {
                case 0 -> {
                    keep(entrant, on, SlowLineGroup.percentOff(percent), 0);
                    yield "percentOff: {percent: " + percent + "%" + selection + "}";
                }
                case 1 -> {
                    keep(entrant, on, SlowLineGroup.amountEach(amount), 0);
                    yield "amountOff: {scope: unit, amount: "
                            + DrawnBasket.money(amount)
                            + selection
                            + "}";
                }
                case 2 -> {
                    keep(entrant, on, SlowLineGroup.fixedPrice(amount), 0);
                    yield "fixedPrice: {price: " + DrawnBasket.money(amount) + selection + "}";
                }
                default -> {
                    keep(entrant, on, SlowLineGroup.amountEach(0), n);
                    yield "nForM: {n: " + n + ", m: " + (n - 1) + selection + "}";
                }
            };
        }

        private void keep(
                SlowChoice.Entrant entrant, String on, SlowLineGroup.Single single, int n) {
            promos.add(new SlowLineGroup.Promo(entrant, on, single, n));
        }

        SlowLineGroup slow() {
            return new SlowLineGroup(basket.lines(), basket.categories(), promos, mode);
        }

        String pack() {
            return drawn.pack("groups: {g: {mode: " + mode + ", scope: line}}");
        }

        String request() {
            return basket.request();
        }
    }
}
