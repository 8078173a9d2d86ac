package loyalty.engine.redeem;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import loyalty.engine.quote.CeilingLimit;
import loyalty.engine.quote.RedeemBound;

/**
 * The most points that may be redeemed, and the last bound that strictly lowered it. Bounds are
 * applied in the order of the rules.
 */
final class Ceiling {
    private final Redeemable basket;
    private final List<PayingLot> lots;
    private final LineRooms rooms;
    private final LotChoice whole;
    private final LotChoice spendable;
    private long points;
    private CeilingLimit limit = CeilingLimit.AVAILABLE;
    private boolean proven = true;

    Ceiling(Redeemable basket, List<PayingLot> lots, LineRooms rooms) {
        this.basket = basket;
        this.lots = lots;
        this.rooms = rooms;
        this.points = basket.available();
        this.whole = choice(PayingLot::points);
        this.spendable =
                lots.stream().anyMatch(lot -> lot.spendable() < lot.points())
                        ? choice(PayingLot::spendable)
                        : whole;
        apply();
    }

    private void apply() {
        RedeemTerms terms = basket.terms();
        long worth = terms.unitWorth();
        lower(rooms.capped() / worth, CeilingLimit.CAP);
        lower(rooms.total() / worth, CeilingLimit.LINE_FLOOR);
        lower(reachable(whole), CeilingLimit.RESTRICTION);
        lower(terms.maximum(), CeilingLimit.MAXIMUM);
        if (spendable != whole) {
            lower(reachable(spendable), basket.lotBound());
        }
        for (RedeemBound bound : basket.bounds()) {
            lower(bound.most().units(), bound.why());
        }
        lower(points - points % terms.step(), CeilingLimit.STEP);
        lower(points < terms.minPoints() ? 0 : points, CeilingLimit.MIN_POINTS);
        lower(basket.basketAmount() < terms.minBasket() ? 0 : points, CeilingLimit.MIN_BASKET);
    }

    private void lower(long bound, CeilingLimit why) {
        if (bound < points) {
            points = bound;
            limit = why;
        }
    }

    private long reachable(LotChoice choice) {
        long reached = Arrays.stream(choice.upTo(points)).sum();
        proven &= choice.isProven();
        return reached;
    }

    private LotChoice choice(ToLongFunction<PayingLot> amount) {
        long[] most = lots.stream().mapToLong(amount).toArray();
        return new LotChoice(basket.terms().unitWorth(), lots, most, rooms.perLine());
    }

    long points() {
        return points;
    }

    /**
     * Why it is not higher, for a customer who got {@code redeemed} and wished for more or less.
     */
    Optional<CeilingLimit> limit(long wish, long redeemed) {
        boolean byWish = wish > 0 && redeemed < points;
        return Optional.of(byWish ? CeilingLimit.WISH : limit);
    }

    /** What is redeemed of a wish: cut to the ceiling, to steps, and to nothing if too little. */
    long granted(long wish) {
        RedeemTerms terms = basket.terms();
        long cut = Math.min(wish, points);
        long whole = cut - cut % terms.step();
        return whole < terms.minPoints() ? 0 : whole;
    }

    /** Points of each lot, for so many in all. */
    long[] paying(long redeemed) {
        return spendable.upTo(redeemed);
    }

    boolean isProven() {
        return proven;
    }
}
