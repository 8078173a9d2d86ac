package loyalty.processor.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import loyalty.processor.store.Recording.Said;

/**
 * Books in PostgreSQL, their tables split by home, whose every statement is written down, to show
 * that each transaction writes the rows of one home: then the tables can be spread over servers by
 * it, and no transaction waits for two of them.
 */
public final class RecordedStore extends SqlStore {
    private static final List<String> SHARED =
            List.of("assignment", "pack", "settings", "register");

    private final String database;
    private final HikariDataSource pool;
    private final Recording recording;

    private RecordedStore(String database, HikariDataSource pool, Recording recording) {
        super(recording, pool, new PostgresDialect());
        this.database = database;
        this.pool = pool;
        this.recording = recording;
    }

    /** On a new, empty database. */
    public static RecordedStore fresh() throws Exception {
        String database = RealPostgres.freshDatabase();
        PostgresStore.open(database, RealPostgres.user(), RealPostgres.password(), 1).close();
        try (Connection connection = connection(database);
                Statement statement = connection.createStatement()) {
            new Partitions(statement).split();
            avoidFullScans(statement, connection.getCatalog());
        }
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(database);
        pool.setUsername(RealPostgres.user());
        pool.setPassword(RealPostgres.password());
        return new RecordedStore(database, pool, new Recording(Writers.of(pool)));
    }

    /** Even in small tables an index is used from now on, wherever one can be. */
    private static void avoidFullScans(Statement statement, String database) throws SQLException {
        statement.execute("alter database " + database + " set enable_seqscan = off");
        // what making the indexes read is counted first, then all begins at nought
        statement.execute("select pg_stat_force_next_flush()");
        statement.execute("select pg_stat_reset()");
    }

    private static Connection connection(String database) throws SQLException {
        return DriverManager.getConnection(database, RealPostgres.user(), RealPostgres.password());
    }

    /** No table that grows with members or sales was read from end to end. */
    public void requireNoFullScan() {
        try (Connection connection = connection(database)) {
            assertThat(
                            Statements.all(
                                    connection,
                                    row -> row.getString(1) + " " + row.getLong(2),
                                    "select relname, seq_scan from pg_stat_user_tables"
                                            + " where seq_scan > 0 and relname not in"
                                            + " ('flyway_schema_history', 'meta')"))
                    .as("tables read from end to end, and how often")
                    .isEmpty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Set<Home> replace(List<Document> next) throws StoreException {
        try (SideBySide threads = new SideBySide(this, "bulk")) {
            return new PostgresReplacement(recording, threads, sideBySide()).replace(next);
        }
    }

    @Override
    public <T> T together(Together<T> works) throws StoreException {
        return works.run();
    }

    @Override
    public int sideBySide() {
        return 3;
    }

    /**
     * Every transaction that was committed wrote one home's rows. What it read beside it locked
     * nothing: sales of members that were merged into its own, and what is the same for all
     * members, as packs and registers.
     */
    public void requireOneHomeEach() {
        List<List<Said>> written =
                recording.committed().stream()
                        .filter(said -> said.stream().anyMatch(Said::writes))
                        .toList();
        assertThat(written).isNotEmpty();
        for (List<Said> transaction : written) {
            Set<String> homes =
                    transaction.stream()
                            .filter(Said::writes)
                            .map(Said::home)
                            .collect(Collectors.toSet());
            assertThat(homes).as("homes written by %s", transaction).hasSize(1);
            assertThat(transaction)
                    .as("what is read beside %s", homes)
                    .allMatch(said -> homes.contains(said.home()) || mayBeLookedAt(said));
        }
    }

    private static boolean mayBeLookedAt(Said said) {
        return !said.locks()
                && (said.table().equals("sale")
                        || SHARED.stream().anyMatch(kind -> said.home().startsWith(kind + ":")));
    }

    /** How often the database was spoken to in each transaction that was committed. */
    public List<Integer> roundTrips() {
        return recording.roundTrips();
    }

    @Override
    public void close() {
        pool.close();
    }
}
