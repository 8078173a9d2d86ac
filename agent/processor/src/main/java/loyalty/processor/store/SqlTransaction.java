package loyalty.processor.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.protocol.sync.Holder;

/**
 * A transaction over JDBC. What it writes waits until its end and then travels together; what it
 * reads sees what it wrote.
 */
final class SqlTransaction implements Transaction {
    private final Connection connection;
    private final Dialect dialect;
    private final Home home;

    /** The home has a row that only locks; it must not stay if nothing is saved. */
    private final boolean placeholder;

    private final Writes writes = new Writes();
    private final Map<String, Optional<Seen>> operations = new HashMap<>();
    private final Map<List<String>, Optional<String>> sales = new HashMap<>();
    private Optional<Document> document;
    private boolean saved;
    private boolean feed;

    private SqlTransaction(
            Connection connection,
            Dialect dialect,
            Home home,
            Optional<Document> document,
            boolean placeholder) {
        this.connection = connection;
        this.dialect = dialect;
        this.home = home;
        this.document = document;
        this.placeholder = placeholder;
    }

    static SqlTransaction begin(Connection connection, Dialect dialect, Home home, Wanted wanted)
            throws SQLException {
        Opening found = dialect.open(connection, home, wanted);
        boolean placeholder = found.row().isEmpty() && dialect.locksRows();
        if (placeholder) {
            HomeRow.insertPlaceholder(connection, home);
            found = dialect.open(connection, home, wanted);
        }
        Optional<Document> row = found.row().filter(each -> !each.state().isEmpty());
        SqlTransaction begun =
                new SqlTransaction(connection, dialect, home, row, placeholder && row.isEmpty());
        begun.know(found, wanted);
        return begun;
    }

    private void know(Opening found, Wanted wanted) {
        wanted.operations().forEach(id -> operations.put(id, Optional.empty()));
        found.operations().forEach(seen -> operations.put(seen.operation(), Optional.of(seen)));
        wanted.sales()
                .forEach(
                        id ->
                                sales.put(
                                        List.of(home.key(), id),
                                        Optional.ofNullable(found.sales().get(id))));
    }

    /** All that is to be written, in order. */
    Writes written() {
        if (saved) {
            Document now = document.orElseThrow();
            HomeRow.write(writes, now);
            if (feed) {
                dialect.note(writes, home, now.version());
            }
        } else if (placeholder) {
            HomeRow.delete(writes, home);
        }
        return writes;
    }

    @Override
    public Optional<Document> document() {
        return document;
    }

    @Override
    public void save(long version, String state, boolean heard) {
        saved = true;
        feed |= heard;
        document = Optional.of(new Document(home, version, state));
    }

    @Override
    public Optional<Seen> seen(String operation) throws StoreException {
        if (!operations.containsKey(operation)) {
            operations.put(
                    operation,
                    guarded(
                            () ->
                                    Statements.one(
                                            connection,
                                            SqlTransaction::seen,
                                            "select id, hash, answer, replaced_by from operation"
                                                    + " where home = ? and id = ?",
                                            home.key(),
                                            operation)));
        }
        return operations.getOrDefault(operation, Optional.empty());
    }

    @Override
    public void remember(Seen seen) {
        operations.put(seen.operation(), Optional.of(seen));
        writes.add(
                "insert into operation (home, id, hash, answer, replaced_by)"
                        + " values (?, ?, ?, ?, ?) on conflict (home, id) do update"
                        + " set hash = excluded.hash, answer = excluded.answer,"
                        + " replaced_by = excluded.replaced_by",
                home.key(),
                seen.operation(),
                seen.hash(),
                seen.answer(),
                seen.replacedBy());
    }

    @Override
    public Optional<String> sale(String at, String id) throws StoreException {
        List<String> key = List.of(at, id);
        if (!sales.containsKey(key)) {
            sales.put(
                    key,
                    guarded(
                            () ->
                                    Statements.one(
                                            connection,
                                            row -> row.getString(1),
                                            "select state from sale where home = ? and id = ?",
                                            at,
                                            id)));
        }
        return sales.getOrDefault(key, Optional.empty());
    }

    @Override
    public void saveSale(String id, String state) {
        sales.put(List.of(home.key(), id), Optional.of(state));
        writes.add(
                "insert into sale (home, id, state) values (?, ?, ?)"
                        + " on conflict (home, id) do update set state = excluded.state",
                home.key(),
                id,
                state);
    }

    @Override
    public void record(ReceiptLine line) {
        writes.add(
                "insert into receipt (home, id, kind, day, store, register, cashier, identified,"
                        + " base_minor, discount_minor, redeemed_minor, due_minor, earned, spent)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict do nothing",
                home.key(),
                line.id(),
                line.kind(),
                line.day(),
                line.store(),
                line.register(),
                line.cashier(),
                line.identified() ? 1 : 0,
                line.baseMinor(),
                line.discountMinor(),
                line.redeemedMinor(),
                line.dueMinor(),
                line.earned(),
                line.spent());
        for (Promotion promotion : line.promotions()) {
            writes.add(
                    "insert into receipt_promotion"
                            + " (home, receipt, day, promotion, discount_minor, points)"
                            + " values (?, ?, ?, ?, ?, ?) on conflict do nothing",
                    home.key(),
                    line.id(),
                    line.day(),
                    promotion.id(),
                    promotion.discountMinor(),
                    promotion.points());
        }
    }

    @Override
    public void bound(Map<Holder, Long> points) {
        writes.add("delete from bound where home = ?", home.key());
        points.forEach(
                (holder, held) ->
                        writes.add(
                                "insert into bound (home, register, incarnation, points)"
                                        + " values (?, ?, ?, ?)",
                                home.key(),
                                holder.register(),
                                holder.incarnation(),
                                held));
    }

    static Seen seen(ResultSet row) throws SQLException {
        return new Seen(row.getString(1), row.getString(2), row.getString(3), row.getString(4));
    }

    private <T> T guarded(SqlStore.Query<T> query) throws StoreException {
        try {
            return query.run();
        } catch (SQLException e) {
            throw dialect.translated(e);
        }
    }
}
