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

    private final List<String> sentences = new ArrayList<>();

    private PackDifferences() {}

    /** The sentences, in the order of the new pack; none if both say the same. */
    public static List<String> of(Node before, Node after) {
        PackDifferences differences = new PackDifferences();
        differences.compare("", before, after);
        return List.copyOf(differences.sentences);
    }

    private void compare(String place, Node before, Node after) {
        if (before instanceof Node.Mapping old && after instanceof Node.Mapping fresh) {
            entries(place, old.entries(), fresh.entries());
        } else if (before instanceof Node.Sequence old && after instanceof Node.Sequence fresh) {
            lists(place, old.items(), fresh.items());
        } else if (!text(before).equals(text(after))) {
            say(place, "was " + text(before) + ", is now " + text(after));
        }
    }

    private void entries(String place, Map<String, Node> before, Map<String, Node> after) {
        Set<String> keys = new LinkedHashSet<>(after.keySet());
        keys.addAll(before.keySet());
        for (String key : keys) {
            String below = place.isEmpty() ? key : place + "." + key;
            both(below, Optional.ofNullable(before.get(key)), Optional.ofNullable(after.get(key)));
        }
    }

    private void both(String place, Optional<Node> before, Optional<Node> after) {
        if (before.isPresent() && after.isPresent()) {
            compare(place, before.get(), after.get());
        } else if (after.isPresent()) {
            say(place, "is new: " + text(after.get()));
        } else {
            before.ifPresent(node -> say(place, "is gone; it was " + text(node)));
        }
    }

    private void lists(String place, List<Node> before, List<Node> after) {
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

    /** {@code promotions.coffee-cake.reward} is read as "coffee-cake: reward". */
    private void say(String place, String what) {
        String list = "promotions.";
        if (!place.startsWith(list)) {
            sentences.add(place + " " + what);
            return;
        }
        String inside = place.substring(list.length());
        int end = inside.indexOf('.');
        sentences.add(
                end < 0
                        ? "promotion " + inside + " " + what
                        : inside.substring(0, end) + ": " + inside.substring(end + 1) + " " + what);
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
