package loyalty.terminal.commit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import loyalty.protocol.sync.ClockQuality;
import loyalty.protocol.sync.Operation;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.member.KnownMember;

/**
 * What the ledger knows that decides how far this register may go without the processor. Reads only.
 * Thread: till.
 */
public final class Reckoning {
    private final Book book;

    Reckoning(Book book) {
        this.book = book;
    }

    /** Own operations on a member that the cached state does not contain, oldest first. */
    public List<Operation> unseen(KnownMember known) throws StorageException {
        List<Operation> operations = new ArrayList<>();
        for (String name : known.names()) {
            for (Outbox.Entry entry : book.outbox().notIn(name, known.version())) {
                operations.add(entry.operation());
            }
        }
        return List.copyOf(operations);
    }

    /** Redemptions in a row without the processor. */
    public long offlineRedemptions() throws StorageException {
        return book.settings().number("offline.redemptions");
    }

    /** Points spent on trust since the last contact, by all members. */
    public long onTrust() throws StorageException {
        return book.database()
                .one("select coalesce(sum(points), 0) from trust", row -> row.getLong(1))
                .orElse(0L);
    }

    /** The same by one member. */
    public long onTrust(String member) throws StorageException {
        return book.database()
                .one("select points from trust where member = ?", row -> row.getLong(1), member)
                .orElse(0L);
    }

    /** What is left of the rights' term. */
    public Duration termLeft() {
        return book.term().left();
    }

    public boolean fenced() {
        return book.register().fenced();
    }

    public boolean clockTrusted() {
        return book.clock().quality() == ClockQuality.TRUSTED;
    }
}
