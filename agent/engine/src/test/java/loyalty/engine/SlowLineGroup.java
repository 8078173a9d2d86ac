package loyalty.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * The discount stage with one group, {@code g}, of scope line, by brute force and by the letter of
 * the rules: each unit takes the promotion of the group that gives it most, sets of units go first
 * and as wholes, and among all sets of promotions that may go together the best one counts.
 */
final class SlowLineGroup implements SlowChoice.Stage {
    /** One unit, in minor units. */
    static final class Unit {
        final String category;
        final long least;
        long now;

        Unit(String category, long price, long least) {
            this.category = category;
            this.now = price;
            this.least = Math.min(price, least);
        }

        long room() {
            return now - least;
        }
    }

    /** A promotion that acts on single units. */
    interface Single {
        /** What it would take off one unit alone, in hundredths of a minor unit. */
        long gain(Unit unit);

        /** What it takes off those that it has. */
        long[] off(List<Unit> units);
    }

    /** A promotion that uses up sets of units: of every {@code n} the cheapest is free. */
    record Promo(SlowChoice.Entrant entrant, String on, Single single, int n) {
        boolean isSet() {
            return n > 0;
        }

        boolean selects(Unit unit) {
            return on.isEmpty() || unit.category.equals(on);
        }
    }

    private final List<String> categories;
    private final List<long[]> lines;
    private final List<Promo> promos;
    private final String mode;

    /** Lines are {price, quantity, minPrice}; the mode of the group is best or first. */
    SlowLineGroup(List<long[]> lines, List<String> categories, List<Promo> promos, String mode) {
        this.lines = lines;
        this.categories = categories;
        this.mode = mode;
        this.promos =
                promos.stream()
                        .filter(this::runs)
                        .sorted(Comparator.comparing(Promo::entrant, SlowChoice.Entrant.ORDER))
                        .toList();
    }

    /** Without goods that it is about a promotion does not take part at all. */
    private boolean runs(Promo promo) {
        return units().stream().filter(promo::selects).count() >= Math.max(1, promo.n);
    }

    long bestWorth() {
        List<SlowChoice.Entrant> entrants = promos.stream().map(Promo::entrant).toList();
        return new SlowChoice(entrants, Map.of("g", "line"), this).best().worth();
    }

    @Override
    public long worth(List<Integer> places) {
        return new Play(places).worth();
    }

    /** A set of a best group may stay out; single units take whoever gives them most. */
    @Override
    public boolean hasEffect(int place, List<Integer> others) {
        if (isMember(place) && promos.get(place).isSet() && mode.equals("best")) {
            return false;
        }
        List<Integer> together = new ArrayList<>(others);
        together.add(place);
        together.removeIf(other -> turn(other) > turn(place));
        together.sort(null);
        Play play = new Play(together);
        play.worth();
        return play.took.contains(place);
    }

    /** The group acts at the place of its first member. */
    private int turn(int place) {
        int turn = place;
        for (int i = 0; isMember(place) && i < turn; i++) {
            turn = isMember(i) ? i : turn;
        }
        return turn;
    }

    private boolean isMember(int place) {
        return promos.get(place).entrant.group().equals("g");
    }

