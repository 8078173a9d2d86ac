package loyalty.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Arbitration by brute force, written from the rules without a look at the engine: every subset of
 * promotions is judged by the letter.
 */
final class SlowChoice {
    /** A promotion as arbitration sees it. */
    record Entrant(String id, int priority, String group, Set<String> excludes, boolean exclusive) {
        static final Comparator<Entrant> ORDER =
                Comparator.comparingInt((Entrant e) -> -e.priority).thenComparing(Entrant::id);
    }

    /**
     * Somebody that the promotion at {@code place} cannot go with, sometimes: one named before it,
     * or a group of which all are, so that exclusions never go round in a circle.
     */
    static Set<String> excludes(Random random, int place, List<String> groups) {
        String other =
                random.nextInt(3) == 0
                        ? groups.get(random.nextInt(groups.size()))
                        : "p" + random.nextInt(place + 1);
        boolean earlier =
                other.startsWith("p")
                        ? !other.equals("p" + place)
                        : !other.isEmpty() && groups.lastIndexOf(other) < place;
        boolean own = other.equals(groups.get(place));
        return earlier && !own && random.nextInt(3) == 0 ? Set.of(other) : Set.of();
    }

    /** The stage that the promotions work on; places count in {@link Entrant#ORDER}. */
    interface Stage {
        /** What these are worth together; -1 if one of them has no effect. */
        long worth(List<Integer> places);

        /** Whether one more has an effect beside these. */
        boolean hasEffect(int place, List<Integer> others);
    }

    /** A set and what it is worth. */
    record Best(long worth, List<String> applied) {}

    private final List<Entrant> entrants;
    private final Map<String, String> modes;
    private final Stage stage;

    /** {@code entrants} in their order; {@code modes} are best, first or stack by group. */
    SlowChoice(List<Entrant> entrants, Map<String, String> modes, Stage stage) {
        this.entrants = entrants;
        this.modes = modes;
        this.stage = stage;
    }

    Best best() {
        return best(-1).orElseThrow();
    }

    /** The best allowed set that contains this one. */
    Optional<Best> bestWith(String id) {
        for (int i = 0; i < entrants.size(); i++) {
            if (entrants.get(i).id.equals(id)) {
                return best(i);
            }
        }
        return Optional.empty();
    }

    private Optional<Best> best(int forced) {
        Optional<Best> best = Optional.empty();
        List<Integer> bestPlaces = List.of();
        for (int set = 0; set < 1 << entrants.size(); set++) {
            List<Integer> places = places(set);
            if ((forced >= 0 && !places.contains(forced)) || !areTogether(places)) {
                continue;
            }
            long worth = stage.worth(places);
            if (worth < 0 || !isComplete(places)) {
                continue;
            }
            if (best.isEmpty()
                    || worth > best.get().worth
                    || (worth == best.get().worth && comesFirst(places, bestPlaces))) {
                best =
                        Optional.of(
                                new Best(
                                        worth,
                                        places.stream().map(i -> entrants.get(i).id).toList()));
                bestPlaces = places;
            }
        }
        return best;
    }

    private List<Integer> places(int set) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < entrants.size(); i++) {
            if ((set >> i & 1) == 1) {
                places.add(i);
            }
        }
        return places;
    }

    /** Compared place by place: the first difference decides for the higher priority, lower id. */
    private static boolean comesFirst(List<Integer> a, List<Integer> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            if (!a.get(i).equals(b.get(i))) {
                return a.get(i) < b.get(i);
            }
        }
        return a.size() > b.size();
    }

    private boolean areTogether(List<Integer> places) {
        for (int a : places) {
            for (int b : places) {
                if (a < b && (clash(a, b) || rivals(a, b))) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean clash(int a, int b) {
        Entrant p = entrants.get(a);
        Entrant q = entrants.get(b);
        return p.exclusive || q.exclusive || names(p, q) || names(q, p);
    }

    private static boolean names(Entrant p, Entrant q) {
        return p.excludes.contains(q.id) || (!q.group.isEmpty() && p.excludes.contains(q.group));
    }

    private boolean rivals(int a, int b) {
        Entrant p = entrants.get(a);
        Entrant q = entrants.get(b);
        return !p.group.isEmpty()
                && p.group.equals(q.group)
                && (mode(p).equals("best") || mode(p).equals("first"));
    }

    private String mode(Entrant p) {
        return modes.getOrDefault(p.group, "stack");
    }

    /** Whoever is missing without having to be, and not by a best group's choice, is missed. */
    private boolean isComplete(List<Integer> places) {
        for (int missing = 0; missing < entrants.size(); missing++) {
            if (!places.contains(missing) && !mode(entrants.get(missing)).equals("best")) {
                int out = missing;
                boolean keptOut =
                        places.stream()
                                .anyMatch(in -> clash(in, out) || (rivals(in, out) && in < out));
                if (!keptOut && stage.hasEffect(out, places)) {
                    return false;
                }
            }
        }
        return true;
    }
}
