package loyalty.terminal.commit;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import loyalty.engine.document.Node;
import loyalty.protocol.sync.Operation;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.sale.SaleId;

/**
 * What the processor rejected for good, and what a person makes of it: sent again as it was or
 * mended, or given up. Each is one durable transaction, and the journal keeps it. Thread: till.
 */
public final class Quarantine {
    private final Book book;

    Quarantine(Book book) {
        this.book = book;
    }

    /** What became of the wish to send a rejected operation again. */
    public sealed interface Again {
        /** It waits to be sent, under a new id that names the old one. */
        record Waits(UUID operation) implements Again {}

        /** The mended body contradicts what this register's own books say already. */
        record Refused(String why) implements Again {}

        /** There is no such operation in quarantine. */
        record Missing() implements Again {}
    }

    /** Oldest first. */
    public List<Outbox.Entry> list(int max) throws StorageException {
        return book.outbox().quarantined(max);
    }

    public Optional<Outbox.Entry> find(UUID rejected) throws StorageException {
        return book.outbox()
                .find(rejected)
                .filter(entry -> entry.state() == OperationState.QUARANTINED);
    }

    /**
     * Sends a rejected operation again in a mended form, under a new id that names the old one; at
     * most one of the two ever applies. What it spent stays spent.
     *
     * @param why a person's reason, for the journal
     */
    public Again mend(UUID rejected, Node.Mapping body, String why) throws StorageException {
        return book.change(
                () -> {
                    Optional<Outbox.Entry> found = find(rejected);
                    if (found.isEmpty()) {
                        return new Again.Missing();
                    }
                    Operation before = found.get().operation();
                    Optional<String> problem =
                            MendedBody.problem(before.kind(), before.body(), body);
                    return problem.isPresent()
                            ? new Again.Refused(problem.get())
                            : again(found.get(), body, why);
                });
    }

    /** The same operation again, when what stood in its way at the processor is gone. */
    public Again retry(UUID rejected) throws StorageException {
        return book.change(
                () -> {
                    Optional<Outbox.Entry> found = find(rejected);
                    return found.isEmpty()
                            ? new Again.Missing()
                            : again(found.get(), found.get().operation().body(), "as it was");
                });
    }

    private Again again(Outbox.Entry old, Node.Mapping body, String why) throws StorageException {
        book.outbox().settle(old.id());
        Operation before = old.operation();
        OperationDraft draft =
                new OperationDraft(
                        book.ids().next(),
                        before.kind(),
                        before.member(),
                        body,
                        before.pack(),
                        old.points(),
                        old.money(),
                        Optional.of(old.id()));
        UUID id = book.append(draft, old.sale().map(SaleId::new)).id();
        book.note("quarantine.mended", old.id().toString(), id + " " + why);
        return new Again.Waits(id);
    }

    /** A person decides that a rejected operation stays undone; the journal keeps it and why. */
    public boolean drop(UUID rejected, String why) throws StorageException {
        return book.change(
                () -> {
                    boolean settled = book.outbox().settle(rejected);
                    if (settled) {
                        book.note("quarantine.dropped", rejected.toString(), why);
                    }
                    return settled;
                });
    }
}
