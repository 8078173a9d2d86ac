package loyalty.protocol.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.document.Node;
import loyalty.protocol.text.JsonText;

/**
 * Whether a document says at least what is expected: keys that are not named may be anything, an
 * entry of an expected list must be found somewhere, and an empty list must be empty.
 */
final class Likeness {
    private final List<String> differences = new ArrayList<>();

    /** What is missing or different, with its path; nothing if all is as expected. */
    static List<String> differences(Node expected, Node actual) {
        Likeness likeness = new Likeness();
        likeness.compare("", expected, actual);
        return likeness.differences;
    }

    private void compare(String path, Node expected, Node actual) {
        if (expected instanceof Node.Mapping wanted && actual instanceof Node.Mapping found) {
            wanted.entries().forEach((key, value) -> compareKey(path, key, value, found));
        } else if (expected instanceof Node.Sequence wanted
                && actual instanceof Node.Sequence found) {
            compareLists(path, wanted, found);
        } else if (!text(expected).equals(text(actual))) {
            differences.add(path + ": expected " + text(expected) + ", was " + text(actual));
        }
    }

    private void compareKey(String path, String key, Node value, Node.Mapping found) {
        Optional<Node> actual = Optional.ofNullable(found.entries().get(key));
        if (actual.isEmpty()) {
            differences.add(path + "." + key + ": missing, there is " + found.entries().keySet());
        } else {
            compare(path + "." + key, value, actual.get());
        }
    }

    private void compareLists(String path, Node.Sequence wanted, Node.Sequence found) {
        if (wanted.items().isEmpty() && !found.items().isEmpty()) {
            differences.add(path + ": expected nothing, was " + JsonText.write(found));
        }
        for (int i = 0; i < wanted.items().size(); i++) {
            compareItem(path + "[" + i + "]", wanted.items().get(i), found);
        }
    }

    private void compareItem(String path, Node wanted, Node.Sequence found) {
        List<String> nearest = List.of("nothing at all");
        for (Node item : found.items()) {
            List<String> missed = differences(wanted, item);
            if (missed.isEmpty()) {
                return;
            }
            boolean sameName = name(wanted).equals(name(item));
            nearest = sameName || nearest.size() > missed.size() ? missed : nearest;
        }
        differences.add(path + ": not found, nearest is " + nearest);
    }

    private static Optional<Node> name(Node node) {
        if (node instanceof Node.Mapping mapping) {
            Map<String, Node> entries =
                    mapping.unplaced() instanceof Node.Mapping m ? m.entries() : Map.of();
            return List.of("id", "promotion", "lot", "source").stream()
                    .filter(entries::containsKey)
                    .map(entries::get)
                    .findFirst();
        }
        return Optional.empty();
    }

    private static String text(Node node) {
        if (node instanceof Node.Text text) {
            return text.value();
        }
        String json = JsonText.write(node);
        return json.strip();
    }
}
