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
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.CanonicalForm;
import loyalty.protocol.sync.ClockQuality;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
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

    private static final long LONGEST_WAIT_MILLIS = 600_000;

    private final Database database;
    private final Register register;
    private final String engineVersion;
    private final Sealer sealer;
    private Optional<Tail> tail = Optional.empty();
    private boolean nothingShown;

    Outbox(Database database, Register register, String engineVersion, Sealer sealer) {
        this.database = database;
        this.register = register;
        this.engineVersion = engineVersion;
        this.sealer = sealer;
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

    /** The end of the chain that the next operation goes on from. */
    private record Tail(long incarnation, long seq, String hash, long position) {}

    /** An operation as it was written, and where. */
    record Appended(Operation operation, String hash, Mirror.Line line) {}

    /** After a transaction that did not come about, or another incarnation: look again. */
    void forgetTail() {
        tail = Optional.empty();
        nothingShown = false;
    }

    private Tail tail() throws StorageException {
        long incarnation = register.incarnation();
        Optional<Tail> known = tail.filter(t -> t.incarnation == incarnation);
        if (known.isPresent()) {
            return known.get();
        }
        long seq = lastSeq();
        return new Tail(incarnation, seq, lastHash(seq), lastPosition());
    }

    /** Joins the surrounding transaction: numbers the operation and writes it for good. */
    Appended append(OperationDraft draft, Optional<SaleId> sale, Instant at, ClockQuality clock)
            throws StorageException {
        nothingShown = false;
        Tail before = tail();
        long seq = before.seq + 1;
        long position = before.position + 1;
        Operation operation =
                new Operation(
                        draft.id(),
                        register.holder(),
                        seq,
                        draft.member(),
                        draft.kind(),
                        draft.body(),
                        draft.pack(),
                        draft.pack().isEmpty() ? "" : engineVersion,
                        Instant.ofEpochMilli(at.toEpochMilli()),
                        clock,
                        before.hash,
                        draft.replaces(),
                        List.of());
        Node.Mapping node = operation.toNode();
        String hash = CanonicalForm.hash(node);
        byte[] stored = sealer.close(node, Sealer.isPersonal(draft.kind(), draft.body()));
        database.run(
                "insert into operation (incarnation, seq, id, kind, member, sale, at, points,"
                        + " money, body, hash, previous, state, shown, replaces, position)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                operation.holder().incarnation(),
                seq,
                draft.id().toString(),
                draft.kind().word(),
                draft.member(),
                sale.map(SaleId::value),
                at,
                draft.points(),
                draft.money(),
                stored,
                hash,
                operation.previous(),
                OperationState.WAITING,
                draft.shown(),
                draft.replaces().map(UUID::toString),
                position);
        tail = Optional.of(new Tail(before.incarnation, seq, hash, position));
        return new Appended(operation, hash, new Mirror.Line(position, stored));
    }

    /** The number of the present incarnation's last operation. */
    long lastSeq() throws StorageException {
        return database.one(
                        "select max(seq) from operation where incarnation = ?",
                        row -> row.getLong(1),
                        register.incarnation())
                .orElse(0L);
    }

    long lastPosition() throws StorageException {
        return database.one("select max(position) from operation", row -> row.getLong(1))
                .orElse(0L);
    }

    private String lastHash(long seq) throws StorageException {
        return database.one(
                        "select hash from operation where incarnation = ? and seq = ?",
                        row -> row.getString(1),
                        register.incarnation(),
                        seq)
                .orElse("");
    }

    /**
     * The next operations to send, oldest first, at most {@code max} and about {@code maxBytes},
     * all of one incarnation: a batch has one author.
     */
    public List<Entry> peek(int max, int maxBytes, Instant now) throws StorageException {
        List<Entry> waiting =
                database.list(
                        "select "
                                + COLUMNS
                                + " from operation where state = 'WAITING' and retry_at <= ?"
                                + " order by position limit ?",
                        this::read,
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

    /** Joins the surrounding transaction. An answer to an unknown operation changes nothing. */
    void answered(Answer answer, Instant now) throws StorageException {
        switch (answer.outcome()) {
            case ACCEPTED, CORRECTED -> close(answer, answer, OperationState.ANSWERED, now);
            case REJECTED -> close(answer, answer, OperationState.QUARANTINED, now);
            case LATER -> retryLater(answer, now);
            case KNOWN -> {
                Answer first = answer.first().orElse(answer);
                boolean rejected = first.outcome() == Answer.Outcome.REJECTED;
                OperationState state =
                        rejected ? OperationState.QUARANTINED : OperationState.ANSWERED;
                close(answer, first, state, now);
            }
        }
    }

    private void close(Answer answer, Answer told, OperationState state, Instant now)
            throws StorageException {
        database.run(
                "update operation set state = ?, answer = ?, member_version = ?, answered_at = ?,"
                        + " tries = tries + 1 where id = ? and state in ('WAITING', 'ANSWERED')",
                state,
                JsonText.write(told.toNode()),
                answer.version(),
                now,
                answer.operation().toString());
    }

    /** Holds back the operation, and the later ones of its member with it. */
    private void retryLater(Answer answer, Instant now) throws StorageException {
        Optional<Entry> entry = find(answer.operation());
        if (entry.isEmpty() || entry.get().state() != OperationState.WAITING) {
            return;
        }
        long wait = Math.min(LONGEST_WAIT_MILLIS, 1_000L << Math.min(entry.get().tries(), 10));
        Instant until = now.plusMillis(wait);
        database.run(
                "update operation set answer = ?, tries = tries + 1, retry_at = ? where id = ?",
                JsonText.write(answer.toNode()),
                until,
                answer.operation().toString());
        database.run(
                "update operation set retry_at = max(retry_at, ?) where member = ? and shown = 1"
                        + " and state = 'WAITING' and position > ?",
                until,
                entry.get().member().orElse(""),
                entry.get().position());
    }

    /** Whether anything waits because the processor does not know its pack. */
    boolean waitsForPack() throws StorageException {
        return database.one(
                        "select 1 from operation where state = 'WAITING' and tries > 0"
                                + " and answer like '%\"UNKNOWN_PACK\"%' limit 1",
                        row -> row.getInt(1))
                .isPresent();
    }

    /** Everything that waits may be sent at once; a person asked for it, or the line is back. */
    void retryNow() throws StorageException {
        database.run("update operation set retry_at = 0 where state = 'WAITING'");
    }

    /**
     * The processor lost what it had after {@code seq}: answered operations from there are sent
     * again. Joins the surrounding transaction. Returns how many.
     */
    int sendAgainAfter(long incarnation, long seq) throws StorageException {
        return database.run(
                "update operation set state = 'WAITING', retry_at = 0, answered_at = null"
                        + " where incarnation = ? and seq > ? and state = 'ANSWERED'",
                incarnation,
                seq);
    }

    /**
     * The same for all earlier lives of this register, whose numbers nobody compares any more.
     * Joins the surrounding transaction.
     */
    int sendAgainAllBut(long incarnation) throws StorageException {
        return database.run(
                "update operation set state = 'WAITING', retry_at = 0, answered_at = null"
                        + " where incarnation <> ? and state = 'ANSWERED'",
                incarnation);
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
        if (nothingShown) {
            return; // a first load is a million members, and none of them was served here
        }
        nothingShown =
                database.one(
                                "select 1 from operation where shown = 1 limit 1",
                                row -> row.getInt(1))
                        .isEmpty();
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

    /** Operations after a place in the ledger, as they are stored. */
    List<Mirror.Line> storedAfter(long position, int max) throws StorageException {
        return database.list(
                "select position, body from operation where position > ? order by position limit ?",
                row -> new Mirror.Line(row.getLong(1), row.getBytes(2)),
                position,
                max);
    }

    /**
     * An operation from a copy goes back to its place, to be sent again; the processor knows
     * whether it has it. Nothing if the ledger has it. Joins the surrounding transaction.
     */
    boolean putBack(Mirror.Line line) throws StorageException {
        Operation operation = operation(sealer.open(line.stored()));
        boolean shown = operation.kind() != OperationKind.CANCEL && operation.member().isPresent();
        nothingShown = false;
        return database.run(
                        "insert or ignore into operation (position, incarnation, seq, id, kind,"
                                + " member, at, points, money, body, hash, previous, state, shown,"
                                + " replaces) values (?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, ?, ?, ?, ?)",
                        line.position(),
                        operation.holder().incarnation(),
                        operation.seq(),
                        operation.id().toString(),
                        operation.kind().word(),
                        operation.member(),
                        operation.at(),
                        line.stored(),
                        operation.hash(),
                        operation.previous(),
                        OperationState.WAITING,
                        shown,
                        operation.replaces().map(UUID::toString))
                == 1;
    }

    private static Operation operation(String json) throws StorageException {
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
