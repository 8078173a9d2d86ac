package loyalty.processor.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.processor.store.StoreException.Fault;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The books in one SQLite file: write-ahead log, full synchronisation, one writer at a time under
 * {@code begin immediate}, so the feed's numbers are in the order of commits.
 */
public final class SqliteStore extends SqlStore {
    private static final int READERS = 4;
    private static final List<String> MIGRATIONS = List.of("V1__books.sql");

    private final HikariDataSource writer;
    private final HikariDataSource readers;

    /** The connection of a group of transactions that this thread runs together. */
    private final ThreadLocal<Optional<Connection>> group =
            ThreadLocal.withInitial(Optional::empty);

    private SqliteStore(HikariDataSource writer, HikariDataSource readers) {
        super(new Manual(writer), readers, new SqliteDialect());
        this.writer = writer;
        this.readers = readers;
    }

    /** Opens the file, making or upgrading it. */
    public static SqliteStore open(Path file) throws StoreException {
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            HikariDataSource writer = pool(file, 1, "sqlite-writer");
            try (Connection connection = new Manual(writer).getConnection()) {
                migrate(connection);
            } catch (SQLException e) {
                writer.close();
                throw e;
            }
            return new SqliteStore(writer, pool(file, READERS, "sqlite-readers"));
        } catch (SQLException | IOException | HikariPool.PoolInitializationException e) {
            throw new StoreException(
                    Fault.BROKEN,
                    "cannot open " + file + ": " + e.getMessage() + "; restore it from a backup",
                    e);
        }
    }

    /**
     * Connections rest outside any transaction: one that is not would hold the file's write lock
     * while nobody writes, and commands beside a running processor would wait in vain.
     */
    private static HikariDataSource pool(Path file, int size, String name) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(10_000);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(source);
        pool.setMaximumPoolSize(size);
        pool.setPoolName(name);
        return new HikariDataSource(pool);
    }

    private static void migrate(Connection connection) throws SQLException, IOException {
        int done =
                Statements.one(connection, row -> row.getInt(1), "pragma user_version").orElse(0);
        for (int i = done; i < MIGRATIONS.size(); i++) {
            for (String sql : script(MIGRATIONS.get(i)).split(";", -1)) {
                if (!sql.isBlank()) {
                    execute(connection, sql);
                }
            }
            execute(connection, "pragma user_version = " + (i + 1));
        }
        connection.commit();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Comments go, because they may hold semicolons. */
    private static String script(String name) throws IOException {
        try (InputStream stream = SqliteStore.class.getResourceAsStream("sqlite/" + name)) {
            if (stream == null) {
                throw new IOException("migration " + name + " is missing from the program");
            }
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return text.replaceAll("(?m)--.*$", "");
        }
    }

    @Override
    public <T> T transact(Home home, Work<T> work) throws StoreException {
        Optional<Connection> open = group.get();
        if (open.isEmpty()) {
            return super.transact(home, work);
        }
        try {
            return nested(open.get(), home, work);
        } catch (SQLException e) {
            throw new SqliteDialect().translated(e);
        }
    }

    private <T> T nested(Connection connection, Home home, Work<T> work)
            throws SQLException, StoreException {
        Savepoint before = connection.setSavepoint();
        try {
            T result = inside(connection, home, work);
            connection.releaseSavepoint(before);
            return result;
        } catch (SQLException | StoreException | RuntimeException e) {
            connection.rollback(before);
            throw e;
        }
    }

    @Override
    <T> T write(Read<T> write) throws StoreException {
        Optional<Connection> open = group.get();
        return open.isEmpty() ? super.write(write) : inGroup(open.get(), write);
    }

    /** Inside a group, what the group has written is seen. */
    @Override
    <T> T read(Read<T> read) throws StoreException {
        Optional<Connection> open = group.get();
        return open.isEmpty() ? super.read(read) : inGroup(open.get(), read);
    }

    private static <T> T inGroup(Connection connection, Read<T> query) throws StoreException {
        try {
            return query.of(connection);
        } catch (SQLException e) {
            throw new SqliteDialect().translated(e);
        }
    }

    @Override
    public <T> T together(Together<T> works) throws StoreException {
        if (group.get().isPresent()) {
            return works.run();
        }
        try (Connection connection = new Manual(writer).getConnection()) {
            group.set(Optional.of(connection));
            try {
                T result = works.run();
                connection.commit();
                return result;
            } catch (SQLException | StoreException | RuntimeException e) {
                undo(connection, e);
                throw e;
            } finally {
                group.remove();
            }
        } catch (SQLException e) {
            throw new SqliteDialect().translated(e);
        }
    }

    @Override
    public void close() {
        readers.close();
        writer.close();
    }

    /** One writer: numbers in the order of commits, and locks are not needed. */
    private static final class SqliteDialect implements Dialect {
        @Override
        public String lock() {
            return "";
        }

        @Override
        public boolean locksRows() {
            return false;
        }

        @Override
        public void note(Connection connection, Home home, long version) throws SQLException {
            Statements.update(
                    connection,
                    "delete from change where kind = ? and id = ?",
                    home.kind().word(),
                    home.id());
            Statements.update(
                    connection,
                    "insert into change (kind, id, version) values (?, ?, ?)",
                    home.kind().word(),
                    home.id(),
                    version);
        }

        @Override
        public Cursor horizon(Connection connection, String generation) throws SQLException {
            long last =
                    Statements.one(
                                    connection,
                                    row -> row.getLong(1),
                                    "select seq from sqlite_sequence where name = 'change'")
                            .orElse(0L);
            return new Cursor(generation, 0, last);
        }

        @Override
        public Feed changes(Connection connection, Cursor after, int limit) throws SQLException {
            List<Map.Entry<Entry, Cursor>> rows =
                    Statements.all(
                            connection,
                            row ->
                                    Map.entry(
                                            new Entry(
                                                    new Home(
                                                            Kinds.of(row.getString(2)),
                                                            row.getString(3)),
                                                    row.getLong(4)),
                                            new Cursor(after.generation(), 0, row.getLong(1))),
                            "select position, kind, id, version from change"
                                    + " where position > ? order by position limit ?",
                            after.minor(),
                            limit + 1);
            return feed(rows, after, limit);
        }

        @Override
        public StoreException translated(SQLException e) {
            String text = String.valueOf(e.getMessage());
            if (text.contains("SQLITE_BUSY") || text.contains("SQLITE_LOCKED")) {
                return new StoreException(
                        Fault.CONFLICT, "another program is writing to the database", e);
            }
            return new StoreException(
                    Fault.BROKEN,
                    "the database failed: " + text + "; look at the disk's space and rights",
                    e);
        }
    }
}
