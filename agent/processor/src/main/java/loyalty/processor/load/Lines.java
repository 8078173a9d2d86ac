package loyalty.processor.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Position;
import loyalty.engine.document.Problem;
import loyalty.engine.document.Tree;
import loyalty.protocol.text.JsonText;

/**
 * Lines of an import file as documents: NDJSON, or CSV whose first line names the fields (commas or
 * semicolons, quotes doubled inside quotes).
 */
final class Lines {
    private final BufferedReader reader;
    private final boolean json;
    private final List<String> header;
    private final char comma;
    private long number;

    Lines(BufferedReader reader, String file) throws IOException {
        this.reader = reader;
        String name = file.toLowerCase(Locale.ROOT);
        this.json = name.endsWith(".ndjson") || name.endsWith(".jsonl") || name.endsWith(".json");
        String first = json ? "" : Optional.ofNullable(reader.readLine()).orElse("");
        this.number = json ? 0 : 1;
        this.comma = first.contains(";") ? ';' : ',';
        this.header = split(first.startsWith("\uFEFF") ? first.substring(1) : first, comma);
    }

    /** The next line that is not blank; none at the end. */
    Optional<String> next() throws IOException {
        while (true) {
            String line = reader.readLine();
            if (line == null) {
                return Optional.empty();
            }
            number++;
            if (!line.isBlank()) {
                return Optional.of(line);
            }
        }
    }

    /** Of the line that {@link #next} gave last, from 1. */
    long number() {
        return number;
    }

    Node document(String line) throws InvalidDocumentException {
        return json ? JsonText.read(line, "line " + number) : mapping(line);
    }

    private Node mapping(String line) throws InvalidDocumentException {
        List<String> values = split(line, comma);
        if (values.size() != header.size()) {
            throw new InvalidDocumentException(
                    new Problem(
                            Position.NONE,
                            "",
                            "has " + values.size() + " fields",
                            "the first line has " + header.size()));
        }
        Tree tree = Tree.mapping();
        for (int i = 0; i < header.size(); i++) {
            if (!values.get(i).isBlank()) {
                tree.put(header.get(i).strip(), values.get(i));
            }
        }
        return tree.node();
    }

    private static List<String> split(String line, char comma) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                value.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == comma && !quoted) {
                values.add(value.toString());
                value.setLength(0);
            } else {
                value.append(c);
            }
        }
        values.add(value.toString());
        return values;
    }
}
