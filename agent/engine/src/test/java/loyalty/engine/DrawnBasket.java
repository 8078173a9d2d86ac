package loyalty.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A basket drawn at random: as numbers for a slow model, as a request for the engine. */
final class DrawnBasket {
    private final List<long[]> lines = new ArrayList<>();
    private final List<String> categories = new ArrayList<>();

    /**
     * One to three lines; half of them below {@code low} minor units, the others below {@code
     * high}.
     */
    DrawnBasket(Random random, int low, int high, boolean withLeast) {
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            long price = 1L + random.nextInt(random.nextBoolean() ? low : high);
            boolean least = withLeast && random.nextInt(3) == 0;
            lines.add(
                    new long[] {
                        price, 1 + random.nextInt(3), least ? random.nextLong(price + 1) : 0
                    });
            categories.add(random.nextBoolean() ? "a" : "b");
        }
    }

    /** Price, quantity and least price of each line. */
    List<long[]> lines() {
        return lines;
    }

    /** Of each line. */
    List<String> categories() {
        return categories;
    }

    long[] quantities() {
        return lines.stream().mapToLong(line -> line[1]).toArray();
    }

    long[] amounts() {
        return lines.stream().mapToLong(line -> line[0] * line[1]).toArray();
    }

    /** The request, with no points asked for. */
    String request() {
        List<String> written = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            long[] line = lines.get(i);
            written.add(
                    "{\"id\": \"%d\", \"categories\": [\"%s\"], \"quantity\": \"%d\", \"price\": %s, \"minPrice\": %s}"
                            .formatted(
                                    i, categories.get(i), line[1], money(line[0]), money(line[2])));
        }
        return "{\"basket\": {\"lines\": ["
                + String.join(", ", written)
                + "]}, \"redeem\": \"0\", \"context\": {\"at\": \"2026-11-25T12:30:00Z\"}}";
    }

    /** Minor units as a quoted amount. */
    static String money(long minor) {
        return "\"%d.%02d\"".formatted(minor / 100, minor % 100);
    }
}
