package loyalty.engine.returns;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import loyalty.engine.document.Node;
import loyalty.engine.document.Reading;
import loyalty.engine.form.Measured;
import loyalty.engine.money.Quantity;

/**
 * What the customer brings back.
 *
 * @param lines quantity per line id, each above 0
 */
public record ReturnRequest(Instant at, Map<String, Quantity> lines) {
    public ReturnRequest {
        lines = Map.copyOf(lines);
    }

    /** Reads {@code at} and {@code lines}, each with {@code id} and {@code quantity}. */
    public static Reading<ReturnRequest> read(Node document, Measured pack) {
        return ReturnDocument.readRequest(document, pack.units());
    }

    public Node toNode(Measured pack) {
        return new ReturnDocument(pack.units()).write(this);
    }

    /** Everything that has not come back yet. */
    public static ReturnRequest everything(SoldReceipt sold, Returned before, Instant at) {
        Map<String, Quantity> rest = new TreeMap<>();
        for (SoldLine line : sold.lines()) {
            Quantity left = line.quantity().minus(before.of(line.id()));
            if (left.compareTo(Quantity.ZERO) > 0) {
                rest.put(line.id(), left);
            }
        }
        return new ReturnRequest(at, rest);
    }
}
