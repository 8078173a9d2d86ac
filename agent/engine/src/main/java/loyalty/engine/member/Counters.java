package loyalty.engine.member;

import java.util.List;
import loyalty.engine.money.Money;

/**
 * What a member has bought so far.
 *
 * @param lifetimeSpend money paid since joining, refunds taken off
 * @param lifetimePurchases number of purchases since joining, those wholly returned taken off
 * @param purchases the single purchases of as far back as any window looks, oldest first
 */
public record Counters(Money lifetimeSpend, long lifetimePurchases, List<Purchase> purchases) {
    public static final Counters NONE = new Counters(Money.ZERO, 0, List.of());

    public Counters {
        purchases = List.copyOf(purchases);
    }
}
