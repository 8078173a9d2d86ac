package loyalty.engine.pack;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import loyalty.engine.document.Node;

/** The identity of a document: the same for YAML and JSON that say the same, in any key order. */
final class Canonical {
    private final StringBuilder text = new StringBuilder();

    private Canonical() {}

    static String hash(Node document) {
        Canonical canonical = new Canonical();
        canonical.write(document);
        byte[] bytes = canonical.text.toString().getBytes(StandardCharsets.UTF_8);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private void write(Node node) {
        if (node instanceof Node.Mapping mapping) {
            writeMapping(mapping.entries());
        } else if (node instanceof Node.Sequence sequence) {
            text.append('[');
            sequence.items().forEach(this::write);
            text.append(']');
        } else {
            writeText(scalar(node));
        }
    }

    private void writeMapping(Map<String, Node> entries) {
        text.append('{');
        new TreeMap<>(entries)
                .forEach(
                        (key, value) -> {
                            writeText(key);
                            write(value);
                        });
        text.append('}');
    }

    /** A length before each text, so that no two documents run together. */
    private void writeText(String value) {
        text.append(value.length()).append(':').append(value);
    }

    /** A number and a text that look alike mean the same to every reader. */
    static String scalar(Node node) {
        if (node instanceof Node.Text value) {
            return value.value();
        }
        if (node instanceof Node.Decimal number) {
            return number.literal();
        }
        return node instanceof Node.Truth truth ? Boolean.toString(truth.value()) : "";
    }
}
