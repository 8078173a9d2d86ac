package loyalty.engine.redeem;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import loyalty.engine.quote.RedeemWish;
import loyalty.engine.spread.Shares;

/** Pays a basket with points. Pure: same arguments, same answer. */
public final class Redeemer {
    private Redeemer() {}

    /** What is paid with points if the customer wishes {@code wish}. */
    public static Redemption redeem(Redeemable basket, RedeemWish wish) {
        LineRooms rooms = new LineRooms(basket.terms(), basket.lines());
        List<PayingLot> lots = LotOrder.of(basket.lots(), payable(basket, rooms));
        Ceiling ceiling = new Ceiling(basket, lots, rooms);
        long points = ceiling.granted(wish.most().units());
        long[] given = ceiling.paying(points);
        List<Integer> paying =
                IntStream.range(0, given.length).filter(lot -> given[lot] > 0).boxed().toList();
        long worth = basket.terms().unitWorth();
        List<PayingLot> payers = paying.stream().map(lots::get).toList();
        long[] money = paying.stream().mapToLong(lot -> given[lot] * worth).toArray();
        List<Shares> onUnits = onUnits(basket.lines(), payers, money, rooms);
        long[] onLines = onUnits.stream().mapToLong(Shares::total).toArray();
        return new Redemption(
                ceiling.points(),
                ceiling.limit(wish.most().units(), points),
                points,
                paying.stream().map(i -> spent(lots.get(i), given[i])).toList(),
                Arrays.stream(onLines).boxed().toList(),
                onUnits,
                Payments.of(payers, money, onLines),
                ceiling.isProven());
    }

    private static Redemption.Spent spent(PayingLot lot, long points) {
        return new Redemption.Spent(lot.id(), points);
    }

    private static long[] payable(Redeemable basket, LineRooms rooms) {
        long[] payable = rooms.amounts().clone();
        Arrays.setAll(payable, i -> basket.lines().get(i).payable() ? payable[i] : 0);
        return payable;
    }

    private static List<Shares> onUnits(
            List<PayableLine> lines, List<PayingLot> payers, long[] money, LineRooms rooms) {
        Sources sources = new Sources(payers, Sources.open(rooms.perLine()));
        return MoneyOnUnits.of(lines, rooms.perLine(), sources.admits(), sources.sum(money));
    }
}
