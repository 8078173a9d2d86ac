package loyalty.engine.returns;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import loyalty.engine.document.Node;
import loyalty.engine.form.Measured;
import loyalty.engine.member.Effects;
import loyalty.engine.member.Lot;
import loyalty.engine.member.LotChange;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
import loyalty.engine.money.Quantity;

/**
 * What a return gives back and takes back, shown before anybody confirms it. Immutable.
 *
 * @param price what the returned units cost, points and money together; less if the rest got dearer
 * @param redeemed the part of it that goes back as points
 * @param money what the customer gets in money, after {@code withheld}
 * @param withheld money kept for earned points that were spent already
 * @param keptByReprice how much less {@code price} is because the rest lost a condition
 * @param restored points back to their lots, and to new lots where the old ones have expired
 * @param takenBack earned points taken back, whether there were enough or not
 * @param shortfall the part of {@code takenBack} that was spent already and pays no earlier debt
 * @param owed points put on the member's debt
 * @param restoredTo the points back by the lot that had paid them, alive or not
 * @param takenFrom the points to take back by the lot that the sale made, there or spent
 * @param complete whether nothing of the sale is left with the customer
 * @param effects what it does to the member under the return's id; nothing for an anonymous sale
 * @param after what will have come back of the sale then; the next return needs it
 */
public record ReturnQuote(
        String id,
        String sale,
        Instant at,
        List<ReturnedLine> lines,
        Money price,
        Money redeemed,
        Money money,
        Money withheld,
        Money keptByReprice,
        Points restored,
        Points takenBack,
        Points shortfall,
        Points owed,
        Map<String, Points> restoredTo,
        Map<String, Points> takenFrom,
        boolean complete,
        Effects effects,
        Returned after) {
    /**
     * What comes back of one line.
     *
     * @param price by its units, before any repricing
     * @param redeemed the part of the price that points paid
     * @param earned points that these units had earned
     */
    public record ReturnedLine(
            String line, Quantity quantity, Money price, Money redeemed, Points earned) {}

    public ReturnQuote {
        lines = List.copyOf(lines);
        restoredTo = Map.copyOf(restoredTo);
        takenFrom = Map.copyOf(takenFrom);
    }

    /** Lots that hold restored points because their own lots have expired. */
    public List<Lot> graceLots() {
        return effects.created();
    }

    public Node toNode(Measured pack) {
        return new ReturnDocument(pack.units()).write(this);
    }

    /** Points back to lots that still live. */
    public List<LotChange> backToLots() {
        return effects.changes().stream()
                .filter(change -> change.kind() == LotChange.Kind.RESTORED)
                .toList();
    }
}
