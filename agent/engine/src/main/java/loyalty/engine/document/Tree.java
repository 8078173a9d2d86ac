package loyalty.engine.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes a mapping, key by key: {@code Tree.mapping().put("id", "1").put("lots", lots,
 * Lot::toNode)}. Not thread-safe; a key that is put twice is our bug.
 */
public final class Tree {
    private final Map<String, Node> entries = new LinkedHashMap<>();

    private Tree() {}

    public static Tree mapping() {
        return new Tree();
    }

    public static Node text(String value) {
        return new Node.Text(value, Position.NONE);
    }

    public static Node number(long value) {
        return new Node.Decimal(Long.toString(value), Position.NONE);
    }

    public static Node truth(boolean value) {
        return new Node.Truth(value, Position.NONE);
    }

    public static Node sequence(List<? extends Node> items) {
        return new Node.Sequence(List.copyOf(items), Position.NONE);
    }

    public static <T> Node sequence(Iterable<T> items, Function<? super T, ? extends Node> write) {
        List<Node> nodes = new ArrayList<>();
        items.forEach(item -> nodes.add(write.apply(item)));
        return new Node.Sequence(nodes, Position.NONE);
    }

    public Tree put(String key, Node value) {
        if (entries.put(key, value) != null) {
            throw new IllegalArgumentException("key twice: " + key);
        }
        return this;
    }

    public Tree put(String key, String value) {
        return put(key, text(value));
    }

    public Tree put(String key, long value) {
        return put(key, number(value));
    }

    public Tree put(String key, boolean value) {
        return put(key, truth(value));
    }

    public <T> Tree put(String key, Iterable<T> items, Function<? super T, ? extends Node> write) {
        return put(key, sequence(items, write));
    }

    /** Writes the key only if there is a value. */
    public Tree putText(String key, Optional<String> value) {
        value.ifPresent(text -> put(key, text));
        return this;
    }

    public Node.Mapping node() {
        return new Node.Mapping(entries, Position.NONE);
    }
}
