package loyalty.terminal.commit;

import java.util.List;
import loyalty.protocol.sync.SaleBody;

/** Changed copies of bodies. */
final class Bodies {
    private Bodies() {}

    static SaleBody withSpends(SaleBody body, List<SaleBody.Spend> spends) {
        return new SaleBody(
                body.sale(),
                body.receipt(),
                body.store(),
                body.businessDay(),
                body.cashier(),
                body.request(),
                body.quote(),
                body.sold(),
                body.seen(),
                body.seenVersion(),
                spends,
                body.created(),
                body.prolonged(),
                body.money(),
                body.limits(),
                body.codesUsed(),
                body.codesIssued());
    }
}
