package loyalty.receipt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code examples.txt}: {@code #name} begins a document, {@code @width} what it looks like.
 */
record Examples(String name, String markup, int columns, String paper) {
    static List<Examples> all() {
        List<Examples> all = new ArrayList<>();
        String[] documents = ("\n" + resource("examples.txt")).split("\n#", -1);
        for (int i = 1; i < documents.length; i++) {
            String[] parts = documents[i].split("\n@", -1);
            String name = parts[0].substring(0, parts[0].indexOf('\n'));
            String markup = parts[0].substring(parts[0].indexOf('\n') + 1);
            for (int j = 1; j < parts.length; j++) {
                String columns = parts[j].substring(0, parts[j].indexOf('\n'));
                String paper = parts[j].substring(parts[j].indexOf('\n') + 1);
                all.add(new Examples(name, markup, Integer.parseInt(columns), paper));
            }
        }
        return all;
    }

    static String resource(String name) {
        try (InputStream in = Examples.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The list of intended differences from the reference. */
    static String differences() {
        try {
            return Files.readString(Path.of("RECEIPTLINE.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "document " + name + " on " + columns;
    }
}
