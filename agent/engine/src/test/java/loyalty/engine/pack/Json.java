package loyalty.engine.pack;

import java.util.ArrayList;
import java.util.List;
import loyalty.engine.document.Node;

/** Writes a tree as indented JSON, for the published schema. */
final class Json {
    private final StringBuilder out = new StringBuilder();

    private Json() {}

    static String write(Node node) {
        Json json = new Json();
        json.write(node, 0);
        return json.out.toString();
    }

    private void write(Node node, int depth) {
        if (node instanceof Node.Mapping mapping) {
            List<Runnable> items = new ArrayList<>();
            mapping.entries()
                    .forEach(
                            (key, value) ->
                                    items.add(
                                            () -> {
                                                text(key);
                                                out.append(": ");
                                                write(value, depth + 1);
                                            }));
            items('{', '}', items, depth);
        } else if (node instanceof Node.Sequence sequence) {
            List<Runnable> items = new ArrayList<>();
            sequence.items().forEach(item -> items.add(() -> write(item, depth + 1)));
            items('[', ']', items, depth);
        } else if (node instanceof Node.Text text) {
            text(text.value());
        } else if (node instanceof Node.Decimal number) {
            out.append(number.literal());
        } else {
            out.append(node instanceof Node.Truth truth ? truth.value() : "null");
        }
    }

    private void items(char open, char close, List<Runnable> items, int depth) {
        out.append(open);
        for (int i = 0; i < items.size(); i++) {
            out.append(i == 0 ? "\n" : ",\n").append("  ".repeat(depth + 1));
            items.get(i).run();
        }
        out.append(items.isEmpty() ? "" : "\n" + "  ".repeat(depth)).append(close);
    }

    private void text(String value) {
        out.append('"').append(value.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }
}
