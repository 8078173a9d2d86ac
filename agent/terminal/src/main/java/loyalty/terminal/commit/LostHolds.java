package loyalty.terminal.commit;

import java.util.Optional;
import loyalty.protocol.sync.MemberView;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.ReservationBody;
import loyalty.terminal.database.StorageException;

/**
 * Points the processor holds for sales this register knows nothing of. A reservation is written
 * down before it is asked for, so such a sale was lost with a disk that was put back; nobody else
 * can ever let go of what is held for it.
 */
final class LostHolds {
    private final Book book;

    LostHolds(Book book) {
        this.book = book;
    }

    /** Joins the surrounding transaction: writes the cancellations, each once. */
    void letGo(MemberView view) throws StorageException {
        for (MemberView.Hold hold : view.holds()) {
            SaleId sale = new SaleId(hold.sale());
            boolean ours = hold.incarnation() == book.register().incarnation();
            if (ours && book.sales().find(sale).isEmpty() && !book.outbox().cancels(sale)) {
                book.append(
                        OperationDraft.quiet(
                                book.ids().next(),
                                OperationKind.CANCEL,
                                Optional.of(view.id()),
                                new ReservationBody(hold.sale(), view.id()).toNode()),
                        Optional.of(sale));
                book.note("hold.lost", hold.sale(), view.id());
            }
        }
    }
}
