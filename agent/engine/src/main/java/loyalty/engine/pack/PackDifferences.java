package loyalty.engine.pack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import loyalty.engine.document.Node;

/**
 * What one pack says otherwise than another, in sentences for whoever wrote it. Promotions, levels
 * and other named things are compared by their names, so that moving one is no difference.
 */
public final class PackDifferences {
    private static final List<String> NAMES = List.of("id", "name", "from");
    private static final String PROMOTIONS = "promotions";

    private final List<String> sentences = new ArrayList<>();

    private PackDifferences() {}

    /** The sentences, in the order of the new pack; none if both say the same. */
    public static List<String> of(Node before, Node after) {
        PackDifferences differences = new PackDifferences();
        differences.compare(List.of(), before, after);
        return List.copyOf(differences.sentences);
    }

    private void compare(List<String> place, Node before, Node after) {
        if (before instanceof Node.Mapping old && after instanceof Node.Mapping fresh) {
            entries(place, old.entries(), fresh.entries());
        } else if (before instanceof Node.Sequence old && after instanceof Node.Sequence fresh) {
            lists(place, old.items(), fresh.items());
        } else if (!text(before).equals(text(after))) {
            say(place, "was " + text(before) + ", is now " + text(after));
        }
    }

    private void entries(List<String> place, Map<String, Node> before, Map<String, Node> after) {
        Set<String> keys = new LinkedHashSet<>(after.keySet());
        keys.addAll(before.keySet());
        for (String key : keys) {
            List<String> below = new ArrayList<>(place);
            below.add(key);
            both(below, Optional.ofNullable(before.get(key)), Optional.ofNullable(after.get(key)));
        }
    }

    private void both(List<String> place, Optional<Node> before, Optional<Node> after) {
        if (before.isPresent() && after.isPresent()) {
            compare(place, before.get(), after.get());
        } else if (after.isPresent()) {
            say(place, "is new: " + text(after.get()));
        } else {
            before.ifPresent(node -> say(place, "is gone; it was " + text(node)));
        }
    }

    private void lists(List<String> place, List<Node> before, List<Node> after) {
        if (areNamed(before) && areNamed(after)) {
            entries(place, byName(before), byName(after));
            return;
        }
        String more = notIn(before, after);
        String less = notIn(after, before);
        if (!more.isEmpty()) {
            say(place, "also " + more);
        }
        if (!less.isEmpty()) {
            say(place, "no longer " + less);
        }
    }

    private static String notIn(List<Node> those, List<Node> these) {
        Set<String> known = those.stream().map(PackDifferences::text).collect(Collectors.toSet());
        return these.stream()
                .map(PackDifferences::text)
                .filter(item -> !known.contains(item))
                .collect(Collectors.joining(", "));
    }

    private static boolean areNamed(List<Node> items) {
        return items.stream().allMatch(item -> name(item).isPresent());
    }

    private static Map<String, Node> byName(List<Node> items) {
        Map<String, Node> named = new LinkedHashMap<>();
        items.forEach(item -> named.put(name(item).orElseThrow(), item));
        return named;
    }

    private static Optional<String> name(Node item) {
        if (item instanceof Node.Mapping mapping) {
            for (String key : NAMES) {
                Node name = mapping.entries().get(key);
                if (name != null) {
                    return Optional.of(text(name));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * What is inside the promotion {@code coffee-cake} is read as "coffee-cake: reward". Steps stay
     * apart until here, because names may have dots.
     */
    private void say(List<String> place, String what) {
        if (place.size() == 2 && place.get(0).equals(PROMOTIONS)) {
            sentences.add("promotion " + place.get(1) + " " + what);
        } else if (place.size() > 2 && place.get(0).equals(PROMOTIONS)) {
            sentences.add(
                    place.get(1) + ": " + dotted(place.subList(2, place.size())) + " " + what);
        } else {
            sentences.add(dotted(place) + " " + what);
        }
    }

    private static String dotted(List<String> steps) {
        return String.join(".", steps);
    }

    /** As an author would write it in one line. */
    private static String text(Node node) {
        if (node instanceof Node.Mapping mapping) {
            return mapping.entries().entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + text(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (node instanceof Node.Sequence sequence) {
            return sequence.items().stream()
                    .map(PackDifferences::text)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return Canonical.scalar(node);
    }
}
