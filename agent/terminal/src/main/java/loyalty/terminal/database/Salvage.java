package loyalty.terminal.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Reads what can still be read of a damaged file: each table from its beginning until a page fails,
 * then from its end. Never writes to the damaged file.
 */
public final class Salvage implements AutoCloseable {
    private final Optional<Connection> damaged;

    private Salvage(Optional<Connection> damaged) {
        this.damaged = damaged;
    }

    /** A file that cannot be opened at all gives nothing. */
    public static Salvage open(Path file, Connector connector) {
        try {
            Connection connection = connector.connect(file);
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA query_only = ON");
                return new Salvage(Optional.of(connection));
            } catch (SQLException e) {
                connection.close();
                return new Salvage(Optional.empty());
            }
        } catch (SQLException e) {
            return new Salvage(Optional.empty());
        }
    }

    /**
     * Copies the rows of one table that can be read and that {@code into} does not have; how many.
     * Joins the surrounding transaction of {@code into}.
     */
    public int copy(String table, String where, Database into) throws StorageException {
        List<String> columns =
                into.list("select name from pragma_table_info(?)", row -> row.getString(1), table);
        int copied = copy(table, columns, where, "", into);
        return copied + copy(table, columns, where, " order by 1 desc", into);
    }

    private int copy(String table, List<String> columns, String where, String order, Database into)
            throws StorageException {
        String names = String.join(", ", columns);
        String marks = String.join(", ", Collections.nCopies(columns.size(), "?"));
        String insert =
                "insert or ignore into " + table + " (" + names + ") values (" + marks + ")";
        String select = "select " + names + " from " + table + " where " + where + order;
        return damaged.isEmpty() ? 0 : copy(damaged.get(), select, insert, into);
    }

    /** Row by row up to the first that cannot be read, so that no table must fit into memory. */
    private static int copy(Connection from, String select, String insert, Database into)
            throws StorageException {
        int copied = 0;
        try (Statement statement = from.createStatement();
                ResultSet row = statement.executeQuery(select)) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                Object[] values = new Object[columns];
                for (int i = 0; i < columns; i++) {
                    values[i] = Optional.ofNullable(row.getObject(i + 1));
                }
                copied += into.run(insert, values);
            }
            return copied;
        } catch (SQLException e) {
            return copied; // what lies behind the damage is tried from the other end
        }
    }

    @Override
    public void close() throws StorageException {
        try {
            if (damaged.isPresent()) {
                damaged.get().close();
            }
        } catch (SQLException e) {
            throw StorageException.of("cannot close the damaged ledger", e);
        }
    }
}
