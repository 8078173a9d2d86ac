package loyalty.terminal.commit;

import loyalty.protocol.sync.MemberView;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.sale.SaleId;

/**
 * Sales that the processor knows this register made and the register does not: it was put back,
 * whole, to an older state, and what stood beside its ledger with it. Its rights may be spent
 * already; as somebody new it spends nothing twice, and what it forgot is settled as a dead
 * register's.
 */
final class Forgotten {
    private final Book book;

    Forgotten(Book book) {
        this.book = book;
    }

    /** Joins the surrounding transaction. */
    void lookFor(MemberView view) throws StorageException {
        for (MemberView.Awaited sale : view.awaited()) {
            boolean ours = sale.incarnation() == book.register().incarnation();
            if (ours && book.sales().find(new SaleId(sale.sale())).isEmpty()) {
                book.fence(
                        "the processor awaits sale " + sale.sale() + ", which is not known here");
            }
        }
    }
}
