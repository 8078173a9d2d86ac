package loyalty.terminal.checkout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loyalty.drivers.loop.Duty;
import loyalty.terminal.commit.Keys;
import loyalty.terminal.commit.Till;
import loyalty.terminal.sale.OwedPaper;
import loyalty.terminal.sale.Sale;
import loyalty.terminal.sale.SaleId;

/**
 * Queues what the ledger owes on paper: mostly it is queued already by the call that wrote the
 * sale, and then this only settles the debt; after a crash or a full disk it is queued here. The
 * printer's journal knows the job, so that it comes out once.
 */
public final class OutstandingPaper implements Duty {
    private static final int AT_ONCE = 50;

    private final Till till;
    private final Paper paper;
    private final Printing printing;

    public OutstandingPaper(Till till, Keys keys, Programme programme, Paper paper) {
        this.till = till;
        this.paper = paper;
        this.printing = new Printing(paper, programme, new ReturnCodes(till, keys));
    }

    @Override
    public String name() {
        return "outstanding-paper";
    }

    @Override
    public boolean turn() throws NotPossible, IOException {
        if (paper.printer().isEmpty()) {
            return false; // what is owed waits for a printer
        }
        List<OwedPaper> owed = Waiting.till(till, () -> till.ledger().paper().all(AT_ONCE));
        List<String> settled = new ArrayList<>();
        for (OwedPaper one : owed) {
            if (queued(one)) {
                settled.add(one.job());
            }
        }
        if (settled.isEmpty()) {
            return false;
        }
        Waiting.till(
                till,
                () -> {
                    till.ledger().paper().settled(settled);
                    return true;
                });
        return owed.size() == AT_ONCE;
    }

    /** False if it is worth another try. */
    private boolean queued(OwedPaper owed) throws NotPossible, IOException {
        if (owed.about().isPresent()) {
            return printing.print(owed);
        }
        SaleId id = new SaleId(owed.job());
        Optional<Sale> sale = Waiting.till(till, () -> till.ledger().sale(id));
        return sale.isEmpty() || printing.sale(sale.get());
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
