package loyalty.terminal.commit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import loyalty.engine.document.Node;
import loyalty.protocol.sync.CanonicalForm;
import loyalty.protocol.sync.ClockQuality;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import loyalty.terminal.database.Database;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.sale.SaleId;

/**
 * Where operations are numbered, each chained to the one before, and written for good. Thread:
 * till.
 */
final class Chain {
    private final Database database;
    private final Register register;
    private final String engineVersion;
    private final Sealer sealer;
    private Optional<Tail> tail = Optional.empty();
    private long changes;

    Chain(Database database, Register register, String engineVersion, Sealer sealer) {
        this.database = database;
        this.register = register;
        this.engineVersion = engineVersion;
        this.sealer = sealer;
    }

    /** The end of the chain that the next operation goes on from. */
    private record Tail(long incarnation, long seq, String hash, long position) {}

    /** An operation as it was written, and where. */
    record Appended(Operation operation, String hash, Mirror.Line line) {}

    /** After a transaction that did not come about, or another incarnation: look again. */
    void forgetTail() {
        tail = Optional.empty();
        changes++;
    }

    /** Rises whenever operations may have been added or taken back. */
    long changes() {
        return changes;
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
        changes++;
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
        Operation operation = Outbox.operation(sealer.open(line.stored()));
        boolean shown = operation.kind() != OperationKind.CANCEL && operation.member().isPresent();
        changes++;
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
}
