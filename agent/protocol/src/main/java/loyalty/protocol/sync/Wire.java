package loyalty.protocol.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Position;
import loyalty.engine.document.Problem;
import loyalty.engine.document.Tree;

/** How identifiers, times, words and numbers are read on the wire. */
final class Wire {
    private static final UUID NO_ID = new UUID(0, 0);
    private static final Node.Mapping EMPTY = new Node.Mapping(Map.of(), Position.NONE);

    private Wire() {}

    /**
     * Reads a whole document; a value that its own constructor refuses is a problem like others.
     */
    static <T> T document(Node node, Function<Fields, T> read) throws InvalidDocumentException {
        List<Problem> problems = new ArrayList<>();
        Fields fields = Fields.of(node, problems);
        try {
            T value = read.apply(fields);
            fields.throwIfInvalid();
            return value;
        } catch (IllegalArgumentException | ArithmeticException e) {
            fields.problem(String.valueOf(e.getMessage()), "");
            throw new InvalidDocumentException(problems);
        }
    }

    /** Left out where there are none, as in most sales. */
    static Tree codes(Tree tree, String key, List<String> codes) {
        return codes.isEmpty() ? tree : tree.put(key, codes, Tree::text);
    }

    static UUID id(Fields fields, String key) {
        return parsedId(fields, key, fields.requiredText(key));
    }

    static Optional<UUID> optionalId(Fields fields, String key) {
        return fields.text(key).map(text -> parsedId(fields, key, text));
    }

    static Instant time(Fields fields, String key) {
        return parsedTime(fields, key, fields.requiredText(key));
    }

    static Optional<Instant> optionalTime(Fields fields, String key) {
        return fields.text(key).map(text -> parsedTime(fields, key, text));
    }

    static Duration duration(Fields fields, String key) {
        String text = fields.requiredText(key);
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            fields.problem(key, "not a duration: \"" + text + "\"", "write PT72H");
            return Duration.ZERO;
        }
    }

    /** A count that is never negative; missing is a problem. */
    static long count(Fields fields, String key) {
        fields.requiredAny(key);
        return count(fields, key, 0);
    }

    static long count(Fields fields, String key, long otherwise) {
        return fields.whole(key, otherwise, 0, Long.MAX_VALUE);
    }

    static Node.Mapping mapping(Fields fields, String key) {
        return mappingOr(fields, key, fields.requiredAny(key));
    }

    static Optional<Node.Mapping> optionalMapping(Fields fields, String key) {
        return fields.any(key).map(value -> mappingOr(fields, key, Optional.of(value)));
    }

    /** A mapping as it is; what is none is a problem already. */
    static Node.Mapping whole(Fields fields) {
        return fields.node() instanceof Node.Mapping mapping ? mapping : EMPTY;
    }

    static <E extends Enum<E>> E word(
            Fields fields, String key, E otherwise, Map<String, E> words) {
        fields.requiredAny(key);
        return fields.choice(key, otherwise, words);
    }

    static <E extends Enum<E>> Map<String, E> words(E[] values, Function<E, String> word) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E value : values) {
            words.put(word.apply(value), value);
        }
        return words;
    }

    static long notNegative(long value, String name) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must not be negative, is " + value);
        }
        return value;
    }

    static String notBlank(String value, String name) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " must not be empty");
        }
        return value;
    }

    private static Node.Mapping mappingOr(Fields fields, String key, Optional<Node> value) {
        if (value.isPresent() && value.get() instanceof Node.Mapping mapping) {
            return mapping;
        }
        value.ifPresent(found -> fields.problem(key, "must be a mapping", "write {…}"));
        return EMPTY;
    }

    private static UUID parsedId(Fields fields, String key, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            fields.problem(key, "not a UUID: \"" + text + "\"", "");
            return NO_ID;
        }
    }

    private static Instant parsedTime(Fields fields, String key, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            fields.problem(key, "not a time: \"" + text + "\"", "write 2026-11-25T12:30:00+03:00");
            return Instant.EPOCH;
        }
    }
}
