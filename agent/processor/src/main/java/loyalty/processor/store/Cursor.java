package loyalty.processor.store;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A place in the feed. Opaque to registers; it names the generation, because positions of another
 * one would mean other rows.
 *
 * @param major transaction id on PostgreSQL, 0 on SQLite
 * @param minor position
 */
public record Cursor(String generation, long major, long minor) {
    public String text() {
        byte[] plain = (generation + " " + major + " " + minor).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    }

    /** Empty if it is not a cursor at all. */
    public static Optional<Cursor> parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            List<String> parts = List.of(plain.split(" ", -1));
            if (parts.size() != 3) {
                return Optional.empty();
            }
            return Optional.of(
                    new Cursor(
                            parts.get(0),
                            Long.parseLong(parts.get(1)),
                            Long.parseLong(parts.get(2))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
