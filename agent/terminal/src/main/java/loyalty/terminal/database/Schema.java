package loyalty.terminal.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** The register's tables, one script per version; a script that was released never changes. */
public final class Schema {
    private static final int VERSIONS = 5;

    private Schema() {}

    /** All scripts, oldest first. */
    public static List<String> scripts() {
        return IntStream.rangeClosed(1, VERSIONS).mapToObj(Schema::script).toList();
    }

    private static String script(int version) {
        String name = "schema-" + version + ".sql";
        try (InputStream stream = Schema.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("missing in this build: " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
