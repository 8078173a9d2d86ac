package loyalty.protocol.sync;

import java.util.Optional;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * What every paper of a till has, whether goods went out or came back: its number and day, who made
 * it, what the engine was asked, and the answer that was printed.
 *
 * @param receipt the paper's own number; unique with store, register and business day
 * @param businessDay the register's, as 2026-11-25
 */
record TillRecord(
        String receipt,
        String store,
        String businessDay,
        Optional<String> cashier,
        Node.Mapping request,
        Node.Mapping quote) {

    static TillRecord read(Fields fields) {
        return new TillRecord(
                fields.requiredText("receipt"),
                fields.requiredText("store"),
                fields.requiredText("businessDay"),
                fields.text("cashier"),
                Wire.mapping(fields, "request"),
                Wire.mapping(fields, "quote"));
    }

    /** Adds itself to the body it is of. */
    Tree addTo(Tree body) {
        return body.put("receipt", receipt)
                .put("store", store)
                .put("businessDay", businessDay)
                .putText("cashier", cashier)
                .put("request", request)
                .put("quote", quote);
    }
}
