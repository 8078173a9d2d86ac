package loyalty.processor.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import loyalty.processor.store.StoreException.Fault;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The books in PostgreSQL, for several nodes. The feed is ordered by transaction and shows only
 * transactions older than every running one, so that one that commits late is never skipped.
 */
public final class PostgresStore extends SqlStore {
    private final HikariDataSource pool;

    private PostgresStore(HikariDataSource pool) {
        super(new Manual(pool), pool, new PostgresDialect());
        this.pool = pool;
    }

    /**
     * Connects, and makes or upgrades the schema.
     *
     * @param url as {@code jdbc:postgresql://host/database}
     * @param connections at most so many at once
     */
    public static PostgresStore open(String url, String user, String password, int connections)
            throws StoreException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(connections);
        config.setPoolName("postgres");
        config.setConnectionTimeout(5_000);
        config.setConnectionInitSql(
                "set idle_in_transaction_session_timeout = '10s'; set statement_timeout = '30s'");
        try {
            Flyway.configure()
                    .dataSource(url, user, password)
                    .locations("classpath:loyalty/processor/store/postgresql")
                    .load()
                    .migrate();
            return new PostgresStore(new HikariDataSource(config));
        } catch (FlywayException
                | com.zaxxer.hikari.pool.HikariPool.PoolInitializationException e) {
            throw new StoreException(
                    Fault.UNREACHABLE,
                    "cannot use the database at " + url + ": " + e.getMessage(),
                    e);
        }
    }

    @Override
    public <T> T together(Together<T> works) throws StoreException {
        return works.run();
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Row locks, and a feed by transaction id. */
    private static final class PostgresDialect implements Dialect {
        @Override
        public String lock() {
            return " for update";
        }

        @Override
        public boolean locksRows() {
            return true;
        }

        @Override
        public void note(Connection connection, Home home, long version) throws SQLException {
            Statements.update(
                    connection,
                    "insert into change (kind, id, version) values (?, ?, ?)"
                            + " on conflict (kind, id) do update set version = excluded.version,"
                            + " xid = pg_current_xact_id(), seq = nextval('change_seq')",
                    home.kind().word(),
                    home.id(),
                    version);
        }

        /** Just before every transaction that may still be running. */
        @Override
        public Cursor horizon(Connection connection, String generation) throws SQLException {
            long oldest =
                    Statements.one(
                                    connection,
                                    row -> row.getLong(1),
                                    "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
                            .orElseThrow();
            return new Cursor(generation, oldest, -1);
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
                                                            Kinds.of(row.getString(3)),
                                                            row.getString(4)),
                                                    row.getLong(5)),
                                            new Cursor(
                                                    after.generation(),
                                                    row.getLong(1),
                                                    row.getLong(2))),
                            "select xid::text::bigint, seq, kind, id, version from change"
                                    + " where (xid, seq) > (?::text::xid8, ?)"
                                    + " and xid < pg_snapshot_xmin(pg_current_snapshot())"
                                    + " order by xid, seq limit ?",
                            Long.toString(after.major()),
                            after.minor(),
                            limit + 1);
            return feed(rows, after, limit);
        }

        @Override
        public StoreException translated(SQLException e) {
            String state = String.valueOf(e.getSQLState());
            if (state.equals("40001") || state.equals("40P01") || state.equals("55P03")) {
                return new StoreException(Fault.CONFLICT, "another transaction was first", e);
            }
            if (state.startsWith("08") || state.startsWith("57") || state.equals("53300")) {
                return new StoreException(
                        Fault.UNREACHABLE, "the database does not answer: " + e.getMessage(), e);
            }
            if (e instanceof java.sql.SQLTransientException) {
                return new StoreException(
                        Fault.UNREACHABLE, "no connection to the database is free", e);
            }
            return new StoreException(Fault.BROKEN, "the database failed: " + e.getMessage(), e);
        }
    }
}
