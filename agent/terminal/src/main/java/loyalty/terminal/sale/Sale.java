package loyalty.terminal.sale;

import java.time.Instant;

/** A sale as the ledger has it. {@code late} if it was confirmed after its cancellation. */
public record Sale(
        SaleDraft draft, SaleState state, HoldState hold, Instant openedAt, boolean late) {
    public SaleId id() {
        return draft.id();
    }

    public Sale moved(SaleState to, HoldState newHold) {
        return new Sale(draft, to, newHold, openedAt, late);
    }

    public boolean undecided() {
        return state == SaleState.OPEN || state == SaleState.PRINTING;
    }
}
