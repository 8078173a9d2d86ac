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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loyalty.processor.store.StoreException.Fault;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The books in one SQLite file: write-ahead log, full synchronisation, one writer at a time under
 * {@code begin immediate}, so the feed's numbers are in the order of commits.
 */
public final class SqliteStore extends SqlStore {
    private static final int READERS = 4;
    private static final int CACHE_KIB = 32 << 10;
    private static final int CHECKPOINT_PAGES = 8_000;
    private static final List<String> MIGRATIONS = List.of("V1__books.sql", "V2__cards.sql");
    private static final Dialect DIALECT = new SqliteDialect();

    private final HikariDataSource writer;
    private final HikariDataSource readers;

    /** The connection of a group of transactions that this thread runs together. */
    private final ThreadLocal<Optional<Connection>> group =
            ThreadLocal.withInitial(Optional::empty);

    private SqliteStore(HikariDataSource writer, HikariDataSource readers) {
        super(Writers.of(writer), readers, DIALECT);
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
            try (Connection connection = Writers.of(writer).open()) {
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
        config.setCacheSize(-CACHE_KIB);
        config.setPragma(
                SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, Integer.toString(CHECKPOINT_PAGES));
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
    public <T> T transact(Home home, Work<T> work, Wanted wanted) throws StoreException {
        Optional<Connection> open = group.get();
        if (open.isEmpty()) {
            return super.transact(home, work, wanted);
        }
        try {
            return nested(open.get(), home, work, wanted);
        } catch (SQLException e) {
            throw DIALECT.translated(e);
        }
    }

    private static <T> T nested(Connection connection, Home home, Work<T> work, Wanted wanted)
            throws SQLException, StoreException {
        Savepoint before = connection.setSavepoint();
        try {
            SqlTransaction transaction = SqlTransaction.begin(connection, DIALECT, home, wanted);
            T result = work.in(transaction);
            DIALECT.send(connection, transaction.written());
            connection.releaseSavepoint(before);
            return result;
        } catch (SQLException | StoreException | RuntimeException e) {
            connection.rollback(before);
            throw e;
        }
    }

    @Override
    public Set<Home> replace(List<Document> next) throws StoreException {
        return write(
                connection -> {
                    Set<Home> replaced = new HashSet<>();
                    for (Document each : next) {
                        if (replace(connection, each)) {
                            replaced.add(each.home());
                        }
                    }
                    return replaced;
                });
    }

    private static boolean replace(Connection connection, Document next) throws SQLException {
        int rows =
                Statements.update(
                        connection,
                        "update member set version = ?, state = ? where id = ? and version = ?",
                        next.version(),
                        next.state(),
                        next.home().id(),
                        next.version() - 1);
        if (rows == 1) {
            Writes change = new Writes();
            DIALECT.note(change, next.home(), next.version());
            DIALECT.send(connection, change);
        }
        return rows == 1;
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
            throw DIALECT.translated(e);
        }
    }

    @Override
    public <T> T together(Together<T> works) throws StoreException {
        if (group.get().isPresent()) {
            return works.run();
        }
        try (Connection connection = Writers.of(writer).open()) {
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
            throw DIALECT.translated(e);
        }
    }

    @Override
    public void close() {
        readers.close();
        writer.close();
    }
}
