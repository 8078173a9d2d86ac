package loyalty.engine.redeem;

import java.util.List;
import java.util.Optional;
import loyalty.engine.quote.CeilingLimit;
import loyalty.engine.spread.Shares;

/**
 * How a basket is paid with points. Immutable.
 *
 * @param ceiling the most points that could be redeemed
 * @param limitedBy what kept the ceiling, or the points, where they are
 * @param points redeemed
 * @param spent what each lot gives, in the order in which lots pay
 * @param onLines redeemed money per line, in minor units
 * @param onUnits redeemed money per unit of each line, run by run
 * @param payments which lot pays on which line: lots in their order, lines in theirs
 * @param proven false only if the search for the last whole point was given up at its bound
 */
public record Redemption(
        long ceiling,
        Optional<CeilingLimit> limitedBy,
        long points,
        List<Spent> spent,
        List<Long> onLines,
        List<Shares> onUnits,
        List<Payment> payments,
        boolean proven) {
    /** Whole points that one lot gives, above 0. */
    public record Spent(String lot, long points) {}

    public Redemption {
        spent = List.copyOf(spent);
        onLines = List.copyOf(onLines);
        onUnits = List.copyOf(onUnits);
        payments = List.copyOf(payments);
    }

    /** Payments on one line, in the order of lots: they lie on its units one after the other. */
    public List<Payment> paymentsOn(int line) {
        return payments.stream().filter(payment -> payment.line() == line).toList();
    }
}
