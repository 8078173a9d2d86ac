package loyalty.processor.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import loyalty.processor.store.Store.Entry;
import loyalty.processor.store.StoreException.Fault;
import loyalty.processor.store.Transaction.Seen;
import loyalty.protocol.sync.Holder;

/** Row locks, a feed by transaction id, and writes that travel together. */
final class PostgresDialect implements Dialect {
    /**
     * Ordered by the columns and not, as bare names would mean, by what is selected: that is in no
     * index, and each page would sort all that changed since.
     */
    static final String CHANGES =
            "select xid::text::bigint, seq, kind, id, version from change"
                    + " where (xid, seq) > (?::text::xid8, ?)"
                    + " and xid < pg_snapshot_xmin(pg_current_snapshot())"
                    + " order by change.xid, change.seq limit ?";

    /** So many statements go in one round trip; their text is what the driver keeps prepared. */
    private static final int TOGETHER = 16;

    private static final String WANTED =
            "; select id, hash, answer, replaced_by from operation where home = ? and id = any(?)"
                    + "; select id, state from sale where home = ? and id = any(?)";

    @Override
    public String lock() {
        return " for update";
    }

    @Override
    public boolean locksRows() {
        return true;
    }

    @Override
    public Opening open(Connection connection, Home home, Wanted wanted) throws SQLException {
        if (wanted.equals(Wanted.NOTHING)) {
            return new Opening(HomeRow.find(connection, home, lock()), List.of(), Map.of());
        }
        Sql row = HomeRow.select(home, lock());
        try (PreparedStatement statement = connection.prepareStatement(row.text() + WANTED)) {
            List<Object> values = new ArrayList<>(row.values());
            values.addAll(List.of(home.key(), array(connection, wanted.operations())));
            values.addAll(List.of(home.key(), array(connection, wanted.sales())));
            Statements.bind(statement, values.toArray());
            statement.execute();
            List<Document> found = rows(statement, each -> HomeRow.document(home.kind(), each));
            statement.getMoreResults();
            List<Seen> operations = rows(statement, SqlTransaction::seen);
            statement.getMoreResults();
            Map<String, String> sales = new HashMap<>();
            rows(statement, each -> Map.entry(each.getString(1), each.getString(2)))
                    .forEach(sale -> sales.put(sale.getKey(), sale.getValue()));
            return new Opening(found.stream().findFirst(), operations, sales);
        }
    }

    private static Array array(Connection connection, Collection<String> texts)
            throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }

    private static <T> List<T> rows(PreparedStatement statement, Statements.Row<T> row)
            throws SQLException {
        try (ResultSet rows = statement.getResultSet()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(row.of(rows));
            }
            return found;
        }
    }

    @Override
    public void send(Connection connection, Writes writes) throws SQLException {
        send(connection, writes.all(), "");
    }

    /** The commit travels with the last statements; the driver sees that it is done. */
    @Override
    public void commit(Connection connection, Writes writes) throws SQLException {
        List<Sql> all = writes.all();
        if (!all.isEmpty()) {
            send(connection, all, "; commit");
        }
        connection.commit();
    }

    private static void send(Connection connection, List<Sql> all, String end) throws SQLException {
        for (int i = 0; i < all.size(); i += TOGETHER) {
            List<Sql> some = all.subList(i, Math.min(all.size(), i + TOGETHER));
            String last = i + TOGETHER >= all.size() ? end : "";
            String sql = some.stream().map(Sql::text).collect(Collectors.joining("; ")) + last;
            List<Object> values = new ArrayList<>();
            some.forEach(write -> values.addAll(write.values()));
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                Statements.bind(statement, values.toArray());
                statement.execute();
            }
        }
    }

    @Override
    public void remember(Connection connection, Holder holder, Map<Long, String> hashes)
            throws SQLException {
        Statements.update(
                connection,
                "insert into answered (register, incarnation, seq, hash)"
                        + " select ?, ?, * from unnest(?::bigint[], ?::text[])"
                        + " on conflict do nothing",
                holder.register(),
                holder.incarnation(),
                connection.createArrayOf("bigint", hashes.keySet().toArray()),
                array(connection, hashes.values()));
    }

    @Override
    public void note(Writes writes, Home home, long version) {
        writes.add(
                "insert into change (kind, id, version) values (?, ?, ?)"
                        + " on conflict (kind, id) do update set version = excluded.version,"
                        + " xid = pg_current_xact_id(), seq = nextval('change_seq')",
                home.kind().word(),
                home.id(),
                version);
    }

    @Override
    public Set<Home> add(Connection connection, List<Document> fresh) throws SQLException {
        return new PostgresIntake(connection).add(fresh);
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
    public List<Map.Entry<Entry, Cursor>> changes(Connection connection, Cursor after, int limit)
            throws SQLException {
        return Statements.all(
                connection,
                row ->
                        Map.entry(
                                new Entry(
                                        new Home(Kinds.of(row.getString(3)), row.getString(4)),
                                        row.getLong(5)),
                                new Cursor(after.generation(), row.getLong(1), row.getLong(2))),
                CHANGES,
                Long.toString(after.major()),
                after.minor(),
                limit);
    }

    @Override
    public String cardsOfMember() {
        return "select id from document where kind = 'card' and state <> ''"
                + " and state::json ->> 'member' = ?";
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
        if (e instanceof SQLTransientException) {
            return new StoreException(
                    Fault.UNREACHABLE, "no connection to the database is free", e);
        }
        return new StoreException(Fault.BROKEN, "the database failed: " + e.getMessage(), e);
    }
}
