package loyalty.processor.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Replaces many members' rows, each in a transaction of its own that does not wait for the disk;
 * the last of them does, and with it all are there. Until then a server that crashes may forget
 * some, so nobody may build on them: a transaction that changes the same member waits for the disk
 * itself, after them in the log, and the feed shows none, because the last began before all others.
 */
final class PostgresReplacement {
    private static final String WITHOUT_WAITING = "set local synchronous_commit = off; ";

    /** The id first: it tells which home a statement is about. */
    private static final String REPLACE =
            "with changed as (update member set version = given.version, state = given.state"
                    + " from (select ?::text as id, ?::bigint as version, ?::text as state) given"
                    + " where member.id = given.id and member.version = given.version - 1"
                    + " returning member.id, member.version)"
                    + " insert into change (kind, id, version) select 'member', id, version"
                    + " from changed on conflict (kind, id) do update"
                    + " set version = excluded.version, xid = pg_current_xact_id(),"
                    + " seq = nextval('change_seq'); ";

    private final Writers writers;
    private final Dialect dialect = new PostgresDialect();
    private final SideBySide threads;
    private final int shares;

    PostgresReplacement(Writers writers, SideBySide threads, int shares) {
        this.writers = writers;
        this.threads = threads;
        this.shares = shares;
    }

    Set<Home> replace(List<Document> next) throws StoreException {
        if (next.isEmpty()) {
            return Set.of();
        }
        try (Connection connection = writers.open()) {
            begin(connection);
            Set<Home> replaced = new HashSet<>(others(connection, next));
            if (last(connection, next.get(0), true)) {
                replaced.add(next.get(0).home());
            }
            return replaced;
        } catch (SQLException e) {
            throw dialect.translated(e);
        }
    }

    /** Its number is lower than those of all that begin from now on. */
    private static void begin(Connection connection) throws SQLException {
        Statements.one(connection, row -> row.getString(1), "select pg_current_xact_id()::text");
    }

    private List<Home> others(Connection connection, List<Document> next) throws StoreException {
        List<Document> others = next.subList(1, next.size());
        List<Callable<List<Home>>> work = new ArrayList<>();
        int each = Math.max(1, (others.size() + shares - 1) / shares);
        for (int from = 0; from < others.size(); from += each) {
            List<Document> share = others.subList(from, Math.min(others.size(), from + each));
            work.add(() -> eachAlone(share));
        }
        try {
            return threads.all(work).stream().flatMap(List::stream).toList();
        } catch (StoreException | RuntimeException e) {
            try {
                last(connection, next.get(0), false);
            } catch (SQLException ending) {
                e.addSuppressed(ending);
            }
            throw e;
        }
    }

    /** Locking the row is written to the log too: the commit waits for the disk in any case. */
    private boolean last(Connection connection, Document next, boolean wanted) throws SQLException {
        SqlTransaction transaction =
                SqlTransaction.begin(connection, dialect, next.home(), Wanted.NOTHING);
        boolean due =
                wanted
                        && transaction
                                .document()
                                .filter(now -> now.version() == next.version() - 1)
                                .isPresent();
        if (due) {
            transaction.save(next.version(), next.state(), true);
        }
        dialect.commit(connection, transaction.written());
        return due;
    }

    private List<Home> eachAlone(List<Document> share) throws StoreException {
        try (Connection connection = writers.open()) {
            List<Home> replaced = new ArrayList<>();
            for (Document next : share) {
                if (alone(connection, next)) {
                    replaced.add(next.home());
                }
            }
            return replaced;
        } catch (SQLException e) {
            throw dialect.translated(e);
        }
    }

    /** One round trip; the commit travels with it, and the driver sees that it is done. */
    private static boolean alone(Connection connection, Document next) throws SQLException {
        String sql = WITHOUT_WAITING + REPLACE + "commit";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Statements.bind(statement, next.home().id(), next.version(), next.state());
            statement.execute();
            statement.getMoreResults();
            boolean replaced = statement.getUpdateCount() == 1;
            connection.commit();
            return replaced;
        }
    }
}
