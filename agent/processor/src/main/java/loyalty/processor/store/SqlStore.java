package loyalty.processor.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.StoreException.Fault;
import loyalty.protocol.sync.Holder;

/**
 * The store over JDBC. Writers and readers may have different pools; what the databases do
 * differently is in {@link Dialect}.
 */
abstract class SqlStore implements Store {
    private static final int ATTEMPTS = 5;

    private final DataSource writers;
    private final DataSource readers;
    private final Dialect dialect;

    /**
     * The connection of the transaction that this thread is in. What it reads meanwhile goes over
     * the same one: taking a second from the pool while holding the first could leave all waiting.
     */
    private final ThreadLocal<Optional<Connection>> current =
            ThreadLocal.withInitial(Optional::empty);

    /** Something that may fail as databases do. */
    @FunctionalInterface
    interface Query<T> {
        T run() throws SQLException;
    }

    /** The same with a connection. */
    @FunctionalInterface
    interface Read<T> {
        T of(Connection connection) throws SQLException;
    }

    SqlStore(DataSource writers, DataSource readers, Dialect dialect) {
        this.writers = writers;
        this.readers = readers;
        this.dialect = dialect;
    }

    @Override
    public <T> T transact(Home home, Work<T> work) throws StoreException {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(home, work);
            } catch (StoreException e) {
                if (e.fault() != Fault.CONFLICT || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private <T> T attempt(Home home, Work<T> work) throws StoreException {
        if (current.get().isPresent()) {
            throw new IllegalStateException("a transaction writes one home: " + home);
        }
        try (Connection connection = writers.getConnection()) {
            current.set(Optional.of(connection));
            try {
                T result = inside(connection, home, work);
                connection.commit();
                return result;
            } catch (SQLException | StoreException | RuntimeException e) {
                undo(connection, e);
                throw e;
            } finally {
                current.remove();
            }
        } catch (SQLException e) {
            throw dialect.translated(e);
        }
    }

    final <T> T inside(Connection connection, Home home, Work<T> work)
            throws SQLException, StoreException {
        SqlTransaction transaction = SqlTransaction.begin(connection, dialect, home);
        T result = work.in(transaction);
        transaction.end();
        return result;
    }

    static void undo(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public Optional<Document> find(Home home) throws StoreException {
        return read(connection -> find(connection, home, ""))
                .filter(document -> !document.state().isEmpty());
    }

    static Optional<Document> find(Connection connection, Home home, String lock)
            throws SQLException {
        if (home.kind() == Kind.MEMBER) {
            return Statements.one(
                    connection,
                    row -> document(home.kind(), row),
                    "select id, version, state from member where id = ?" + lock,
                    home.id());
        }
        return Statements.one(
                connection,
                row -> document(home.kind(), row),
                "select id, version, state from document where kind = ? and id = ?" + lock,
                home.kind().word(),
                home.id());
    }

    private static Document document(Kind kind, ResultSet row) throws SQLException {
        return new Document(new Home(kind, row.getString(1)), row.getLong(2), row.getString(3));
    }

    @Override
    public List<Document> page(Kind kind, String after, int limit) throws StoreException {
        if (kind == Kind.MEMBER) {
            return read(
                    connection ->
                            Statements.all(
                                    connection,
                                    row -> document(kind, row),
                                    "select id, version, state from member"
                                            + " where id > ? and state <> '' order by id limit ?",
                                    after,
                                    limit));
        }
        return read(
                connection ->
                        Statements.all(
                                connection,
                                row -> document(kind, row),
                                "select id, version, state from document where kind = ?"
                                        + " and id > ? and state <> '' order by id limit ?",
                                kind.word(),
                                after,
                                limit));
    }

    @Override
    public List<String> sales(Home home, int limit) throws StoreException {
        return read(
                connection ->
                        Statements.all(
                                connection,
                                row -> row.getString(1),
                                "select state from sale where home = ? order by id limit ?",
                                home.key(),
                                limit));
    }

    @Override
    public void forgetSales(Home home) throws StoreException {
        write(
                connection ->
                        Statements.update(
                                connection, "delete from sale where home = ?", home.key()));
    }

    @Override
    public void remove(Home home) throws StoreException {
        write(
                connection ->
                        Statements.update(
                                connection,
                                "delete from document where kind = ? and id = ?",
                                home.kind().word(),
                                home.id()));
    }

    @Override
    public long count(Kind kind) throws StoreException {
        if (kind == Kind.MEMBER) {
            return number("select count(*) from member where state <> ''");
        }
        return number("select count(*) from document where kind = ?", kind.word());
    }

    private long number(String sql, Object... values) throws StoreException {
        return read(
                connection ->
                        Statements.one(connection, row -> row.getLong(1), sql, values).orElse(0L));
    }

    @Override
    public Cursor horizon() throws StoreException {
        String generation = generation();
        return read(connection -> dialect.horizon(connection, generation));
    }

    @Override
    public Feed changes(Cursor after, int limit) throws StoreException {
        return read(connection -> dialect.changes(connection, after, limit));
    }

    @Override
    public String generation() throws StoreException {
        Optional<String> known =
                read(
                        connection ->
                                Statements.one(
                                        connection,
                                        row -> row.getString(1),
                                        "select value from meta where name = 'generation'"));
        return known.isPresent() ? known.get() : firstGeneration();
    }

    private String firstGeneration() throws StoreException {
        write(
                connection ->
                        Statements.update(
                                connection,
                                "insert into meta (name, value) values ('generation', ?)"
                                        + " on conflict do nothing",
                                UUID.randomUUID().toString()));
        return generation();
    }

    @Override
    public String newGeneration() throws StoreException {
        String next = UUID.randomUUID().toString();
        write(
                connection ->
                        Statements.update(
                                connection,
                                "insert into meta (name, value) values ('generation', ?)"
                                        + " on conflict (name) do update"
                                        + " set value = excluded.value",
                                next));
        return next;
    }

    @Override
    public Numbers answered(Holder holder, Map<Long, String> hashes) throws StoreException {
        return write(
                connection -> {
                    long gapless = lockGapless(connection, holder);
                    boolean contradicted = false;
                    for (Map.Entry<Long, String> entry : hashes.entrySet()) {
                        contradicted |= !note(connection, holder, entry.getKey(), entry.getValue());
                    }
                    long now = advance(connection, holder, gapless);
                    Statements.update(
                            connection,
                            "update gapless set seq = ? where register = ? and incarnation = ?",
                            now,
                            holder.register(),
                            holder.incarnation());
                    return new Numbers(now, contradicted);
                });
    }

    private long lockGapless(Connection connection, Holder holder) throws SQLException {
        Statements.update(
                connection,
                "insert into gapless (register, incarnation, seq) values (?, ?, 0)"
                        + " on conflict do nothing",
                holder.register(),
                holder.incarnation());
        return Statements.one(
                        connection,
                        row -> row.getLong(1),
                        "select seq from gapless where register = ? and incarnation = ?"
                                + dialect.lock(),
                        holder.register(),
                        holder.incarnation())
                .orElse(0L);
    }

    /** False if the number was known with another hash. */
    private static boolean note(Connection connection, Holder holder, long seq, String hash)
            throws SQLException {
        int inserted =
                Statements.update(
                        connection,
                        "insert into answered (register, incarnation, seq, hash)"
                                + " values (?, ?, ?, ?) on conflict do nothing",
                        holder.register(),
                        holder.incarnation(),
                        seq,
                        hash);
        return inserted == 1
                || Statements.one(
                                connection,
                                row -> row.getString(1),
                                "select hash from answered where register = ?"
                                        + " and incarnation = ? and seq = ?",
                                holder.register(),
                                holder.incarnation(),
                                seq)
                        .map(hash::equals)
                        .orElse(true);
    }

    private static long advance(Connection connection, Holder holder, long gapless)
            throws SQLException {
        long last = gapless;
        List<Long> numbers =
                Statements.all(
                        connection,
                        row -> row.getLong(1),
                        "select seq from answered where register = ? and incarnation = ?"
                                + " and seq > ? order by seq",
                        holder.register(),
                        holder.incarnation(),
                        gapless);
        for (long number : numbers) {
            if (number != last + 1) {
                break;
            }
            last = number;
        }
        return last;
    }

    @Override
    public List<Bound> boundTo(Holder holder, int limit) throws StoreException {
        return read(
                connection ->
                        Statements.all(
                                connection,
                                row -> new Bound(Home.member(row.getString(1)), row.getLong(2)),
                                "select home, points from bound"
                                        + " where register = ? and incarnation = ? limit ?",
                                holder.register(),
                                holder.incarnation(),
                                limit));
    }

    @Override
    public Map<Holder, Long> bound() throws StoreException {
        Map<Holder, Long> sums = new LinkedHashMap<>();
        read(connection ->
                        Statements.all(
                                connection,
                                row ->
                                        Map.entry(
                                                new Holder(row.getString(1), row.getLong(2)),
                                                row.getLong(3)),
                                "select register, incarnation, sum(points) from bound"
                                        + " group by register, incarnation"
                                        + " order by register, incarnation"))
                .forEach(entry -> sums.put(entry.getKey(), entry.getValue()));
        return sums;
    }

    @Override
    public List<Sums> sums(Grouping by, String from, String to) throws StoreException {
        if (by == Grouping.PROMOTION) {
            return promotionSums(from, to);
        }
        String group = by == Grouping.PROGRAMME ? "''" : by.name().toLowerCase(Locale.ROOT);
        String sql =
                "select "
                        + group
                        + ", sum(case when kind = 'sale' then 1 else 0 end),"
                        + " sum(case when kind = 'sale' then identified else 0 end),"
                        + " sum(base_minor), sum(discount_minor), sum(redeemed_minor),"
                        + " sum(case when kind = 'sale' then due_minor else 0 end),"
                        + " sum(case when kind = 'sale' then due_minor * identified else 0 end),"
                        + " sum(earned), sum(spent),"
                        + " sum(case when kind = 'return' then 1 else 0 end),"
                        + " sum(case when kind = 'return' then due_minor else 0 end)"
                        + " from receipt where day >= ? and day <= ?"
                        + (by == Grouping.PROGRAMME ? "" : " group by " + group)
                        + " order by 1";
        return read(connection -> Statements.all(connection, SqlStore::sums, sql, from, to));
    }

    private static Sums sums(ResultSet row) throws SQLException {
        return new Sums(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                row.getLong(12));
    }

    private List<Sums> promotionSums(String from, String to) throws StoreException {
        return read(
                connection ->
                        Statements.all(
                                connection,
                                row ->
                                        new Sums(
                                                row.getString(1),
                                                row.getLong(2),
                                                row.getLong(2),
                                                0,
                                                row.getLong(3),
                                                0,
                                                0,
                                                0,
                                                row.getLong(4),
                                                0,
                                                0,
                                                0),
                                "select promotion, count(*), sum(discount_minor), sum(points)"
                                        + " from receipt_promotion where day >= ? and day <= ?"
                                        + " group by promotion order by promotion",
                                from,
                                to));
    }

    @Override
    public void audit(AuditEntry entry) throws StoreException {
        write(
                connection ->
                        Statements.update(
                                connection,
                                "insert into audit (at, actor, act, detail) values (?, ?, ?, ?)",
                                entry.at(),
                                entry.actor(),
                                entry.act(),
                                entry.detail()));
    }

    @Override
    public List<AuditEntry> audit(int limit) throws StoreException {
        return read(
                connection ->
                        Statements.all(
                                connection,
                                row ->
                                        new AuditEntry(
                                                row.getString(1),
                                                row.getString(2),
                                                row.getString(3),
                                                row.getString(4)),
                                "select at, actor, act, detail from audit"
                                        + " order by position desc limit ?",
                                limit));
    }

    @Override
    public void ping() throws StoreException {
        number("select 1");
    }

    /** One reading statement, outside of any transaction. */
    <T> T read(Read<T> read) throws StoreException {
        Optional<Connection> open = current.get();
        if (open.isPresent()) {
            try {
                return read.of(open.get());
            } catch (SQLException e) {
                throw dialect.translated(e);
            }
        }
        try (Connection connection = readers.getConnection()) {
            return read.of(connection);
        } catch (SQLException e) {
            throw dialect.translated(e);
        }
    }

    /** One transaction that is not about a home: register rows, audit, meta. */
    <T> T write(Read<T> write) throws StoreException {
        try (Connection connection = writers.getConnection()) {
            try {
                T result = write.of(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                undo(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw dialect.translated(e);
        }
    }

    /** The entries of a feed's page, one more than asked for if there are more. */
    static Feed feed(List<Map.Entry<Entry, Cursor>> rows, Cursor after, int limit) {
        List<Entry> entries = new ArrayList<>();
        Cursor last = after;
        for (Map.Entry<Entry, Cursor> row : rows.subList(0, Math.min(limit, rows.size()))) {
            entries.add(row.getKey());
            last = row.getValue();
        }
        return new Feed(entries, last, rows.size() > limit);
    }
}
