package loyalty.terminal.commit;

import java.util.Optional;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.sale.Outcome;
import loyalty.terminal.sale.ReceiptNumber;
import loyalty.terminal.sale.Refusal;
import loyalty.terminal.sale.Request;
import loyalty.terminal.sale.Sale;
import loyalty.terminal.sale.SaleId;
import loyalty.terminal.sale.SaleState;

/** Outcomes that several changes share. */
final class Refusals {
    private Refusals() {}

    /** What came of an earlier request with the same key; empty if there was none. */
    static Optional<Outcome> earlier(Answers answers, Sales sales, Request request)
            throws StorageException {
        Optional<Answers.Earlier> earlier = answers.find(request);
        if (earlier.isEmpty()) {
            return Optional.empty();
        }
        if (!earlier.get().bodyHash().equals(request.bodyHash())) {
            return Optional.of(
                    new Outcome.Refused(
                            Refusal.KEY_REUSED,
                            "the idempotency key was used with another body",
                            Optional.of(earlier.get().owner())));
        }
        Optional<Sale> sale = sales.find(new SaleId(earlier.get().owner()));
        return Optional.of(new Outcome.Repeated(sale, earlier.get().answer()));
    }

    static Outcome receiptTaken(ReceiptNumber receipt, String owner) {
        return new Outcome.Refused(
                Refusal.RECEIPT_TAKEN,
                "receipt "
                        + receipt.number()
                        + " of "
                        + receipt.businessDay()
                        + " is known already",
                Optional.of(owner));
    }

    static Outcome unknown(SaleId id) {
        return Outcome.Refused.because(Refusal.UNKNOWN_SALE, "no sale " + id);
    }

    static Outcome decided(Sale sale) {
        Refusal refusal =
                sale.state() == SaleState.CANCELLED
                        ? Refusal.CANCELLED_ALREADY
                        : Refusal.CONFIRMED_ALREADY;
        return new Outcome.Refused(
                refusal,
                "sale " + sale.id() + " is " + sale.state(),
                Optional.of(sale.id().value()));
    }
}