    private List<Unit> units() {
        List<Unit> units = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            for (int i = 0; i < lines.get(line)[1]; i++) {
                units.add(new Unit(categories.get(line), lines.get(line)[0], lines.get(line)[2]));
            }
        }
        return units;
    }

    /** Some promotions at work, once. */
    private final class Play {
        private final List<Integer> places;
        private final List<Unit> units = units();
        private final Set<Integer> took = new TreeSet<>();

        Play(List<Integer> places) {
            this.places = places;
        }

        /** -1 if one that acts for itself has no effect. */
        long worth() {
            boolean settled = false;
            boolean idle = false;
            long worth = 0;
            for (int place = 0; place < promos.size(); place++) {
                if (isMember(place)) {
                    worth += settled ? 0 : settle();
                    settled = true;
                } else if (places.contains(place)) {
                    long off = act(place);
                    idle |= off == 0;
                    worth += off;
                }
            }
            return idle ? -1 : worth;
        }

        private long act(int place) {
            Promo promo = promos.get(place);
            List<Unit> mine = units.stream().filter(promo::selects).toList();
            return promo.isSet() ? set(place, mine, new TreeSet<>()) : take(place, mine);
        }

        private long take(int place, List<Unit> mine) {
            long[] off = promos.get(place).single.off(mine);
            for (int i = 0; i < off.length; i++) {
                mine.get(i).now -= off[i];
            }
            return noted(place, Arrays.stream(off).sum());
        }

        private long noted(int place, long off) {
            if (off > 0) {
                took.add(place);
            }
            return off;
        }

        private long set(int place, List<Unit> mine, Set<Integer> gone) {
            int n = promos.get(place).n;
            List<Unit> free = new ArrayList<>(mine);
            free.removeIf(u -> gone.contains(units.indexOf(u)));
            free.sort(Comparator.comparingLong(u -> u.now));
            int sets = free.size() / n;
            long sum = free.subList(0, sets).stream().mapToLong(Unit::room).sum();
            if (sum > 0) {
                free.subList(0, sets * n).forEach(u -> gone.add(units.indexOf(u)));
                free.subList(0, sets).forEach(u -> u.now -= u.room());
            }
            return noted(place, sum);
        }

        private long settle() {
            List<Integer> members = places.stream().filter(SlowLineGroup.this::isMember).toList();
            Set<Integer> gone = new TreeSet<>();
            long worth = 0;
            for (int member : members) {
                Promo promo = promos.get(member);
                if (promo.isSet()) {
                    worth += set(member, units.stream().filter(promo::selects).toList(), gone);
                }
            }
            return worth + singles(new ArrayList<>(members), gone);
        }

        /** Whoever would round to nothing on what it won has no say after all. */
        private long singles(List<Integer> members, Set<Integer> gone) {
            List<List<Unit>> won = new ArrayList<>();
            members.forEach(member -> won.add(new ArrayList<>()));
            for (int i = 0; i < units.size(); i++) {
                int taker = gone.contains(i) ? -1 : taker(members, units.get(i));
                if (taker >= 0) {
                    won.get(taker).add(units.get(i));
                }
            }
            for (int i = 0; i < members.size(); i++) {
                Promo promo = promos.get(members.get(i));
                if (!won.get(i).isEmpty()
                        && Arrays.stream(promo.single.off(won.get(i))).sum() == 0) {
                    members.remove(i);
                    return singles(members, gone);
                }
            }
            long worth = 0;
            for (int i = 0; i < members.size(); i++) {
                worth += won.get(i).isEmpty() ? 0 : take(members.get(i), won.get(i));
            }
            return worth;
        }
    }

    private int taker(List<Integer> members, Unit unit) {
        int taker = -1;
        long most = 0;
        for (int i = 0; i < members.size(); i++) {
            Promo member = promos.get(members.get(i));
            if (!member.isSet() && member.selects(unit)) {
                long gain = Math.min(member.single.gain(unit), unit.room() * 100);
                if (gain > most && !(mode.equals("first") && taker >= 0)) {
                    most = gain;
                    taker = i;
                }
            }
        }
        return taker;
    }

    static Single percentOff(long percent) {
        return new Single() {
            @Override
            public long gain(Unit unit) {
                return percent * unit.now;
            }

            @Override
            public long[] off(List<Unit> units) {
                long[] weights = units.stream().mapToLong(u -> u.now).toArray();
                long total = SlowDiscounts.percent(percent, Arrays.stream(weights).sum());
                long[] off =
                        total == 0
                                ? new long[weights.length]
                                : SlowDiscounts.spread(total, weights);
                for (int i = 0; i < off.length; i++) {
                    off[i] = Math.min(off[i], units.get(i).room());
                }
                return off;
            }
        };
    }

    static Single amountEach(long amount) {
        return each(unit -> amount);
    }

    static Single fixedPrice(long price) {
        return each(unit -> Math.max(0, unit.now - price));
    }

    private static Single each(ToLongFunction<Unit> wanted) {
        return new Single() {
            @Override
            public long gain(Unit unit) {
                return wanted.applyAsLong(unit) * 100;
            }

            @Override
            public long[] off(List<Unit> units) {
                return units.stream()
                        .mapToLong(u -> Math.min(wanted.applyAsLong(u), u.room()))
                        .toArray();
            }
        };
    }
}
