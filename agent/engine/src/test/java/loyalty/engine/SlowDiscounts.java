package loyalty.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The discount stage, written from the rules without a look at the engine; {@link SlowChoice} tries
 * every subset of promotions on it.
 */
final class SlowDiscounts implements SlowChoice.Stage {
    /** One unit of a line. */
    static final class Unit {
        final int line;
        final String category;
        final long base;
        final long least;
        long now;

        Unit(int line, String category, long base, long least) {
            this.line = line;
            this.category = category;
            this.base = base;
            this.least = Math.min(base, least);
            this.now = base;
        }

        long room() {
            return now - least;
        }
    }

    /** What a promotion does to the units, as a number of kopecks off each. */
    interface Effect {
        long[] off(List<Unit> units, Set<Integer> usedInGroup, Set<Integer> uses);
    }

    record Promo(SlowChoice.Entrant entrant, Effect effect) {
        String group() {
            return entrant.group();
        }
    }

    private final List<long[]> lines;
    private final List<String> categories;
    private final List<Promo> promos;
    private final Map<String, String> modes;

    /** Lines are {price, quantity, minPrice}; modes are best, first or stack by group. */
    SlowDiscounts(
            List<long[]> lines,
            List<String> categories,
            List<Promo> promos,
            Map<String, String> modes) {
        this.lines = lines;
        this.categories = categories;
        this.promos = new ArrayList<>(promos);
        this.promos.sort(Comparator.comparing(Promo::entrant, SlowChoice.Entrant.ORDER));
        this.modes = modes;
    }

    SlowChoice choice() {
        return new SlowChoice(promos.stream().map(Promo::entrant).toList(), modes, this);
    }

    @Override
    public long worth(List<Integer> places) {
        List<Unit> units = units();
        long worth = 0;
        Map<String, Set<Integer>> used = new TreeMap<>();
        for (int place : places) {
            long off = play(promos.get(place), units, used);
            if (off == 0) {
                return -1;
            }
            worth += off;
        }
        return worth;
    }

    @Override
    public boolean hasEffect(int place, List<Integer> places) {
        List<Unit> units = units();
        Map<String, Set<Integer>> used = new TreeMap<>();
        for (int earlier : places) {
            if (earlier < place) {
                play(promos.get(earlier), units, used);
            }
        }
        return play(promos.get(place), units, used) > 0;
    }

    private static long play(Promo promo, List<Unit> units, Map<String, Set<Integer>> used) {
        Set<Integer> uses = new HashSet<>();
        Set<Integer> inGroup =
                promo.group().isEmpty()
                        ? new HashSet<>()
                        : used.computeIfAbsent(promo.group(), g -> new HashSet<>());
        long[] off = promo.effect.off(units, inGroup, uses);
        long sum = 0;
        for (int i = 0; i < off.length; i++) {
            units.get(i).now -= off[i];
            sum += off[i];
        }
        if (sum > 0) {
            inGroup.addAll(uses);
        }
        return sum;
    }

