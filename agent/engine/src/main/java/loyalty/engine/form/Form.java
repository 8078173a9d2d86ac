package loyalty.engine.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.engine.document.Position;
import loyalty.engine.document.Tree;

/**
 * One mapping of a pack. Each call names a key, says in a sentence what it means, and gives its
 * value; the same call writes the key into the JSON Schema when the form is only described. A
 * reader therefore asks for all its keys whatever it finds. What is wrong becomes a problem with a
 * hint, and a stand-in is given. Not thread-safe.
 */
public final class Form extends Scalars {
    private Form(Fields fields, Units units, Optional<Description> description) {
        super(fields, units, description);
    }

    public static Form reading(Fields fields, Units units) {
        return new Form(fields, units, Optional.empty());
    }

    /** The JSON Schema of what {@code read} asks for, its named parts under {@code $defs}. */
    public static Tree describe(Function<Form, ?> read) {
        Map<String, Node> definitions = new LinkedHashMap<>();
        Description root = new Description(definitions);
        record(read, root);
        Tree named = Tree.mapping();
        definitions.forEach(named::put);
        return root.schema().put("$defs", named.node());
    }

    private static Form blank(Optional<Description> description) {
        Node nothing = new Node.Mapping(Map.of(), Position.NONE);
        return new Form(Fields.of(nothing, new ArrayList<>()), Units.PROVISIONAL, description);
    }

    /** What {@code read} makes of a mapping without any key. */
    public static <T> T empty(Function<Form, T> read) {
        return read.apply(blank(Optional.empty()));
    }

    /** The same mapping, read on in other units. */
    public Form in(Units others) {
        return new Form(fields, others, description);
    }

    /** A mapping below this one that was read before, to note more problems with it. */
    public Form at(Node node, String path) {
        return new Form(Fields.of(node, path, fields.problems()), units, Optional.empty());
    }

    /** The mapping under {@code key} as {@link #at} gives it; this one if there is none. */
    public Form below(String key) {
        return node() instanceof Node.Mapping mapping
                        && mapping.entries().get(key) instanceof Node.Mapping child
                ? at(child, fields.pathOf(key))
                : this;
    }

    /** The mappings of the list under {@code key}, as {@link #at} gives them. */
    public List<Form> items(String key) {
        List<Form> items = new ArrayList<>();
        if (node() instanceof Node.Mapping mapping
                && mapping.entries().get(key) instanceof Node.Sequence list) {
            for (Node item : list.items()) {
                items.add(at(item, fields.pathOf(key) + "[" + items.size() + "]"));
            }
        }
        return items;
    }

    /** Reports keys that nobody asked for. */
    public void end() {
        fields.end();
    }

    // Structure

    /** All keys, when they are names that mean something by themselves. */
    public Set<String> names() {
        description.ifPresent(Description::anyScalars);
        return fields.keys();
    }

    public <T> Optional<T> mapping(String key, String doc, Function<Form, T> read) {
        describeChild(key, doc, read);
        return fields.mapping(key).map(child -> read(child, read));
    }

    /** A mapping that must be there; one without keys stands in. */
    public <T> T requiredMapping(String key, String doc, Function<Form, T> read) {
        require(key);
        requireValue(key);
        return mapping(key, doc, read).orElseGet(() -> empty(read));
    }

    /** A mapping that occurs in several places and is described once, under {@code name}. */
    public <T> Optional<T> named(String key, String name, String doc, Function<Form, T> read) {
        description.ifPresent(d -> describeNamed(d, key, name, doc, read));
        return fields.mapping(key).map(child -> read(child, read));
    }

