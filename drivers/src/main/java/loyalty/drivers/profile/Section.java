package loyalty.drivers.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** One mapping of a profile: hands out its values and tells everything that is wrong with them. */
final class Section {
    private final String file;
    private final String path;
    private final int line;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final Consumer<ProfileProblem> problems;

    Section(String file, String path, MappingNode node, Consumer<ProfileProblem> problems) {
        this.file = file;
        this.path = path;
        this.line = lineOf(node);
        this.problems = problems;
        for (NodeTuple tuple : node.getValue()) {
            add(tuple);
        }
    }

    private void add(NodeTuple tuple) {
        String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
        lines.put(key, lineOf(tuple.getKeyNode()));
        if (values.put(key, tuple.getValueNode()) != null) {
            complain(key, "is there twice", "keep one of them");
        }
    }

    static int lineOf(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** All keys, in the file's order. */
    List<String> keys() {
        return List.copyOf(values.keySet());
    }

    String text(String key, String otherwise) {
        asked.add(key);
        Node node = values.get(key);
        if (node == null) {
            complain(key, "is missing", "write it");
            return otherwise;
        }
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue();
        }
        complain(key, "must be a word", "write one value after the colon");
        return otherwise;
    }

    int number(String key, int min, int max) {
        String text = text(key, Integer.toString(min));
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) return number;
        } catch (NumberFormatException e) {
            complain(key, "\"" + text + "\" is not a whole number", "write " + min + " to " + max);
            return min;
        }
        complain(key, text + " is out of range", "write " + min + " to " + max);
        return min;
    }

    int number(String key, int min, int max, int otherwise) {
        asked.add(key);
        return has(key) ? number(key, min, max) : otherwise;
    }

    boolean truth(String key) {
        String text = text(key, "false");
        if (!text.equals("true") && !text.equals("false")) {
            complain(key, "\"" + text + "\" is neither true nor false", "write true or false");
        }
        return !text.equals("false");
    }

    <E extends Enum<E>> E word(String key, Class<E> type) {
        E first = type.getEnumConstants()[0];
        return constant(key, text(key, wordOf(first)), type);
    }

    <E extends Enum<E>> E word(String key, Class<E> type, E otherwise) {
        asked.add(key);
        return has(key) ? word(key, type) : otherwise;
    }

    private <E extends Enum<E>> E constant(String key, String text, Class<E> type) {
        List<E> all = Arrays.asList(type.getEnumConstants());
        for (E constant : all) {
            if (wordOf(constant).equals(text)) return constant;
        }
        complain(
                key,
                "\"" + text + "\" is unknown",
                closest(text, all.stream().map(Section::wordOf).toList()));
        return all.get(0);
    }

    static String wordOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    List<String> texts(String key) {
        asked.add(key);
        Node node = values.get(key);
        List<String> texts = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                if (item instanceof ScalarNode scalar) texts.add(scalar.getValue());
                else complain(key, "has an entry that is not a word", "write a list of words");
            }
        } else if (node != null) {
            complain(key, "must be a list", "write [a, b] or one \"- a\" per line");
        }
        return texts;
    }

    <E extends Enum<E>> List<E> words(String key, Class<E> type) {
        return texts(key).stream().map(text -> constant(key, text, type)).toList();
    }

    /** A mapping inside this one; an empty one, complained about, if there is none. */
    Section section(String key) {
        asked.add(key);
        String inner = path.isEmpty() ? key : path + "." + key;
        if (values.get(key) instanceof MappingNode mapping) {
            return new Section(file, inner, mapping, problems);
        }
        complain(
                key,
                has(key) ? "must be a mapping" : "is missing",
                "write \"" + key + ":\" and its keys");
        MappingNode empty = new MappingNode(Tag.MAP, List.of(), FlowStyle.BLOCK);
        return new Section(file, inner, empty, problem -> {});
    }

    /** Complains about keys that nobody asked for. */
    void end() {
        for (String key : values.keySet()) {
            if (!asked.contains(key)) complain(key, "is unknown", closest(key, asked));
        }
    }

    void complain(String key, String message, String hint) {
        String where = path.isEmpty() ? key : path + "." + key;
        problems.accept(
                new ProfileProblem(file, lines.getOrDefault(key, line), where, message, hint));
    }

    private static String closest(String wrong, List<String> known) {
        return known.stream()
                .filter(word -> distance(wrong, word) <= Math.max(1, word.length() / 3))
                .min((a, b) -> distance(wrong, a) - distance(wrong, b))
                .map(word -> "did you mean \"" + word + "\"?")
                .orElse("known are " + String.join(", ", known));
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) row[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = corner + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                corner = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
