package loyalty.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
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
        private final List<long[]> lines = new ArrayList<>();
        private final List<String> categories = new ArrayList<>();
        private final List<SlowLineGroup.Promo> promos = new ArrayList<>();
        private final List<String> groups = new ArrayList<>();
        private final List<String> yaml = new ArrayList<>();
        private final String mode;

        Case(Random random) {
            this.random = random;
            for (int i = 0; i <= random.nextInt(3); i++) {
                long price = 1L + random.nextInt(random.nextBoolean() ? 9 : 900);
                long least = random.nextInt(3) == 0 ? random.nextLong(price + 1) : 0;
                lines.add(new long[] {price, 1 + random.nextInt(3), least});
                categories.add(pick("a", "b"));
            }
            this.mode = pick("best", "best", "first");
            int count = 1 + random.nextInt(5);
            for (int i = 0; i < count; i++) {
                groups.add(pick("", "g", "g", "g"));
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
                            id, random.nextInt(3), group, excludes, random.nextInt(12) == 0);
            String on = pick("", "a", "b");
            String reward = reward(entrant, on);
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

        private String reward(SlowChoice.Entrant entrant, String on) {
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
                    yield "amountOff: {scope: unit, amount: " + money(amount) + selection + "}";
                }
                case 2 -> {
                    keep(entrant, on, SlowLineGroup.fixedPrice(amount), 0);
                    yield "fixedPrice: {price: " + money(amount) + selection + "}";
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

        private static String money(long minor) {
            return "\"%d.%02d\"".formatted(minor / 100, minor % 100);
        }

        SlowLineGroup slow() {
            return new SlowLineGroup(lines, categories, promos, mode);
        }

        String pack() {
            return "programme: random\ncurrency: RUB\nzone: UTC\ngroups: {g: {mode: "
                    + mode
                    + ", scope: line}}\npromotions:\n"
                    + String.join("\n", yaml)
                    + "\n";
        }

        String request() {
            List<String> written = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                long[] line = lines.get(i);
                written.add(
                        "{\"id\": \"%d\", \"categories\": [\"%s\"], \"quantity\": \"%d\", \"price\": %s, \"minPrice\": %s}"
                                .formatted(
                                        i,
                                        categories.get(i),
                                        line[1],
                                        money(line[0]),
                                        money(line[2])));
            }
            return "{\"basket\": {\"lines\": ["
                    + String.join(", ", written)
                    + "]}, \"context\": {\"at\": \"2026-11-25T12:30:00Z\"}}";
        }
    }
}