    private List<Unit> units() {
        List<Unit> units = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            for (int i = 0; i < lines.get(line)[1]; i++) {
                units.add(
                        new Unit(
                                line,
                                categories.get(line),
                                lines.get(line)[0],
                                lines.get(line)[2]));
            }
        }
        return units;
    }

    // Effects

    static long percent(long percent, long of) {
        return BigDecimal.valueOf(percent * of)
                .divide(BigDecimal.valueOf(100), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /** Largest remainder, ties to the lower place. */
    static long[] spread(long total, long[] weights) {
        BigInteger sum = BigInteger.ZERO;
        for (long weight : weights) {
            sum = sum.add(BigInteger.valueOf(weight));
        }
        long[] parts = new long[weights.length];
        BigInteger[] rests = new BigInteger[weights.length];
        long left = total;
        for (int i = 0; i < weights.length; i++) {
            BigInteger[] both =
                    BigInteger.valueOf(total)
                            .multiply(BigInteger.valueOf(weights[i]))
                            .divideAndRemainder(sum);
            parts[i] = both[0].longValueExact();
            rests[i] = both[1];
            left -= parts[i];
        }
        for (; left > 0; left--) {
            int next = 0;
            for (int i = 1; i < rests.length; i++) {
                next = rests[i].compareTo(rests[next]) > 0 ? i : next;
            }
            parts[next]++;
            rests[next] = BigInteger.ONE.negate();
        }
        return parts;
    }

    private static boolean in(Unit unit, String category) {
        return category.isEmpty() || unit.category.equals(category);
    }

    static Effect percentOff(long percent, String category, boolean ofBase) {
        return (units, used, uses) -> {
            long[] weights = new long[units.size()];
            long sum = 0;
            for (int i = 0; i < weights.length; i++) {
                Unit unit = units.get(i);
                weights[i] = in(unit, category) ? ofBase ? unit.base : unit.now : 0;
                sum += weights[i];
            }
            long total = percent(percent, sum);
            if (total == 0) {
                return new long[units.size()];
            }
            long[] off = spread(total, weights);
            for (int i = 0; i < off.length; i++) {
                off[i] = Math.min(off[i], units.get(i).room());
            }
            return off;
        };
    }

    static Effect fixedPrice(long price, String category) {
        return (units, used, uses) -> {
            long[] off = new long[units.size()];
            for (int i = 0; i < off.length; i++) {
                Unit unit = units.get(i);
                if (in(unit, category)) {
                    off[i] = Math.min(Math.max(0, unit.now - price), unit.room());
                }
            }
            return off;
        };
    }

    static Effect amountEach(long amount, String category) {
        return (units, used, uses) -> {
            long[] off = new long[units.size()];
            for (int i = 0; i < off.length; i++) {
                off[i] = in(units.get(i), category) ? Math.min(amount, units.get(i).room()) : 0;
            }
            return off;
        };
    }

    private static List<Integer> cheapest(List<Unit> units, Set<Integer> used, String category) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            if (in(units.get(i), category) && !used.contains(i)) {
                order.add(i);
            }
        }
        order.sort(Comparator.comparingLong(i -> units.get(i).now));
        return order;
    }

    static Effect nForM(int n, int m, String category) {
        return (units, used, uses) -> {
            List<Integer> order = cheapest(units, used, category);
            int sets = order.size() / n;
            long[] off = new long[units.size()];
            for (int i = 0; i < sets * (n - m); i++) {
                off[order.get(i)] = units.get(order.get(i)).room();
            }
            uses.addAll(order.subList(0, sets * n));
            return off;
        };
    }

    static Effect nthAtPrice(int n, long price, String category) {
        return (units, used, uses) -> {
            List<Integer> order = cheapest(units, used, category);
            int count = order.size() / n;
            long[] off = new long[units.size()];
            for (int i = 0; i < count; i++) {
                Unit unit = units.get(order.get(i));
                off[order.get(i)] = Math.min(Math.max(0, unit.now - price), unit.room());
            }
            uses.addAll(order.subList(0, count * n));
            return off;
        };
    }

    /** Triggers and targets of different categories; the dearest targets save most. */
    static Effect combo(String trigger, String target, long amount) {
        return (units, used, uses) -> {
            List<Integer> triggers = cheapest(units, used, trigger);
            triggers.sort(Comparator.naturalOrder());
            List<Integer> targets = new ArrayList<>(cheapest(units, used, target));
            targets.sort(Comparator.naturalOrder());
            targets.removeIf(i -> Math.min(amount, units.get(i).room()) == 0);
            targets.sort(Comparator.comparingLong(i -> -Math.min(amount, units.get(i).room())));
            int count = Math.min(triggers.size(), targets.size());
            long[] off = new long[units.size()];
            for (int i = 0; i < count; i++) {
                off[targets.get(i)] = Math.min(amount, units.get(targets.get(i)).room());
            }
            uses.addAll(targets.subList(0, count));
            uses.addAll(triggers.subList(0, count));
            return off;
        };
    }
}
