package loyalty.terminal.print;

import java.util.Map;
import java.util.Optional;

/**
 * What paper says when the processor could not be asked: of when the balance is, and why points may
 * be used only in part or not at all.
 *
 * @param asOf when the register last heard of the member, on the shop's clock
 * @param cause one of {@link loyalty.terminal.commit.Cause}, by its word; empty if it is not known
 */
record OutOfReach(Optional<String> asOf, String cause) {
    void addTo(Map<String, Object> values) {
        values.put("offline", true);
        asOf.ifPresent(at -> values.put("balanceAsOf", at));
        if (!cause.isEmpty()) {
            values.put("step", Map.of(cause, true));
        }
    }
}
