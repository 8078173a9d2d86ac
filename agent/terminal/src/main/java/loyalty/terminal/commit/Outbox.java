package loyalty.terminal.commit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.text.JsonText;
import loyalty.terminal.database.Database;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.database.StorageFault;

/**
 * This register's operations, in the order they were made, and what the processor answered. Looking
 * removes nothing; only an answer closes an entry. Thread: till.
 */
public final class Outbox {
    private static final String COLUMNS =
            "position, incarnation, seq, id, kind, member, sale, at, points, money, body, hash,"
                    + " state, answer, member_version, tries, retry_at, replaces";

    private final Database database;
    private final Sealer sealer;
    private final Chain chain;
    private long nothingShownAt = -1;

    Outbox(Database database, Sealer sealer, Chain chain) {
        this.database = database;
        this.sealer = sealer;
        this.chain = chain;
    }

    /**
     * One operation as a person sees it.
     *
     * @param answer the processor's last answer, as it came; empty before there is one
     */
    public record Entry(
            long position,
            long incarnation,
            long seq,
            UUID id,
            String kind,
            Optional<String> member,
            Optional<String> sale,
            Instant at,
            long points,
            long money,
            String hash,
            OperationState state,
            String answer,
            long memberVersion,
            int tries,
            Instant retryAt,
            Optional<UUID> replaces,
            String json) {
        /** The operation exactly as it was written. */
        public Operation operation() throws StorageException {
            return Outbox.operation(json);
        }
    }

    /** How much waits, and what it is worth. */
    public record Backlog(long operations, long points, long money, long quarantined) {}

    /**
     * The next operations to send, oldest first, at most {@code max} and about {@code maxBytes},
     * all of one incarnation: a batch has one author.
     *
     * @param after the position after which to look; 0 for all
     */
    public List<Entry> peek(long after, int max, int maxBytes, Instant now)
            throws StorageException {
        List<Entry> waiting =
                database.list(
                        "select "
                                + COLUMNS
                                + " from operation where state = 'WAITING' and position > ?"
                                + " and retry_at <= ? order by position limit ?",
                        this::read,
                        after,
                        now,
                        max);
        List<Entry> batch = new ArrayList<>();
        long bytes = 0;
        for (Entry entry : waiting) {
            bytes += entry.json().length();
            boolean other = !batch.isEmpty() && entry.incarnation() != batch.get(0).incarnation();
            if (other || (!batch.isEmpty() && bytes > maxBytes)) {
                break;
            }
            batch.add(entry);
        }
        return List.copyOf(batch);
    }

    public Optional<Entry> find(UUID id) throws StorageException {
        return database.one(
                "select " + COLUMNS + " from operation where id = ?", this::read, id.toString());
    }

    /** What waits to be sent, oldest first. */
    public List<Entry> waiting(int max) throws StorageException {
        return inState(OperationState.WAITING, max);
    }

    /** What the processor rejected and nobody has settled, oldest first. */
    public List<Entry> quarantined(int max) throws StorageException {
        return inState(OperationState.QUARANTINED, max);
    }

    private List<Entry> inState(OperationState state, int max) throws StorageException {
        return database.list(
                "select "
                        + COLUMNS
                        + " from operation where state = '"
                        + state.name()
                        + "' order by position limit ?",
                this::read,
                max);
    }

    public Backlog backlog() throws StorageException {
        return database.one(
                        "select count(*), coalesce(sum(points), 0), coalesce(sum(money), 0),"
                                + " (select count(*) from operation where state = 'QUARANTINED')"
                                + " from operation where state = 'WAITING'",
                        row ->
                                new Backlog(
                                        row.getLong(1),
                                        row.getLong(2),
                                        row.getLong(3),
                                        row.getLong(4)))
                .orElseThrow();
    }

    /** Joins the surrounding transaction. False if it was not in quarantine. */
    boolean settle(UUID id) throws StorageException {
        return database.run(
                        "update operation set state = 'SETTLED', shown = 0"
                                + " where id = ? and state = 'QUARANTINED'",
                        id.toString())
                == 1;
    }

    /** Own operations on a member that a cached state of {@code version} does not contain. */
    List<Entry> notIn(String member, long version) throws StorageException {
        return database.list(
                "select "
                        + COLUMNS
                        + " from operation where member = ? and shown = 1 and"
                        + " (member_version is null or member_version = 0 or member_version > ?)"
                        + " order by position",
                this::read,
                member,
                version);
    }

    /** A member's state of {@code version} came: what it contains leaves the display. */
    void seen(String member, long version) throws StorageException {
        if (nothingShownAt == chain.changes()) {
            return; // a first load is a million members, and none of them was served here
        }
        if (database.one("select 1 from operation where shown = 1 limit 1", row -> row.getInt(1))
                .isEmpty()) {
            nothingShownAt = chain.changes();
        }
        database.run(
                "update operation set shown = 0 where member = ? and shown = 1"
                        + " and member_version > 0 and member_version <= ?",
                member,
                version);
    }

    /** Forgets answered operations older than {@code limit}; the journal keeps their hashes. */
    int forgetAnsweredBefore(Instant limit) throws StorageException {
        return database.run(
                "delete from operation where answered_at < ? and state in ('ANSWERED', 'SETTLED')"
                        + " and shown = 0 and seq < (select max(seq) from operation e"
                        + " where e.incarnation = operation.incarnation)",
                limit);
    }

    private String opened(byte[] stored) throws SQLException {
        try {
            return sealer.open(stored);
        } catch (StorageException e) {
            throw new SQLException(e.getMessage(), e);
        }
    }

    static Operation operation(String json) throws StorageException {
        try {
            return Operation.read(JsonText.read(json, "operation"));
        } catch (InvalidDocumentException e) {
            throw new StorageException(
                    StorageFault.CORRUPT, "an operation in the ledger cannot be read", e);
        }
    }

    static Node node(byte[] json) throws SQLException {
        try {
            return JsonText.read(json, "ledger").unplaced();
        } catch (InvalidDocumentException e) {
            throw new SQLException("a document in the ledger cannot be read", e);
        }
    }

    private Entry read(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("position"),
                row.getLong("incarnation"),
                row.getLong("seq"),
                UUID.fromString(row.getString("id")),
                row.getString("kind"),
                Optional.ofNullable(row.getString("member")),
                Optional.ofNullable(row.getString("sale")),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getLong("points"),
                row.getLong("money"),
                row.getString("hash"),
                OperationState.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("answer")).orElse(""),
                row.getLong("member_version"),
                row.getInt("tries"),
                Instant.ofEpochMilli(row.getLong("retry_at")),
                Optional.ofNullable(row.getString("replaces")).map(UUID::fromString),
                opened(row.getBytes("body")));
    }
}
