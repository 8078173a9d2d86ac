package loyalty.engine.returns;

import java.time.Instant;
import java.util.Map;
import loyalty.engine.money.Quantity;

/**
 * One return of one sale.
 *
 * @param id the return's own id
 * @param before what came back earlier
 */
record ReturnCase(String id, SoldReceipt sold, Returned before, ReturnRequest request) {
    Instant at() {
        return request.at();
    }

    /** Quantities that have come back once this return is made. */
    Map<String, Quantity> cumulative() {
        return before.plus(request.lines());
    }

    /** Whether nothing of the sale stays with the customer. */
    boolean isComplete() {
        Map<String, Quantity> returned = cumulative();
        return sold.lines().stream()
                .allMatch(line -> line.quantity().equals(returned.get(line.id())));
    }
}
