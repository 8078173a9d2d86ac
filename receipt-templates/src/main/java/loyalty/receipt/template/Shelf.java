package loyalty.receipt.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** A place templates, words and samples are taken from, by path such as {@code sale.receipt}. */
@FunctionalInterface
public interface Shelf {
    /** The whole text under this path; empty if there is none. */
    Optional<String> find(String path);

    /** What comes with the program. */
    static Shelf bundled() {
        return Shelf::resource;
    }

    /** Files already in memory, such as those delivered by the processor. */
    static Shelf of(Map<String, String> texts) {
        Map<String, String> copy = Map.copyOf(texts);
        return path -> Optional.ofNullable(copy.get(path));
    }

    private static Optional<String> resource(String path) {
        try (InputStream file =
                Shelf.class.getResourceAsStream("/loyalty/receipt/templates/" + path)) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled " + path + " cannot be read", e);
        }
    }
}
