package loyalty.engine.document;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads one mapping and notes whatever is wrong with it, so that an author sees all mistakes at
 * once. A field that is missing or wrong gives a problem and a stand-in value; whoever reads a
 * document must look at {@link #problems} before using what came out. Call {@link #end} last: it
 * reports keys that nobody asked for. Not thread-safe.
 */
public final class Fields {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,30}(\\.\\d{1,30})?");
    private static final int MAX_DISTANCE = 3;

    private final Node node;
    private final Map<String, Node> entries;
    private final String path;
    private final List<Problem> problems;
    private final Set<String> known = new LinkedHashSet<>();

    private Fields(Node node, String path, List<Problem> problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
        if (node instanceof Node.Mapping mapping) {
            this.entries = mapping.entries();
        } else {
            this.entries = Map.of();
            problems.add(
                    Problem.of(
                            node, path, "expected a mapping, found " + node.kind(), "write keys"));
        }
    }

    /** Starts at the root of a document; problems are added to {@code problems}. */
    public static Fields of(Node root, List<Problem> problems) {
        return new Fields(root, "", problems);
    }

    public static Fields of(Node node, String path, List<Problem> problems) {
        return new Fields(node, path, problems);
    }

    public Node node() {
        return node;
    }

    public String path() {
        return path;
    }

    public List<Problem> problems() {
        return problems;
    }

    public boolean has(String key) {
        return any(key).isPresent();
    }

    /** The path of a key of this mapping, for a problem's text. */
    public String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Any value, unread. */
    public Optional<Node> any(String key) {
        known.add(key);
        return Optional.ofNullable(entries.get(key))
                .filter(value -> !(value instanceof Node.Nothing));
    }

    /** Any value, unread; missing is a problem. */
    public Optional<Node> requiredAny(String key) {
        Optional<Node> value = any(key);
        if (value.isEmpty()) {
            problems.add(Problem.of(node, pathOf(key), "missing", "add " + key));
        }
        return value;
    }

    /** Text; a number or truth is taken as written, because YAML authors rarely quote. */
    public Optional<String> text(String key) {
        return any(key).flatMap(value -> asText(value, pathOf(key)));
    }

    /** Text that must be there and not blank; a problem and an empty text if it is not. */
    public String requiredText(String key) {
        Optional<String> value = requiredAny(key).flatMap(n -> asText(n, pathOf(key)));
        if (value.isPresent() && value.get().isBlank()) {
            problem(key, "must not be empty", "");
        }
        return value.orElse("");
    }

    public boolean truth(String key, boolean otherwise) {
        Optional<Node> value = any(key);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (value.get() instanceof Node.Truth truth) {
            return truth.value();
        }
        if (value.get() instanceof Node.Text text) {
            String word = text.value();
            if (word.equals("yes") || word.equals("no")) {
                return word.equals("yes");
            }
        }
        problem(key, "expected true or false, found " + value.get().kind(), "write true or false");
        return otherwise;
    }

    /** An exact decimal, written as a string or as a number. */
    public Optional<BigDecimal> decimal(String key) {
        return any(key).flatMap(value -> asDecimal(value, key));
    }

    /** A whole number between two bounds, both included. */
    public long whole(String key, long otherwise, long least, long most) {
        Optional<BigDecimal> value = decimal(key);
        if (value.isEmpty()) {
            return otherwise;
        }
        BigDecimal number = value.get();
        if (number.stripTrailingZeros().scale() > 0
                || number.compareTo(BigDecimal.valueOf(least)) < 0
                || number.compareTo(BigDecimal.valueOf(most)) > 0) {
            problem(
                    key,
                    "must be a whole number from " + least + " to " + most + ", is " + number,
                    "");
            return otherwise;
        }
        return number.longValueExact();
    }

    /** One word out of a fixed list. */
    public <E extends Enum<E>> E choice(String key, E otherwise, Map<String, E> words) {
        Optional<String> word = text(key);
        if (word.isEmpty()) {
            return otherwise;
        }
        E value = words.get(word.get());
        if (value == null) {
            String close =
                    closest(word.get(), words.keySet())
                            .map(w -> "; did you mean " + w + "?")
                            .orElse("");
            problem(
                    key,
                    "unknown value \"" + word.get() + "\"" + close,
                    "one of " + String.join(", ", words.keySet()));
            return otherwise;
        }
        return value;
    }

    /** A mapping below this one. */
    public Optional<Fields> mapping(String key) {
        return any(key).map(value -> new Fields(value, pathOf(key), problems));
    }

    /** A mapping below this one that must be there; if it is not, an empty one stands in. */
    public Fields requiredMapping(String key) {
        Node value = requiredAny(key).orElse(new Node.Mapping(Map.of(), node.at()));
        return new Fields(value, pathOf(key), problems);
    }

    /** A list; no list is an empty list. */
    public List<Node> sequence(String key) {
        Optional<Node> value = any(key);
        if (value.isEmpty()) {
            return List.of();
        }
        if (value.get() instanceof Node.Sequence sequence) {
            return sequence.items();
        }
        problem(key, "expected a list, found " + value.get().kind(), "write [a, b] or - a");
        return List.of();
    }

    /** A list of texts; no list is an empty list. */
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        List<Node> items = sequence(key);
        for (int i = 0; i < items.size(); i++) {
            asText(items.get(i), pathOf(key) + "[" + i + "]").ifPresent(texts::add);
        }
        return List.copyOf(texts);
    }

    /** A list of mappings, each read by {@code read}. */
    public <T> List<T> each(String key, Function<Fields, T> read) {
        List<T> values = new ArrayList<>();
        List<Node> items = sequence(key);
        for (int i = 0; i < items.size(); i++) {
            values.add(read.apply(new Fields(items.get(i), pathOf(key) + "[" + i + "]", problems)));
        }
        return List.copyOf(values);
    }

    /** The keys of this mapping, when they are names chosen by the author. All count as known. */
    public Set<String> keys() {
        known.addAll(entries.keySet());
        return entries.keySet();
    }

    /** Notes a problem with one key of this mapping. */
    public void problem(String key, String message, String hint) {
        Node culprit = entries.getOrDefault(key, node);
        problems.add(Problem.of(culprit, pathOf(key), message, hint));
    }

    /** Notes a problem with the mapping as a whole. */
    public void problem(String message, String hint) {
        problems.add(Problem.of(node, path, message, hint));
    }

    /** Reports every key that nobody asked for, with the nearest name that somebody did. */
    public void end() {
        for (Map.Entry<String, Node> entry : entries.entrySet()) {
            if (!known.contains(entry.getKey())) {
                String hint =
                        closest(entry.getKey(), known)
                                .map(name -> "did you mean " + name + "?")
                                .orElse("known here: " + String.join(", ", known));
                problems.add(
                        Problem.of(entry.getValue(), pathOf(entry.getKey()), "unknown key", hint));
            }
        }
    }

    /** Throws if anything was noted so far. */
    public void throwIfInvalid() throws InvalidDocumentException {
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems);
        }
    }

    private Optional<String> asText(Node value, String where) {
        if (value instanceof Node.Text text) {
            return Optional.of(text.value());
        }
        if (value instanceof Node.Decimal number) {
            return Optional.of(number.literal());
        }
        if (value instanceof Node.Truth truth) {
            return Optional.of(Boolean.toString(truth.value()));
        }
        problems.add(Problem.of(value, where, "expected text, found " + value.kind(), ""));
        return Optional.empty();
    }

    private Optional<BigDecimal> asDecimal(Node value, String key) {
        String literal = "";
        if (value instanceof Node.Decimal number) {
            literal = number.literal();
        } else if (value instanceof Node.Text text) {
            literal = text.value().strip();
        }
        if (!DECIMAL.matcher(literal).matches()) {
            String found = literal.isEmpty() ? value.kind() : "\"" + shortened(literal) + "\"";
            problem(key, "expected a decimal number, found " + found, "write it as \"12.50\"");
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(literal));
    }

    private static String shortened(String literal) {
        return literal.length() <= 40 ? literal : literal.substring(0, 40) + "…";
    }

    private static Optional<String> closest(String word, Set<String> names) {
        String best = "";
        int bestDistance = MAX_DISTANCE + 1;
        for (String name : names) {
            int distance = distance(word, name);
            if (distance < bestDistance && distance < name.length()) {
                best = name;
                bestDistance = distance;
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best);
    }

    /** Levenshtein's distance, over two rows. */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], above[j]) + 1, above[j - 1] + change);
            }
            above = row;
        }
        return above[b.length()];
    }
}
