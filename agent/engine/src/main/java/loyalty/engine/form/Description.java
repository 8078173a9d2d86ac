package loyalty.engine.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/** Collects the JSON Schema of one mapping while it is being read. Not thread-safe. */
final class Description {
    /** Schemas that are referred to by name, shared by the whole document. */
    private final Map<String, Node> definitions;

    private final Map<String, Node> properties = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();
    private final List<List<String>> oneOf = new ArrayList<>();
    private Node others = Tree.truth(false);

    Description(Map<String, Node> definitions) {
        this.definitions = definitions;
    }

    Description child() {
        return new Description(definitions);
    }

    void property(String key, String doc, Tree schema) {
        properties.put(key, documented(doc, schema));
    }

    void require(String key) {
        required.add(key);
    }

    /** Exactly one of these keys is given. */
    void exactlyOne(List<String> keys) {
        oneOf.add(keys);
    }

    /** Keys are names, each with a scalar. */
    void anyScalars() {
        others = Kinds.TEXT.described();
    }

    /** Describes {@code name} once; later references find it. */
    void define(String name, Consumer<Description> describe) {
        if (definitions.putIfAbsent(name, Tree.truth(true)) == null) {
            Description child = child();
            describe.accept(child);
            definitions.put(name, child.schema().node());
        }
    }

    void define(String name, Tree schema) {
        definitions.putIfAbsent(name, schema.node());
    }

    static Tree reference(String name) {
        return Tree.mapping().put("$ref", "#/$defs/" + name);
    }

    private static Node documented(String doc, Tree schema) {
        if (!doc.isEmpty()) {
            schema.put("description", doc);
        }
        return schema.node();
    }

    Tree schema() {
        Tree tree = Tree.mapping().put("type", "object");
        Tree entries = Tree.mapping();
        properties.forEach(entries::put);
        tree.put("properties", entries.node());
        if (!required.isEmpty()) {
            tree.put("required", required, Tree::text);
        }
        if (oneOf.size() == 1) {
            tree.put("oneOf", oneOf.get(0), Description::requiring);
        } else if (!oneOf.isEmpty()) {
            tree.put("allOf", oneOf, Description::alternatives);
        }
        return tree.put("additionalProperties", others);
    }

    private static Node alternatives(List<String> keys) {
        return Tree.mapping().put("oneOf", keys, Description::requiring).node();
    }

    private static Node requiring(String key) {
        return Tree.mapping().put("required", List.of(key), Tree::text).node();
    }
}