    /** A mapping, or a word that stands for one. */
    public <T> Optional<T> wordOr(
            String key,
            String doc,
            Function<String, Optional<T>> parse,
            String hint,
            Function<Form, T> read) {
        description.ifPresent(d -> d.property(key, doc, Kinds.wordOr(child(d, read))));
        Optional<Node> node = fields.any(key);
        if (node.isPresent() && node.get() instanceof Node.Mapping) {
            return fields.mapping(key).map(child -> read(child, read));
        }
        Optional<String> word = fields.text(key);
        Optional<T> value = word.flatMap(parse);
        if (word.isPresent() && value.isEmpty()) {
            problem(key, "cannot understand \"" + word.get() + "\"", hint);
        }
        return value;
    }

    public <T> List<T> each(String key, String doc, Function<Form, T> read) {
        description.ifPresent(d -> d.property(key, doc, Kinds.listOf(child(d, read))));
        return fields.each(key, child -> read(child, read));
    }

    /** As {@link #each}, but a list longer than {@code most} is refused without being read. */
    public <T> List<T> eachUpTo(int most, String key, String doc, Function<Form, T> read) {
        Optional<Node> node = fields.any(key);
        if (node.isPresent()
                && node.get() instanceof Node.Sequence list
                && list.items().size() > most) {
            problem(key, list.items().size() + " entries are too many", "at most " + most);
            return List.of();
        }
        return each(key, doc, read);
    }

    /** Keys chosen by the author, each with a mapping, in the document's order. */
    public <T> Map<String, T> byName(String key, String doc, BiFunction<String, Form, T> read) {
        description.ifPresent(
                d -> d.property(key, doc, Kinds.mapOf(child(d, f -> read.apply("", f)))));
        Map<String, T> values = new LinkedHashMap<>();
        fields.mapping(key)
                .ifPresent(
                        child ->
                                child.keys()
                                        .forEach(
                                                name ->
                                                        child.mapping(name)
                                                                .map(f -> read(f, name, read))
                                                                .ifPresent(
                                                                        v -> values.put(name, v))));
        return values;
    }

    /** Keys chosen by the author, each with a list of texts or one text. */
    public Map<String, List<String>> textsByName(String key, String doc) {
        describe(key, doc, Kinds.TEXTS_BY_NAME);
        Map<String, List<String>> values = new LinkedHashMap<>();
        fields.mapping(key)
                .ifPresent(
                        child ->
                                child.keys()
                                        .forEach(name -> values.put(name, oneOrMore(child, name))));
        return values;
    }

    /** Checks that exactly one of these keys is given; they are asked for one by one besides. */
    public void exactlyOne(String... keys) {
        description.ifPresent(d -> d.exactlyOne(List.of(keys)));
        long given = List.of(keys).stream().filter(fields::has).count();
        if (given != 1) {
            String list = String.join(", ", keys);
            problem(
                    given == 0 ? "one of " + list + " is missing" : "only one of " + list,
                    "write exactly one of them");
        }
    }

    private static List<String> oneOrMore(Fields child, String name) {
        Optional<Node> node = child.any(name);
        if (node.isPresent() && node.get() instanceof Node.Sequence) {
            return child.texts(name);
        }
        return child.text(name).map(List::of).orElse(List.of());
    }

    private <T> T read(Fields child, Function<Form, T> read) {
        Form form = new Form(child, units, Optional.empty());
        T value = read.apply(form);
        form.end();
        return value;
    }

    private <T> T read(Fields child, String name, BiFunction<String, Form, T> read) {
        return read(child, form -> read.apply(name, form));
    }

    private <T> void describeChild(String key, String doc, Function<Form, T> read) {
        description.ifPresent(d -> d.property(key, doc, child(d, read)));
    }

    private static <T> void describeNamed(
            Description d, String key, String name, String doc, Function<Form, T> read) {
        d.define(name, child -> record(read, child));
        d.property(key, doc, Description.reference(name));
    }

    private static <T> Tree child(Description parent, Function<Form, T> read) {
        Description child = parent.child();
        record(read, child);
        return child.schema();
    }

    /** Reads nothing, only to note in {@code into} what is asked for. */
    private static void record(Function<Form, ?> read, Description into) {
        Object unused = read.apply(blank(Optional.of(into)));
    }
}
