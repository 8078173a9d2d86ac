package loyalty.processor.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.Store.Entry;
import loyalty.processor.store.StoreException.Fault;
import loyalty.processor.store.Writes.Write;

/** Row locks, a feed by transaction id, and writes that travel together. */
final class PostgresDialect implements Dialect {
    /** So many statements go in one round trip; their text is what the driver keeps prepared. */
    private static final int TOGETHER = 16;

    @Override
    public String lock() {
        return " for update";
    }

    @Override
    public boolean locksRows() {
        return true;
    }

    @Override
    public void send(Connection connection, Writes writes) throws SQLException {
        List<Write> all = writes.all();
        for (int i = 0; i < all.size(); i += TOGETHER) {
            List<Write> some = all.subList(i, Math.min(all.size(), i + TOGETHER));
            String sql = some.stream().map(Write::sql).collect(Collectors.joining("; "));
            List<Object> values = new ArrayList<>();
            some.forEach(write -> values.addAll(write.values()));
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                Statements.bind(statement, values.toArray());
                statement.execute();
            }
        }
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

    /** In the order of their keys, so that two who add the same never wait for each other. */
    @Override
    public Set<Home> add(Connection connection, List<Document> fresh) throws SQLException {
        Set<Home> added = new LinkedHashSet<>();
        for (Kind kind : Kind.values()) {
            List<Document> some =
                    fresh.stream()
                            .filter(document -> document.home().kind() == kind)
                            .sorted(Comparator.comparing(document -> document.home().id()))
                            .toList();
            if (!some.isEmpty()) {
                added.addAll(add(connection, kind, some));
            }
        }
        return added;
    }

    private static List<Home> add(Connection connection, Kind kind, List<Document> some)
            throws SQLException {
        boolean members = kind == Kind.MEMBER;
        String into =
                members
                        ? "insert into member (id, version, state) select * from"
                        : "insert into document (kind, id, version, state) select ?, * from";
        String sql =
                "with added as ("
                        + into
                        + " unnest(?::text[], ?::bigint[], ?::text[]) on conflict do nothing"
                        + " returning id, version), noted as ("
                        + "insert into change (kind, id, version)"
                        + " select ?, id, version from added) select id from added";
        List<Object> values = new ArrayList<>();
        if (!members) {
            values.add(kind.word());
        }
        values.add(
                connection.createArrayOf(
                        "text", some.stream().map(each -> each.home().id()).toArray()));
        values.add(
                connection.createArrayOf("bigint", some.stream().map(Document::version).toArray()));
        values.add(connection.createArrayOf("text", some.stream().map(Document::state).toArray()));
        values.add(kind.word());
        return Statements.all(
                connection, row -> new Home(kind, row.getString(1)), sql, values.toArray());
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
                "select xid::text::bigint, seq, kind, id, version from change"
                        + " where (xid, seq) > (?::text::xid8, ?)"
                        + " and xid < pg_snapshot_xmin(pg_current_snapshot())"
                        + " order by xid, seq limit ?",
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
