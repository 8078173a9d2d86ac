package loyalty.terminal.print;

import java.time.Instant;
import java.util.List;

/**
 * A shift's figures: money in minor units, points in units of the point scale.
 *
 * @param enrolled newcomers
 * @param offlineSales sales made while the processor could not be reached
 * @param waiting operations it has not answered yet
 * @param quarantined operations it rejected
 */
public record ShiftFigures(
        long number,
        Instant opened,
        Instant closed,
        String closedBy,
        List<Cashier> cashiers,
        long enrolled,
        long offlineSales,
        long waiting,
        long quarantined) {
    public ShiftFigures {
        cashiers = List.copyOf(cashiers);
    }

    /**
     * One cashier's part.
     *
     * @param missed points that unidentified customers would have earned
     */
    public record Cashier(
            String name,
            long receipts,
            long identified,
            long due,
            long dueIdentified,
            long earned,
            long redeemed,
            long missed) {}
}
