package loyalty.terminal.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One SQLite file, opened once. A transaction is {@link #write}: all of it becomes visible at one
 * durable commit or none of it; a write inside a write joins it. Not thread-safe: the till thread
 * owns it.
 */
public final class Database implements AutoCloseable {
    private static final String[] SETTINGS = {
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL", // survives pulling the plug
        "PRAGMA foreign_keys = ON",
        "PRAGMA locking_mode = NORMAL",
        "PRAGMA cache_size = -8192",
        "PRAGMA temp_store = MEMORY",
        "PRAGMA journal_size_limit = 16777216",
        "PRAGMA busy_timeout = 2000",
    };

    private static final String[] LOOKING = {
        "PRAGMA query_only = ON", "PRAGMA cache_size = -8192", "PRAGMA temp_store = MEMORY",
    };

    private final Path file;
    private final Connection connection;
    private final Path marker;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private int depth;

    private Database(Path file, Connection connection) {
        this.file = file;
        this.marker = file.resolveSibling(file.getFileName() + ".damaged");
        this.connection = connection;
    }

    /**
     * Opens the file and brings its schema up to date. {@code schema} holds one script per version;
     * statements end with a semicolon at a line's end.
     */
    public static Database open(Path file, Connector connector, List<String> schema)
            throws StorageException {
        Database database = connect(file, connector, SETTINGS);
        try {
            database.migrate(schema);
            return database;
        } catch (StorageException e) {
            database.close();
            throw e;
        }
    }

    /**
     * Opens the file to be looked at where nothing can be written: each change fails and says so.
     * Its schema must be this program's already.
     */
    public static Database look(Path file, Connector connector, List<String> schema)
            throws StorageException {
        Database database = connect(file, connector, LOOKING);
        try {
            int version = database.version();
            if (version != schema.size()) {
                throw new StorageException(
                        StorageFault.READ_ONLY,
                        file + " has schema " + version + " and cannot be brought up to date");
            }
            return database;
        } catch (StorageException e) {
            database.close();
            throw e;
        }
    }

    private static Database connect(Path file, Connector connector, String... settings)
            throws StorageException {
        try {
            Connection connection = connector.connect(file);
            Database database = new Database(file, connection);
            try (Statement statement = connection.createStatement()) {
                for (String setting : settings) {
                    statement.execute(setting);
                }
                return database;
            } catch (SQLException e) {
                database.close();
                throw e;
            }
        } catch (SQLException e) {
            throw StorageException.of("cannot open " + file, e);
        }
    }

    private void migrate(List<String> schema) throws StorageException {
        int version = version();
        if (version > schema.size()) {
            throw new StorageException(
                    StorageFault.TOO_NEW,
                    file
                            + " has schema "
                            + version
                            + ", this program knows up to "
                            + schema.size()
                            + "; install the newer agent again");
        }
        for (int next = version; next < schema.size(); next++) {
            migrateTo(next + 1, schema.get(next));
        }
    }

    private int version() throws StorageException {
        return one("PRAGMA user_version", row -> row.getInt(1)).orElse(0);
    }

    private void migrateTo(int version, String script) throws StorageException {
        write(
                () -> {
                    for (String statement : script.split(";\\s*\\n", -1)) {
                        if (!statement.isBlank()) {
                            execute(statement);
                        }
                    }
                    execute("PRAGMA user_version = " + version);
                    return version;
                });
    }

    /** Runs the work as one transaction, durable when this returns. */
    public <T> T write(Work<T> work) throws StorageException {
        return depth > 0 ? work.run() : transaction("begin immediate", work);
    }

    /** Reads in one consistent state of the file. */
    public <T> T read(Work<T> work) throws StorageException {
        return depth > 0 ? work.run() : transaction("begin", work);
    }

    private <T> T transaction(String begin, Work<T> work) throws StorageException {
        step(begin);
        depth++;
        try {
            T result = work.run();
            step("commit");
            return result;
        } catch (StorageException | RuntimeException e) {
            rollback(e);
            throw e;
        } finally {
            depth--;
        }
    }

    /** Begins or commits; kept prepared, because every sale does both. */
    private void step(String sql) throws StorageException {
        try {
            bind(sql).executeUpdate();
        } catch (SQLException e) {
            throw failed("cannot write " + file, e);
        }
    }

    /** SQLite may have rolled back by itself, when the disk is full for one. */
    private void rollback(Exception cause) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("rollback");
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private void execute(String sql) throws StorageException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failed("cannot write " + file, e);
        }
    }

    /** Changes rows; only inside {@link #write}. Returns how many. */
    public int run(String sql, Object... values) throws StorageException {
        if (depth == 0) {
            throw new IllegalStateException("outside a transaction: " + sql);
        }
        try {
            return bind(sql, values).executeUpdate();
        } catch (SQLException e) {
            throw failed("cannot write " + file, e);
        }
    }

    public <T> List<T> list(String sql, Row<T> row, Object... values) throws StorageException {
        List<T> found = new ArrayList<>();
        try (ResultSet result = bind(sql, values).executeQuery()) {
            while (result.next()) {
                found.add(row.read(result));
            }
            return List.copyOf(found);
        } catch (SQLException e) {
            throw failed("cannot read " + file, e);
        }
    }

    public <T> Optional<T> one(String sql, Row<T> row, Object... values) throws StorageException {
        try (ResultSet result = bind(sql, values).executeQuery()) {
            return result.next() ? Optional.of(row.read(result)) : Optional.empty();
        } catch (SQLException e) {
            throw failed("cannot read " + file, e);
        }
    }

    private PreparedStatement bind(String sql, Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            set(statement, i + 1, values[i]);
        }
        return statement;
    }

    private static void set(PreparedStatement statement, int index, Object value)
            throws SQLException {
        if (value instanceof String text) {
            statement.setString(index, text);
        } else if (value instanceof Long || value instanceof Integer) {
            statement.setLong(index, ((Number) value).longValue());
        } else if (value instanceof Boolean truth) {
            statement.setInt(index, truth ? 1 : 0);
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(index, bytes);
        } else if (value instanceof Instant instant) {
            statement.setLong(index, instant.toEpochMilli());
        } else if (value instanceof Enum<?> word) {
            statement.setString(index, word.name());
        } else if (value instanceof Optional<?> optional) {
            setOptional(statement, index, optional);
        } else {
            throw new IllegalArgumentException("cannot store a " + value.getClass());
        }
    }

    private static void setOptional(PreparedStatement statement, int index, Optional<?> value)
            throws SQLException {
        if (value.isPresent()) {
            set(statement, index, value.get());
        } else {
            statement.setNull(index, java.sql.Types.NULL);
        }
    }

    /**
     * Reads every page and index. Empty if all is well, else what is wrong, as SQLite says it.
     * Takes long on a large file.
     */
    public List<String> check() throws StorageException {
        List<String> findings = list("PRAGMA integrity_check(20)", row -> row.getString(1));
        return findings.equals(List.of("ok")) ? List.of() : findings;
    }

    /** Leaves a mark beside a damaged file, so that the next start sets it aside. */
    private StorageException failed(String doing, SQLException cause) {
        prepared.clear(); // the driver gives up statements that failed
        StorageException failure = StorageException.of(doing, cause);
        if (failure.fault() == StorageFault.CORRUPT) {
            try {
                Files.writeString(marker, failure.getMessage() + "\n");
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
        return failure;
    }

    /**
     * A look at every page that is quicker than {@link #check} and finds torn and foreign pages.
     */
    public List<String> quickCheck() throws StorageException {
        List<String> findings = list("PRAGMA quick_check(20)", row -> row.getString(1));
        return findings.equals(List.of("ok")) ? List.of() : findings;
    }

    /** Moves what the WAL holds into the main file, as far as possible. */
    public void checkpoint() throws StorageException {
        list("PRAGMA wal_checkpoint(PASSIVE)", row -> row.getInt(1));
    }

    public Path file() {
        return file;
    }

    @Override
    public void close() {
        try {
            prepared.clear();
            connection.close();
        } catch (SQLException e) {
            // All that was promised is durable already; there is nothing left to save.
            return;
        }
    }
}
