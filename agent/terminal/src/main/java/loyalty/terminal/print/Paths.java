package loyalty.terminal.print;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.document.Node;

/** Looks into documents of sales, where a name that is not there is simply not there. */
final class Paths {
    private Paths() {}

    static Optional<Node> at(Node node, String... path) {
        Node found = node;
        for (String key : path) {
            if (!(found instanceof Node.Mapping mapping) || !mapping.entries().containsKey(key)) {
                return Optional.empty();
            }
            found = mapping.entries().get(key);
        }
        return found instanceof Node.Nothing ? Optional.empty() : Optional.of(found);
    }

    /** Text or a number, as written. */
    static Optional<String> text(Node node, String... path) {
        Optional<Node> found = at(node, path);
        if (found.isPresent() && found.get() instanceof Node.Text text) {
            return Optional.of(text.value());
        }
        if (found.isPresent() && found.get() instanceof Node.Decimal number) {
            return Optional.of(number.literal());
        }
        return Optional.empty();
    }

    static List<Node> list(Node node, String... path) {
        Optional<Node> found = at(node, path);
        return found.isPresent() && found.get() instanceof Node.Sequence sequence
                ? sequence.items()
                : List.of();
    }

    /** Adds a value unless it is nothing or zero, which a template takes for false. */
    static void put(Map<String, Object> map, String name, Optional<String> value) {
        value.filter(text -> !text.isEmpty() && !text.matches("-?0+([.]0+)?"))
                .ifPresent(text -> map.put(name, text));
    }
}
