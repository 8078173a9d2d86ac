package loyalty.processor.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.Store.Entry;
import loyalty.processor.store.StoreException.Fault;
import loyalty.processor.store.Transaction.Seen;
import loyalty.protocol.sync.Holder;

/** One writer: numbers in the order of commits, and locks are not needed. */
final class SqliteDialect implements Dialect {
    private static final String CHANGE = "insert into change (kind, id, version) values (?, ?, ?)";

    @Override
    public String lock() {
        return "";
    }

    @Override
    public boolean locksRows() {
        return false;
    }

    @Override
    public void send(Connection connection, Writes writes) throws SQLException {
        for (Sql write : writes.all()) {
            Statements.update(connection, write.text(), write.values().toArray());
        }
    }

    @Override
    public Opening open(Connection connection, Home home, Wanted wanted) throws SQLException {
        List<Seen> operations =
                wanted(
                        connection,
                        SqlTransaction::seen,
                        "select id, hash, answer, replaced_by from operation where home = ?",
                        home,
                        wanted.operations());
        Map<String, String> sales = new HashMap<>();
        wanted(
                        connection,
                        row -> Map.entry(row.getString(1), row.getString(2)),
                        "select id, state from sale where home = ?",
                        home,
                        wanted.sales())
                .forEach(sale -> sales.put(sale.getKey(), sale.getValue()));
        return new Opening(HomeRow.find(connection, home, lock()), operations, sales);
    }

    private static <T> List<T> wanted(
            Connection connection, Statements.Row<T> row, String sql, Home home, Set<String> ids)
            throws SQLException {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<Object> values = Statements.padded(ids);
        String marks = String.join(", ", Collections.nCopies(values.size(), "?"));
        values.add(0, home.key());
        return Statements.all(
                connection, row, sql + " and id in (" + marks + ")", values.toArray());
    }

    @Override
    public void commit(Connection connection, Writes writes) throws SQLException {
        send(connection, writes);
        connection.commit();
    }

    @Override
    public void remember(Connection connection, Holder holder, Map<Long, String> hashes)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into answered (register, incarnation, seq, hash)"
                                + " values (?, ?, ?, ?) on conflict do nothing")) {
            for (Map.Entry<Long, String> each : hashes.entrySet()) {
                Statements.bind(
                        insert,
                        holder.register(),
                        holder.incarnation(),
                        each.getKey(),
                        each.getValue());
                insert.executeUpdate();
            }
        }
    }

    @Override
    public void note(Writes writes, Home home, long version) {
        String kind = home.kind().word();
        writes.add("delete from change where kind = ? and id = ?", kind, home.id());
        writes.add(CHANGE, kind, home.id(), version);
    }

    @Override
    public Set<Home> add(Connection connection, List<Document> fresh) throws SQLException {
        Set<Home> added = new LinkedHashSet<>();
        try (PreparedStatement member =
                        connection.prepareStatement(
                                "insert into member (id, version, state) values (?, ?, ?)"
                                        + " on conflict do nothing");
                PreparedStatement other =
                        connection.prepareStatement(
                                "insert into document (kind, id, version, state)"
                                        + " values (?, ?, ?, ?) on conflict do nothing");
                PreparedStatement change = connection.prepareStatement(CHANGE)) {
            for (Document document : inKeyOrder(fresh)) {
                if (insert(document, member, other)) {
                    added.add(document.home());
                    Statements.bind(
                            change,
                            document.home().kind().word(),
                            document.home().id(),
                            document.version());
                    change.executeUpdate();
                }
            }
        }
        return added;
    }

    /** Neighbours lie on one page, which is then written once. */
    private static List<Document> inKeyOrder(List<Document> fresh) {
        return fresh.stream()
                .sorted(
                        Comparator.comparing((Document each) -> each.home().kind())
                                .thenComparing(each -> each.home().id()))
                .toList();
    }

    private static boolean insert(
            Document document, PreparedStatement member, PreparedStatement other)
            throws SQLException {
        Home home = document.home();
        if (home.kind() == Kind.MEMBER) {
            Statements.bind(member, home.id(), document.version(), document.state());
            return member.executeUpdate() == 1;
        }
        Statements.bind(other, home.kind().word(), home.id(), document.version(), document.state());
        return other.executeUpdate() == 1;
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
    public List<Map.Entry<Entry, Cursor>> changes(Connection connection, Cursor after, int limit)
            throws SQLException {
        return Statements.all(
                connection,
                row ->
                        Map.entry(
                                new Entry(
                                        new Home(Kinds.of(row.getString(2)), row.getString(3)),
                                        row.getLong(4)),
                                new Cursor(after.generation(), 0, row.getLong(1))),
                "select position, kind, id, version from change"
                        + " where position > ? order by position limit ?",
                after.minor(),
                limit);
    }

    @Override
    public String cardsOfMember() {
        return "select id from document where kind = 'card'"
                + " and json_extract(state, '$.member') = ?";
    }

    @Override
    public StoreException translated(SQLException e) {
        String text = String.valueOf(e.getMessage());
        if (text.contains("SQLITE_BUSY") || text.contains("SQLITE_LOCKED")) {
            return new StoreException(
                    Fault.CONFLICT, "another program is writing to the database", e);
        }
        if (e instanceof SQLTransientException) {
            return new StoreException(
                    Fault.UNREACHABLE, "the database's one writer was busy for too long", e);
        }
        return new StoreException(
                Fault.BROKEN,
                "the database failed: " + text + "; look at the disk's space and rights",
                e);
    }
}
