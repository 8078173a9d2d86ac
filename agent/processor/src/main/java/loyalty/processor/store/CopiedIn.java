package loyalty.processor.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows on their way into a table through PostgreSQL's {@code COPY}, the fastest there is. It knows
 * no "on conflict": one row that is there already fails all of them. To be ended, or cancelled if
 * anything fails.
 */
final class CopiedIn {
    private static final int BUFFER_BYTES = 64 << 10;

    private final CopyIn copy;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(BUFFER_BYTES);

    /**
     * @param into the table and its columns, as {@code member (id, version, state)}
     */
    CopiedIn(Connection connection, String into) throws SQLException {
        this.copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy " + into + " from stdin");
    }

    void row(String... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            buffer.writeBytes(escaped(values[i]).getBytes(StandardCharsets.UTF_8));
            buffer.write(i + 1 == values.length ? '\n' : '\t');
        }
        if (buffer.size() >= BUFFER_BYTES) {
            flush();
        }
    }

    private static String escaped(String value) {
        if (value.chars().noneMatch(c -> c == '\\' || c == '\t' || c == '\n' || c == '\r')) {
            return value;
        }
        return value.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private void flush() throws SQLException {
        copy.writeToCopy(buffer.toByteArray(), 0, buffer.size());
        buffer.reset();
    }

    void end() throws SQLException {
        flush();
        copy.endCopy();
    }

    void cancel() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
