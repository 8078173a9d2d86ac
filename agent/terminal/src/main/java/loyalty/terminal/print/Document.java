package loyalty.terminal.print;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;
import loyalty.engine.document.Tree;

/**
 * Something to be printed, before any template has seen it. It can be written down and read again,
 * so that paper that comes late says what it would have said at once.
 *
 * @param template what it is, such as {@code return}; the programme's own template comes first
 * @param folder the programme's
 * @param data by the names that templates know: texts, truths, whole numbers, lists and maps of
 *     these
 */
public record Document(String template, String folder, Map<String, Object> data) {
    public Document {
        data = Map.copyOf(data);
    }

    /** The same once more, marked so. */
    public Document copy() {
        Map<String, Object> marked = new HashMap<>(data);
        marked.put("copy", true);
        return new Document(template, folder, marked);
    }

    public Node.Mapping toNode() {
        return Tree.mapping()
                .put("template", template)
                .put("folder", folder)
                .put("data", written(data))
                .node();
    }

    /** What {@link #toNode} wrote. */
    public static Document read(Node node) throws InvalidDocumentException {
        List<Problem> problems = new ArrayList<>();
        Fields fields = Fields.of(node, problems);
        String template = fields.requiredText("template");
        String folder = fields.text("folder").orElse("");
        Node data = fields.requiredMapping("data").node();
        fields.throwIfInvalid();
        return new Document(template, folder, map((Node.Mapping) data));
    }

    private static Node written(Object value) {
        if (value instanceof Map<?, ?> map) {
            Tree tree = Tree.mapping();
            map.forEach((name, part) -> tree.put(String.valueOf(name), written(part)));
            return tree.node();
        }
        if (value instanceof List<?> list) {
            return Tree.sequence(list, Document::written);
        }
        if (value instanceof Boolean truth) {
            return Tree.truth(truth);
        }
        if (value instanceof String text) {
            return Tree.text(text);
        }
        if (value instanceof Long number) {
            return Tree.number(number);
        }
        throw new IllegalArgumentException("cannot be written down: a " + value.getClass());
    }

    private static Map<String, Object> map(Node.Mapping mapping) {
        Map<String, Object> map = new HashMap<>();
        mapping.entries().forEach((name, part) -> map.put(name, value(part)));
        return map;
    }

    private static Object value(Node node) {
        if (node instanceof Node.Mapping mapping) {
            return map(mapping);
        }
        if (node instanceof Node.Sequence sequence) {
            return sequence.items().stream().map(Document::value).toList();
        }
        if (node instanceof Node.Truth truth) {
            return truth.value();
        }
        if (node instanceof Node.Text text) {
            return text.value();
        }
        if (node instanceof Node.Decimal number) {
            return Long.valueOf(number.literal());
        }
        throw new IllegalArgumentException("not written by a document: " + node.kind());
    }
}
