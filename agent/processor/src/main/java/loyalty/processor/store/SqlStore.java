package loyalty.processor.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private static final long FRESH_NANOS = 1_000_000_000L;

    /** The generation, and when it was looked up. */
    private record Known(String generation, long nanos) {}

    private final Writers writers;
    private final DataSource readers;
    private final Dialect dialect;
    private volatile Known generation = new Known("", 0);

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

    SqlStore(Writers writers, DataSource readers, Dialect dialect) {
        this.writers = writers;
        this.readers = readers;
        this.dialect = dialect;
    }

    @Override
    public final <T> T transact(Home home, Work<T> work) throws StoreException {
        return transact(home, work, Wanted.NOTHING);
    }

    @Override
    public <T> T transact(Home home, Work<T> work, Wanted wanted) throws StoreException {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(home, work, wanted);
            } catch (StoreException e) {
                if (e.fault() != Fault.CONFLICT || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private <T> T attempt(Home home, Work<T> work, Wanted wanted) throws StoreException {
        if (current.get().isPresent()) {
            throw new IllegalStateException("a transaction writes one home: " + home);
        }
        try (Connection connection = writers.open()) {
            current.set(Optional.of(connection));
            try {
                SqlTransaction transaction =
                        SqlTransaction.begin(connection, dialect, home, wanted);
                T result = work.in(transaction);
                dialect.commit(connection, transaction.written());
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

    static void undo(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public Optional<Document> find(Home home) throws StoreException {
        return read(connection -> HomeRow.find(connection, home, ""))
                .filter(document -> !document.state().isEmpty());
    }

    @Override
    public List<Document> find(List<Home> homes) throws StoreException {
        Map<Home, Document> found =
                read(connection -> HomeRow.findAll(connection, new LinkedHashSet<>(homes)));
        return homes.stream()
                .flatMap(home -> Optional.ofNullable(found.get(home)).stream())
                .filter(document -> !document.state().isEmpty())
                .toList();
    }

    @Override
    public List<Document> page(Kind kind, String after, int limit) throws StoreException {
        return read(connection -> HomeRow.page(connection, kind, after, limit));
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
    public List<StoredSale> pastSales(SaleKey after, int limit) throws StoreException {
        return read(
                connection ->
                        Statements.all(
                                connection,
                                row ->
                                        new StoredSale(
                                                new SaleKey(row.getString(1), row.getString(2)),
                                                row.getString(3)),
                                "select home, id, state from sale where (home, id) > (?, ?)"
                                        + " order by home, id limit ?",
                                after.home(),
                                after.id(),
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
                connection -> {
                    Writes writes = new Writes();
                    HomeRow.delete(writes, home);
                    dialect.send(connection, writes);
                    return true;
                });
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
        List<Map.Entry<Entry, Cursor>> rows =
                read(connection -> dialect.changes(connection, after, limit + 1));
        List<Map.Entry<Entry, Cursor>> page = rows.subList(0, Math.min(limit, rows.size()));
        return new Feed(
                page.stream().map(Map.Entry::getKey).toList(),
                page.isEmpty() ? after : page.get(page.size() - 1).getValue(),
                rows.size() > limit);
    }

    /** Asked for with every answer, so it is looked up again only after a moment. */
    @Override
    public String generation() throws StoreException {
        Known last = generation;
        if (System.nanoTime() - last.nanos() < FRESH_NANOS && !last.generation().isEmpty()) {
            return last.generation();
        }
        String now = storedGeneration();
        generation = new Known(now, System.nanoTime());
        return now;
    }

    private String storedGeneration() throws StoreException {
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
        return storedGeneration();
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
        generation = new Known(next, System.nanoTime());
        return next;
    }

    @Override
    public Numbers answered(Holder holder, Map<Long, String> hashes) throws StoreException {
        return write(connection -> new AnsweredNumbers(connection, holder).note(hashes, dialect));
    }

    @Override
    public Set<Home> add(List<Document> fresh) throws StoreException {
        return write(connection -> dialect.add(connection, fresh));
    }

    @Override
    public List<Home> cards(String member) throws StoreException {
        return read(
                connection ->
                        Statements.all(
                                connection,
                                row -> new Home(Kind.CARD, row.getString(1)),
                                dialect.cardsOfMember(),
                                member));
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
        return read(connection -> new ReceiptSums(from, to).by(connection, by));
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
        try (Connection connection = writers.open()) {
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
}
