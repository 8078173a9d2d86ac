package loyalty.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
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
        private static final String[] CATEGORIES = {"a", "b"};
        private final Random random;
        private final List<long[]> lines = new ArrayList<>();
        private final List<String> categories = new ArrayList<>();
        private final List<SlowDiscounts.Promo> promos = new ArrayList<>();
        private final List<String> groups = new ArrayList<>();
        private final List<String> yaml = new ArrayList<>();
        private final Map<String, String> modes = new TreeMap<>();

        Case(Random random) {
            this.random = random;
            for (int i = 0; i <= random.nextInt(3); i++) {
                long price = 1L + random.nextInt(random.nextBoolean() ? 9 : 900);
                long least = random.nextInt(3) == 0 ? random.nextLong(price + 1) : 0;
                lines.add(new long[] {price, 1 + random.nextInt(3), least});
                categories.add(CATEGORIES[random.nextInt(2)]);
            }
            modes.put("g", pick("best", "first", "stack"));
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
            int priority = random.nextInt(3);
            boolean exclusive = random.nextInt(10) == 0;
            String on = pick("", "a", "b");
            String selection = on.isEmpty() ? "" : ", on: {categories: [" + on + "]}";
            long amount = 1L + random.nextInt(300);
            long percent = 1L + random.nextInt(60);
            String reward;
            SlowDiscounts.Effect effect;
            switch (random.nextInt(7)) {
                case 0 -> {
                    reward = "percentOff: {percent: " + percent + "%" + selection + "}";
                    effect = SlowDiscounts.percentOff(percent, on, false);
                }
                case 1 -> {
                    reward = "percentOff: {of: base, percent: " + percent + "%" + selection + "}";
                    effect = SlowDiscounts.percentOff(percent, on, true);
                }
                case 2 -> {
                    reward = "fixedPrice: {price: " + money(amount) + selection + "}";
                    effect = SlowDiscounts.fixedPrice(amount, on);
                }
                case 3 -> {
                    reward = "amountOff: {scope: unit, amount: " + money(amount) + selection + "}";
                    effect = SlowDiscounts.amountEach(amount, on);
                }
                case 4 -> {
                    reward = "nForM: {n: 3, m: 2" + selection + "}";
                    effect = SlowDiscounts.nForM(3, 2, on);
                }
                case 5 -> {
                    reward = "nthUnit: {n: 2, price: " + money(amount) + selection + "}";
                    effect = SlowDiscounts.nthAtPrice(2, amount, on);
                }
                default -> {
                    reward =
                            "combo: {trigger: {categories: [a]}, target: {categories: [b]}, amount: "
                                    + money(amount)
                                    + "}";
                    effect = SlowDiscounts.combo("a", "b", amount);
                }
            }
            promos.add(
                    new SlowDiscounts.Promo(
                            new SlowChoice.Entrant(id, priority, group, excludes, exclusive),
                            effect));
            yaml.add(
                    "  - {id: "
                            + id
                            + ", priority: "
                            + priority
                            + (group.isEmpty() ? "" : ", group: " + group)
                            + (excludes.isEmpty() ? "" : ", excludes: " + excludes)
                            + ", exclusive: "
                            + exclusive
                            + ", reward: {"
                            + reward
                            + "}}");
        }

        private static String money(long minor) {
            return "\"%d.%02d\"".formatted(minor / 100, minor % 100);
        }

        String text() {
            return """
            programme: random
            currency: RUB
            zone: UTC
            groups: {g: {mode: %s}, h: {mode: %s}}
            promotions:
            %s
            """
                            .formatted(modes.get("g"), modes.get("h"), String.join("\n", yaml))
                    + request();
        }

        RulePack pack() {
            return Yaml.pack(text().substring(0, text().indexOf("{\"basket\"")));
        }

        String request() {
            List<String> written = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                written.add(
                        "{\"id\": \"%d\", \"categories\": [\"%s\"], \"quantity\": \"%d\", \"price\": %s, \"minPrice\": %s}"
                                .formatted(
                                        i,
                                        categories.get(i),
                                        lines.get(i)[1],
                                        money(lines.get(i)[0]),
                                        money(lines.get(i)[2])));
            }
            return "{\"basket\": {\"lines\": ["
                    + String.join(", ", written)
                    + "]}, \"context\": {\"at\": \"2026-11-25T12:30:00Z\"}}";
        }

        SlowDiscounts slow() {
            return new SlowDiscounts(lines, categories, promos, modes);
        }
    }
}
