package loyalty.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** Promotions drawn at random: who competes, for a slow model, and the lines of a pack. */
final class DrawnPromotions {
    private final Random random;
    private final List<String> yaml = new ArrayList<>();

    DrawnPromotions(Random random) {
        this.random = random;
    }

    String pick(String... words) {
        return words[random.nextInt(words.length)];
    }

    /**
     * Draws up to {@code most} promotions of these groups.
     *
     * @param exclusive one in so many goes with nobody
     * @param reward the reward's text for an entrant, kept for the slow model on the way
     */
    void draw(
            int most,
            int exclusive,
            List<String> groups,
            Function<SlowChoice.Entrant, String> reward) {
        int count = 1 + random.nextInt(most);
        List<String> drawn = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            drawn.add(pick(groups.toArray(String[]::new)));
        }
        for (int i = 0; i < count; i++) {
            SlowChoice.Entrant entrant = entrant(i, exclusive, drawn);
            yaml.add(line(entrant, reward.apply(entrant)));
        }
    }

    private SlowChoice.Entrant entrant(int place, int exclusive, List<String> groups) {
        Set<String> excludes = SlowChoice.excludes(random, place, groups);
        return new SlowChoice.Entrant(
                "p" + place,
                random.nextInt(3),
                groups.get(place),
                excludes,
                random.nextInt(exclusive) == 0);
    }

    private static String line(SlowChoice.Entrant entrant, String reward) {
        return "  - {id: %s, priority: %d%s%s, exclusive: %s, reward: {%s}}"
                .formatted(
                        entrant.id(),
                        entrant.priority(),
                        entrant.group().isEmpty() ? "" : ", group: " + entrant.group(),
                        entrant.excludes().isEmpty() ? "" : ", excludes: " + entrant.excludes(),
                        entrant.exclusive(),
                        reward);
    }

    /** A pack with these groups, as YAML in one line, and the promotions. */
    String pack(String settings) {
        return "programme: random\ncurrency: RUB\nzone: UTC\n%s\npromotions:\n%s\n"
                .formatted(settings, String.join("\n", yaml));
    }
}
