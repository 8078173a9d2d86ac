package loyalty.protocol.text;

import java.util.Iterator;
import java.util.Map;
import loyalty.engine.document.Node;

/** Writes documents as JSON. Numbers appear as they were written, texts with the fewest escapes. */
final class JsonWriter {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final StringBuilder out = new StringBuilder();
    private final boolean indented;

    private JsonWriter(boolean indented) {
        this.indented = indented;
    }

    static String compact(Node node) {
        return new JsonWriter(false).write(node);
    }

    static String indented(Node node) {
        return new JsonWriter(true).write(node) + "\n";
    }

    private String write(Node node) {
        value(node, 0);
        return out.toString();
    }

    private void value(Node node, int depth) {
        if (node instanceof Node.Mapping mapping) {
            mapping(mapping.entries(), depth);
        } else if (node instanceof Node.Sequence sequence) {
            sequence(sequence, depth);
        } else if (node instanceof Node.Text text) {
            text(text.value());
        } else if (node instanceof Node.Decimal number) {
            out.append(number.literal());
        } else if (node instanceof Node.Truth truth) {
            out.append(truth.value());
        } else {
            out.append("null");
        }
    }

    private void mapping(Map<String, Node> entries, int depth) {
        out.append('{');
        Iterator<Map.Entry<String, Node>> each = entries.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<String, Node> entry = each.next();
            newLine(depth + 1);
            text(entry.getKey());
            out.append(indented ? ": " : ":");
            value(entry.getValue(), depth + 1);
            if (each.hasNext()) {
                out.append(',');
            } else {
                newLine(depth);
            }
        }
        out.append('}');
    }

    private void sequence(Node.Sequence sequence, int depth) {
        out.append('[');
        Iterator<Node> each = sequence.items().iterator();
        while (each.hasNext()) {
            newLine(depth + 1);
            value(each.next(), depth + 1);
            if (each.hasNext()) {
                out.append(',');
            } else {
                newLine(depth);
            }
        }
        out.append(']');
    }

    private void newLine(int depth) {
        if (indented) {
            out.append('\n').append("  ".repeat(depth));
        }
    }

    private void text(String value) {
        out.append('"');
        int plain = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!plain(c)) {
                out.append(value, plain, i);
                character(c);
                plain = i + 1;
            }
        }
        out.append(value, plain, value.length()).append('"');
    }

    private static boolean plain(char c) {
        return c >= ' '
                && c != '"'
                && c != '\\'
                && !Character.isSurrogate(c)
                && c != '\u2028'
                && c != '\u2029';
    }

    private void character(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> escaped(c);
        }
    }

    /** Surrogates too, so that a lone one survives the way through UTF-8. */
    private void escaped(char c) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX[(c >> shift) & 0xF]);
        }
    }
}
