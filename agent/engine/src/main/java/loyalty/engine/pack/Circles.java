package loyalty.engine.pack;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import loyalty.engine.promotion.Promotion;

/**
 * Looks for a circle in {@code excludes}: a excludes b, b excludes a. Exclusion works both ways, so
 * each pair needs to be named once, and a circle is somebody's mistake. A group leads to its
 * members.
 */
final class Circles {
    private final Map<String, Set<String>> next = new HashMap<>();
    private final Set<String> cleared = new HashSet<>();
    private final Deque<Step> way = new ArrayDeque<>();
    private final Set<String> onTheWay = new HashSet<>();

    /** A name on the way, and where it may lead yet. */
    private record Step(String name, Iterator<String> onward) {}

    private Circles(List<Promotion> promotions) {
        for (Promotion promotion : promotions) {
            next.computeIfAbsent(promotion.id(), id -> new TreeSet<>())
                    .addAll(promotion.excludes());
            if (!promotion.group().isEmpty()) {
                next.computeIfAbsent(promotion.group(), group -> new TreeSet<>())
                        .add(promotion.id());
            }
        }
    }

    /** The first circle, its first name repeated at the end; none if there is none. */
    static Optional<List<String>> first(List<Promotion> promotions) {
        Circles circles = new Circles(promotions);
        return promotions.stream()
                .filter(promotion -> !promotion.excludes().isEmpty())
                .map(promotion -> circles.from(promotion.id()))
                .filter(circle -> !circle.isEmpty())
                .findFirst();
    }

    private List<String> from(String start) {
        enter(start);
        while (!way.isEmpty()) {
            Step here = way.element();
            if (!here.onward.hasNext()) {
                onTheWay.remove(way.pop().name);
                cleared.add(here.name);
                continue;
            }
            String there = here.onward.next();
            if (onTheWay.contains(there)) {
                return circle(there);
            }
            enter(there);
        }
        return List.of();
    }

    private void enter(String name) {
        if (!cleared.contains(name)) {
            way.push(new Step(name, next.getOrDefault(name, Set.of()).iterator()));
            onTheWay.add(name);
        }
    }

    private List<String> circle(String name) {
        List<String> names = new ArrayList<>(List.of(name));
        for (Step step : way) {
            names.add(0, step.name);
            if (step.name.equals(name)) {
                break;
            }
        }
        return names;
    }
}
