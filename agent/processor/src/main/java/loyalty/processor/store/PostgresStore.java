package loyalty.processor.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import loyalty.processor.store.StoreException.Fault;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The books in PostgreSQL, for several nodes. The feed is ordered by transaction and shows only
 * transactions older than every running one, so that one that commits late is never skipped.
 */
public final class PostgresStore extends SqlStore {
    private static final int WORTH_SPLITTING = 1_000;

    private final HikariDataSource pool;
    private final SideBySide bulk;
    private final PostgresReplacement replacement;

    private PostgresStore(HikariDataSource pool) {
        super(Writers.of(pool), pool, new PostgresDialect());
        this.pool = pool;
        this.bulk = new SideBySide(this, "bulk");
        this.replacement = new PostgresReplacement(Writers.of(pool), bulk, sideBySide());
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

    /** Many are added side by side; what has the same id goes the same way, in order. */
    @Override
    public Set<Home> add(List<Document> fresh) throws StoreException {
        if (fresh.size() < WORTH_SPLITTING) {
            return super.add(fresh);
        }
        Map<Integer, List<Document>> shares = new TreeMap<>();
        for (Document each : fresh) {
            int share = Math.floorMod(each.home().id().hashCode(), sideBySide());
            shares.computeIfAbsent(share, number -> new ArrayList<>()).add(each);
        }
        List<Callable<Set<Home>>> work = new ArrayList<>();
        shares.values().forEach(share -> work.add(() -> super.add(share)));
        Set<Home> added = new HashSet<>();
        bulk.all(work).forEach(added::addAll);
        return added;
    }

    @Override
    public Set<Home> replace(List<Document> next) throws StoreException {
        return replacement.replace(next);
    }

    @Override
    public void close() {
        bulk.close();
        pool.close();
    }
}
