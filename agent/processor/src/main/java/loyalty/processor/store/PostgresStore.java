package loyalty.processor.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
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

    /** Half of the connections, so that one register's batch leaves room for the others. */
    @Override
    public int sideBySide() {
        return Math.max(1, pool.getMaximumPoolSize() / 2);
    }

    @Override
    public void close() {
        pool.close();
    }
}
