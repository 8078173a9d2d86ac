package loyalty.protocol.sync;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import loyalty.engine.document.Node;
import loyalty.protocol.identity.Digests;

/**
 * The one spelling of a document that is hashed and signed: JSON without white space, keys sorted
 * by their UTF-16 units, numbers as written, strings with only the escapes that JSON demands.
 */
public final class CanonicalForm {
    private CanonicalForm() {}

    /** "sha256:" and 64 hexadecimal digits over the UTF-8 bytes of {@link #text}. */
    public static String hash(Node node) {
        return hash(bytes(node));
    }

    /** "sha256:" and 64 hexadecimal digits. */
    public static String hash(byte[] bytes) {
        return "sha256:" + Digests.sha256Hex(bytes);
    }

    /** What is signed. */
    public static byte[] bytes(Node node) {
        return text(node).getBytes(StandardCharsets.UTF_8);
    }

    public static String text(Node node) {
        StringBuilder out = new StringBuilder(256);
        write(node, out);
        return out.toString();
    }

    private static void write(Node node, StringBuilder out) {
        if (node instanceof Node.Mapping mapping) {
            mapping(mapping.entries(), out);
        } else if (node instanceof Node.Sequence sequence) {
            sequence(sequence.items(), out);
        } else if (node instanceof Node.Text text) {
            quoted(text.value(), out);
        } else if (node instanceof Node.Decimal decimal) {
            out.append(decimal.literal());
        } else if (node instanceof Node.Truth truth) {
            out.append(truth.value());
        } else {
            out.append("null");
        }
    }

    private static void mapping(Map<String, Node> entries, StringBuilder out) {
        String[] keys = entries.keySet().toArray(new String[0]);
        Arrays.sort(keys);
        String comma = "{";
        for (String key : keys) {
            out.append(comma);
            quoted(key, out);
            out.append(':');
            write(Objects.requireNonNull(entries.get(key)), out);
            comma = ",";
        }
        out.append(entries.isEmpty() ? "{}" : "}");
    }

    private static void sequence(List<Node> items, StringBuilder out) {
        String comma = "[";
        for (Node item : items) {
            out.append(comma);
            write(item, out);
            comma = ",";
        }
        out.append(items.isEmpty() ? "[]" : "]");
    }

    private static void quoted(String text, StringBuilder out) {
        out.append('"');
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || c < ' ') {
                out.append(text, plain, i);
                escaped(c, out);
                plain = i + 1;
            }
        }
        out.append(text, plain, text.length()).append('"');
    }

    private static void escaped(char c, StringBuilder out) {
        if (c < ' ') {
            out.append("\\u00").append(HexFormat.of().toHexDigits((byte) c));
        } else {
            out.append('\\').append(c);
        }
    }
}
