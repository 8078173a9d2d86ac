package loyalty.engine.quote;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;

/**
 * Points taken from one lot, in the order of consumption.
 *
 * @param on the money they pay on each line, so that a return knows which lot to fill: on a line
 *     the lots lie in their order over the redeemed money of its units
 */
public record ConsumedLot(String lot, Points points, Optional<Instant> expiresAt, List<OnLine> on) {
    /** Money that the lot pays on the line with this id. */
    public record OnLine(String line, Money amount) {}

    public ConsumedLot {
        on = List.copyOf(on);
    }
}
