package loyalty.engine.returns;

import java.util.Map;
import java.util.TreeMap;
import loyalty.engine.document.Node;
import loyalty.engine.document.Reading;
import loyalty.engine.form.Measured;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
import loyalty.engine.money.Quantity;

/**
 * What has come back of a sale so far, over all its returns.
 *
 * @param lines quantity per line
 * @param price money and redeemed money together that was given back
 * @param money given back before anything was withheld
 * @param reopened debt opened again, by the key of the lot that had filled it
 */
public record Returned(
        Map<String, Quantity> lines, Money price, Money money, Map<String, Points> reopened) {
    public static final Returned NOTHING = new Returned(Map.of(), Money.ZERO, Money.ZERO, Map.of());

    public Returned {
        lines = Map.copyOf(lines);
        reopened = Map.copyOf(reopened);
    }

    /** What has come back of one line. */
    public Quantity of(String line) {
        return lines.getOrDefault(line, Quantity.ZERO);
    }

    /** Reads what a {@link ReturnQuote} has written under {@code after}. */
    public static Reading<Returned> read(Node document, Measured pack) {
        return ReturnDocument.readReturned(document, pack.units());
    }

    public Node toNode(Measured pack) {
        return new ReturnDocument(pack.units()).write(this);
    }

    Points reopened(String key) {
        return reopened.getOrDefault(key, Points.ZERO);
    }

    /** The quantities with more of them returned. */
    Map<String, Quantity> plus(Map<String, Quantity> more) {
        Map<String, Quantity> sum = new TreeMap<>(lines);
        more.forEach((line, quantity) -> sum.merge(line, quantity, Quantity::plus));
        return sum;
    }
}
