package loyalty.terminal.commit;

import java.time.Duration;
import java.time.Instant;
import loyalty.protocol.identity.SigningKey;
import loyalty.terminal.database.StorageException;

/**
 * Keeps the ledger's size bounded: what is settled and older than any return is forgotten, a little
 * at a time. The processor has the sales. Thread: till.
 */
public final class Attic {
    private static final String OPEN = "o.state in ('WAITING', 'QUARANTINED')";

    /** Operations of a sale other than the one that it names, as their index says it. */
    private static final String BESIDES = "(o.kind <> 'sale' or o.replaces is not null)";

    private final Book book;

    Attic(Book book) {
        this.book = book;
    }

    /**
     * Forgets sales decided longer ago than {@code keep}, with their receipt numbers and what came
     * back of them; never one that the processor has not answered.
     *
     * @return how many sales; {@code most} if there may be more
     */
    public int forgetSales(Duration keep, int most) throws StorageException {
        Instant limit = book.clock().instant().minus(keep);
        return book.change(
                () -> {
                    int sales =
                            book.database()
                                    .run(
                                            "delete from sale where id in (select id from sale s"
                                                    + " where decided_at < ? and not exists"
                                                    + " (select 1 from operation o"
                                                    + " where o.id = s.operation and "
                                                    + OPEN
                                                    + ") and not exists"
                                                    + " (select 1 from operation o"
                                                    + " where o.sale = s.id and "
                                                    + BESIDES
                                                    + " and "
                                                    + OPEN
                                                    + ") limit ?)",
                                            limit,
                                            most);
                    if (sales > 0) {
                        book.sales().forgetRecent();
                        book.database()
                                .run(
                                        "delete from give_back where at < ? and sale not in"
                                                + " (select id from sale)",
                                        limit);
                        book.database()
                                .run(
                                        "delete from receipt_number where business_day < ?"
                                                + " and owner not in (select id from sale)",
                                        limit.toString().substring(0, 10));
                    }
                    return sales;
                });
    }

    /**
     * Cuts off what the journal has had for longer than {@code keep}, signed with the register's
     * key, so that what remains still proves itself.
     *
     * @return how many entries; as many as {@code most} if there may be more
     */
    public int cutJournal(Duration keep, int most, SigningKey key) throws StorageException {
        Instant now = book.clock().instant();
        return book.change(() -> book.journal().cut(now.minus(keep), most, key, now));
    }
}
