package loyalty.engine.redeem;

import java.util.List;
import loyalty.engine.quote.CeilingLimit;
import loyalty.engine.quote.RedeemBound;

/**
 * All that redemption looks at.
 *
 * @param lines every line of the basket, after discounts
 * @param basketAmount what {@code minBasket} is compared with, in minor units
 * @param lots lots usable now, in any order
 * @param available points the member has in all live lots, less any debt; at least 0
 * @param lotBound why {@code spendable} of lots may be less than their points
 * @param bounds further bounds of the register, the last that lowers the ceiling names it
 */
public record Redeemable(
        RedeemTerms terms,
        List<PayableLine> lines,
        long basketAmount,
        List<PayingLot> lots,
        long available,
        CeilingLimit lotBound,
        List<RedeemBound> bounds) {
    public Redeemable {
        lines = List.copyOf(lines);
        lots = List.copyOf(lots);
        bounds = List.copyOf(bounds);
    }
}
