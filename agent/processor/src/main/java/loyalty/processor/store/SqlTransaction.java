package loyalty.processor.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import loyalty.processor.store.Home.Kind;
import loyalty.protocol.sync.Holder;

/** A transaction over JDBC; its SQL is what SQLite and PostgreSQL have in common. */
final class SqlTransaction implements Transaction {
    private final Connection connection;
    private final Dialect dialect;
    private final Home home;
    private final Optional<Document> document;

    /** The home has a row that only locks; it must not stay if nothing is saved. */
    private final boolean placeholder;

    private boolean saved;

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

    static SqlTransaction begin(Connection connection, Dialect dialect, Home home)
            throws SQLException {
        Optional<Document> found = locked(connection, dialect, home);
        if (found.isPresent() || !dialect.locksRows()) {
            return new SqlTransaction(connection, dialect, home, found, false);
        }
        insertPlaceholder(connection, home);
        Optional<Document> row = locked(connection, dialect, home);
        boolean empty = row.isEmpty() || row.get().state().isEmpty();
        return new SqlTransaction(connection, dialect, home, empty ? Optional.empty() : row, empty);
    }

    /** Called before the commit. */
    void end() throws SQLException {
        if (placeholder && !saved) {
            if (home.kind() == Kind.MEMBER) {
                Statements.update(connection, "delete from member where id = ?", home.id());
            } else {
                Statements.update(
                        connection,
                        "delete from document where kind = ? and id = ?",
                        home.kind().word(),
                        home.id());
            }
        }
    }

    private static Optional<Document> locked(Connection connection, Dialect dialect, Home home)
            throws SQLException {
        return SqlStore.find(connection, home, dialect.lock());
    }

    private static void insertPlaceholder(Connection connection, Home home) throws SQLException {
        if (home.kind() == Kind.MEMBER) {
            Statements.update(
                    connection,
                    "insert into member (id, version, state) values (?, 0, '')"
                            + " on conflict do nothing",
                    home.id());
        } else {
            Statements.update(
                    connection,
                    "insert into document (kind, id, version, state) values (?, ?, 0, '')"
                            + " on conflict do nothing",
                    home.kind().word(),
                    home.id());
        }
    }

    @Override
    public Optional<Document> document() {
        return document;
    }

    @Override
    public void save(long version, String state, boolean feed) throws StoreException {
        saved = true;
        guarded(
                () -> {
                    write(version, state);
                    if (feed) {
                        dialect.note(connection, home, version);
                    }
                    return true;
                });
    }

    private void write(long version, String state) throws SQLException {
        if (home.kind() == Kind.MEMBER) {
            Statements.update(
                    connection,
                    "insert into member (id, version, state) values (?, ?, ?) on conflict (id)"
                            + " do update set version = excluded.version, state = excluded.state",
                    home.id(),
                    version,
                    state);
        } else {
            Statements.update(
                    connection,
                    "insert into document (kind, id, version, state) values (?, ?, ?, ?)"
                            + " on conflict (kind, id)"
                            + " do update set version = excluded.version, state = excluded.state",
                    home.kind().word(),
                    home.id(),
                    version,
                    state);
        }
    }

    @Override
    public Optional<Seen> seen(String operation) throws StoreException {
        return guarded(
                () ->
                        Statements.one(
                                connection,
                                row ->
                                        new Seen(
                                                row.getString(1),
                                                row.getString(2),
                                                row.getString(3),
                                                row.getString(4)),
                                "select id, hash, answer, replaced_by from operation"
                                        + " where home = ? and id = ?",
                                home.key(),
                                operation));
    }

    @Override
    public void remember(Seen seen) throws StoreException {
        guarded(
                () ->
                        Statements.update(
                                connection,
                                "insert into operation (home, id, hash, answer, replaced_by)"
                                        + " values (?, ?, ?, ?, ?) on conflict (home, id) do update"
                                        + " set hash = excluded.hash, answer = excluded.answer,"
                                        + " replaced_by = excluded.replaced_by",
                                home.key(),
                                seen.operation(),
                                seen.hash(),
                                seen.answer(),
                                seen.replacedBy()));
    }

    @Override
    public Optional<String> sale(String at, String id) throws StoreException {
        return guarded(
                () ->
                        Statements.one(
                                connection,
                                row -> row.getString(1),
                                "select state from sale where home = ? and id = ?",
                                at,
                                id));
    }

    @Override
    public void saveSale(String id, String state) throws StoreException {
        guarded(
                () ->
                        Statements.update(
                                connection,
                                "insert into sale (home, id, state) values (?, ?, ?)"
                                        + " on conflict (home, id)"
                                        + " do update set state = excluded.state",
                                home.key(),
                                id,
                                state));
    }

    @Override
    public void record(ReceiptLine line) throws StoreException {
        guarded(
                () -> {
                    recordLine(line);
                    for (Promotion promotion : line.promotions()) {
                        recordPromotion(line, promotion);
                    }
                    return true;
                });
    }

    private void recordLine(ReceiptLine line) throws SQLException {
        Statements.update(
                connection,
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
    }

    private void recordPromotion(ReceiptLine line, Promotion promotion) throws SQLException {
        Statements.update(
                connection,
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

    @Override
    public void bound(Map<Holder, Long> points) throws StoreException {
        guarded(
                () -> {
                    Statements.update(connection, "delete from bound where home = ?", home.key());
                    for (Map.Entry<Holder, Long> entry : points.entrySet()) {
                        Statements.update(
                                connection,
                                "insert into bound (home, register, incarnation, points)"
                                        + " values (?, ?, ?, ?)",
                                home.key(),
                                entry.getKey().register(),
                                entry.getKey().incarnation(),
                                entry.getValue());
                    }
                    return true;
                });
    }

    private <T> T guarded(SqlStore.Query<T> query) throws StoreException {
        try {
            return query.run();
        } catch (SQLException e) {
            throw dialect.translated(e);
        }
    }
}
