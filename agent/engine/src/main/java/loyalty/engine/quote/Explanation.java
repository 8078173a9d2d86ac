package loyalty.engine.quote;

import java.util.Map;
import java.util.Optional;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;

/**
 * What one promotion of the pack did, or why it did nothing.
 *
 * @param reason why not; empty if it applied
 * @param needed what the failing test asked for, written as the quote writes it; empty if it has no
 *     number
 * @param have what there was
 * @param missing the difference
 * @param to the promotion or group that won over it; empty if none
 * @param by how much better the winner is for the customer
 * @param arm of a trial that the member is in; empty outside trials
 * @param texts short sentences for the cashier, by language
 */
public record Explanation(
        String promotion,
        Optional<Reason> reason,
        Money discount,
        Points points,
        String needed,
        String have,
        String missing,
        String to,
        Optional<Money> by,
        String arm,
        Map<String, String> texts) {
    public Explanation {
        texts = Map.copyOf(texts);
    }

    public boolean applied() {
        return reason.isEmpty();
    }
}
