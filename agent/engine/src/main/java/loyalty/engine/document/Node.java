package loyalty.engine.document;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A piece of a document: a mapping, a sequence, or one of four kinds of scalar. */
public sealed interface Node
        permits Node.Mapping, Node.Sequence, Node.Text, Node.Decimal, Node.Truth, Node.Nothing {
    Position at();

    /** What a person would call this kind of node: "a mapping", "a list", "text" … */
    String kind();

    /** The same without any position: two documents that say the same are then equal. */
    Node unplaced();

    /** True if it, or anything in it, has a position. */
    default boolean placed() {
        return !at().equals(Position.NONE);
    }

    /** Keys with values, in the order of the document. */
    record Mapping(Map<String, Node> entries, Position at) implements Node {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Override
        public String kind() {
            return "a mapping";
        }

        @Override
        public boolean placed() {
            return Node.super.placed() || entries.values().stream().anyMatch(Node::placed);
        }

        @Override
        public Node unplaced() {
            if (!placed()) {
                return this;
            }
            Map<String, Node> bare = new LinkedHashMap<>();
            entries.forEach((key, value) -> bare.put(key, value.unplaced()));
            return new Mapping(bare, Position.NONE);
        }
    }

    record Sequence(List<Node> items, Position at) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }

        @Override
        public boolean placed() {
            return Node.super.placed() || items.stream().anyMatch(Node::placed);
        }

        @Override
        public Node unplaced() {
            if (!placed()) {
                return this;
            }
            return new Sequence(items.stream().map(Node::unplaced).toList(), Position.NONE);
        }
    }

    record Text(String value, Position at) implements Node {
        @Override
        public String kind() {
            return "text";
        }

        @Override
        public Node unplaced() {
            return new Text(value, Position.NONE);
        }
    }

    /** A number as it was written, so that nothing is lost on the way through a binary fraction. */
    record Decimal(String literal, Position at) implements Node {
        @Override
        public String kind() {
            return "a number";
        }

        @Override
        public Node unplaced() {
            return new Decimal(literal, Position.NONE);
        }
    }

    record Truth(boolean value, Position at) implements Node {
        @Override
        public String kind() {
            return value ? "true" : "false";
        }

        @Override
        public Node unplaced() {
            return new Truth(value, Position.NONE);
        }
    }

    record Nothing(Position at) implements Node {
        @Override
        public String kind() {
            return "nothing";
        }

        @Override
        public Node unplaced() {
            return new Nothing(Position.NONE);
        }
    }
}
