package loyalty.engine.returns;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import loyalty.engine.accrue.Accrual;
import loyalty.engine.accrue.Earnings;
import loyalty.engine.accrue.Rounding;
import loyalty.engine.lots.NewLots;
import loyalty.engine.lots.Prolonging;
import loyalty.engine.member.Effects;
import loyalty.engine.member.Lot;
import loyalty.engine.member.LotChange;
import loyalty.engine.member.Member;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
import loyalty.engine.money.Quantity;
import loyalty.engine.money.Rate;
import loyalty.engine.money.Span;
import loyalty.engine.programme.LotRule;
import loyalty.engine.quote.CeilingLimit;
import loyalty.engine.quote.ConsumedLot;
import loyalty.engine.quote.CreatedLot;
import loyalty.engine.quote.RedeemWish;
import loyalty.engine.redeem.PayableLine;
import loyalty.engine.redeem.PayingLot;
import loyalty.engine.redeem.Payment;
import loyalty.engine.redeem.RedeemTerms;
import loyalty.engine.redeem.Redeemable;
import loyalty.engine.redeem.Redeemer;
import loyalty.engine.redeem.Redemption;
import loyalty.engine.spread.Shares;

/**
 * A sale put together from redemption, accrual and lots, without promotions: 1 point is worth
 * {@code worth} kopecks, 10 % of what is paid comes back to the purchase's lot and 3 % to another.
 */
final class Sale {
    static final ZoneId ZONE = ZoneId.of("Europe/Moscow");

    private final String id;
    private final Instant at;
    private final long worth;
    private final List<SoldLine> asked = new ArrayList<>();
    private final List<BitSet> payableBy = new ArrayList<>();

    Sale(String id, Instant at, long worth) {
        this.id = id;
        this.at = at;
        this.worth = worth;
    }

    /** A line of {@code count} units at {@code price} kopecks. */
    Sale pieces(long count, long price) {
        Quantity quantity = Quantity.of(count);
        asked.add(new SoldLine("" + asked.size(), quantity, true, List.of(run(count, price))));
        return this;
    }

    /** One weighed unit that costs {@code amount} kopecks. */
    Sale weighed(long millionths, long amount) {
        Quantity quantity = new Quantity(millionths);
        asked.add(new SoldLine("" + asked.size(), quantity, false, List.of(run(1, amount))));
        return this;
    }

    private static SoldRun run(long count, long price) {
        return new SoldRun(count, Money.of(price), Money.ZERO, Map.of());
    }

    /** Which lines the next lot of the member may pay; lots without one pay all. */
    Sale nextLotPays(BitSet lines) {
        payableBy.add(lines);
        return this;
    }

    /** The receipt of this sale for {@code member}, who pays with points as asked. */
    SoldReceipt to(Member member, RedeemWish wish, Optional<Span> prolongs) {
        Redemption redemption = Redeemer.redeem(redeemable(member), wish);
        Accrual accrual = Accrual.of(earnings(redemption), Rounding.DEFAULT);
        List<CreatedLot> created =
                new NewLots(ZONE, at, Optional.empty(), member.debt())
                        .add("purchase", Points.of(accrual.ofRule(0)), LotRule.PLAIN)
                        .add("extra", Points.of(accrual.ofRule(1)), LotRule.PLAIN)
                        .made();
        List<SoldLine> lines = new ArrayList<>();
        for (int line = 0; line < asked.size(); line++) {
            lines.add(sold(line, redemption.onUnits().get(line), accrual.onUnitsByRule(line)));
        }
        List<ConsumedLot> consumed =
                redemption.spent().stream().map(s -> consumed(s, redemption, member)).toList();
        return new SoldReceipt(
                id,
                at,
                member.id(),
                lines,
                consumed,
                created,
                List.of(new Effects.LimitChange("extra", "month/2026-11", 1)),
                List.of("CODE"),
                Optional.empty(),
                Optional.empty());
    }

    /** What the sale does to the member. */
    static Effects effects(SoldReceipt sold, Member member, Optional<Span> prolongs) {
        List<LotChange> changes = new ArrayList<>();
        for (ConsumedLot lot : sold.consumed()) {
            changes.add(new LotChange(lot.lot(), LotChange.Kind.SPENT, lot.points()));
        }
        List<Lot> created = new ArrayList<>();
        for (CreatedLot lot : sold.created()) {
            created.add(
                    new Lot(
                            lot.idIn(sold.sale()),
                            lot.points(),
                            lot.activeFrom(),
                            lot.expiresAt(),
                            lot.source(),
                            sold.sale(),
                            lot.only()));
            changes.add(
                    new LotChange(
                            lot.idIn(sold.sale()), LotChange.Kind.FILLED_DEBT, lot.filledDebt()));
        }
        return new Effects(
                sold.sale(),
                sold.at(),
                created,
                changes,
                Prolonging.by(sold.at(), member.lots(), prolongs, ZONE),
                List.of(),
                List.of(new Effects.PurchaseChange(sold.sale(), sold.at(), due(sold), 1)),
                sold.limits(),
                sold.codesUsed(),
                List.of(),
                List.of(),
                List.of());
    }

    static Money due(SoldReceipt sold) {
        Money due = Money.ZERO;
        for (SoldLine line : sold.lines()) {
            due = due.plus(line.price(line.quantity())).minus(line.redeemed(line.quantity()));
        }
        return due;
    }

    private Redeemable redeemable(Member member) {
        List<PayableLine> lines = new ArrayList<>();
        for (SoldLine line : asked) {
            SoldRun run = line.units().get(0);
            lines.add(
                    new PayableLine(
                            true,
                            List.of(new PayableLine.UnitRun(run.count(), run.price().minor(), 0))));
        }
        List<PayingLot> lots = new ArrayList<>();
        for (Lot lot : member.lots()) {
            BitSet all = new BitSet();
            all.set(0, asked.size());
            int number = lots.size();
            lots.add(
                    new PayingLot(
                            lot.id(),
                            lot.points().units(),
                            lot.points().units(),
                            Instant.MIN,
                            lot.expiresAt().orElse(Instant.MAX),
                            number < payableBy.size(),
                            number < payableBy.size() ? payableBy.get(number) : all));
        }
        RedeemTerms terms =
                new RedeemTerms(worth, Rate.percent(70), false, 1, 0, Long.MAX_VALUE, 0, 1);
        long available = member.available(at).units();
        return new Redeemable(
                terms, lines, 0, lots, available, CeilingLimit.OFFLINE_RIGHTS, List.of());
    }

    private Earnings earnings(Redemption redemption) {
        Earnings earnings = new Earnings(2, 100 * worth);
        for (int line = 0; line < asked.size(); line++) {
            earnings.line();
            Shares shares = redemption.onUnits().get(line);
            SoldRun run = asked.get(line).units().get(0);
            for (long unit = 0; unit < run.count(); unit++) {
                long paid = run.price().minor() - part(shares, unit);
                earnings.units(1, paid * 10, paid * 3);
            }
        }
        return earnings;
    }

    private static long part(Shares shares, long unit) {
        return shares.ofFirst(0, unit + 1) - shares.ofFirst(0, unit);
    }

    private SoldLine sold(int number, Shares redeemed, long[][] earned) {
        SoldLine line = asked.get(number);
        List<SoldRun> runs = new ArrayList<>();
        for (int unit = 0; unit < earned.length; unit++) {
            Map<String, Points> points = new TreeMap<>();
            points.put("purchase", Points.of(earned[unit][0]));
            points.put("extra", Points.of(earned[unit][1]));
            Money price = line.units().get(0).price();
            runs.add(new SoldRun(1, price, Money.of(part(redeemed, unit)), points));
        }
        return new SoldLine(line.id(), line.quantity(), line.pieces(), runs);
    }

    private static ConsumedLot consumed(
            Redemption.Spent spent, Redemption redemption, Member member) {
        List<ConsumedLot.OnLine> on = new ArrayList<>();
        for (Payment payment : redemption.payments()) {
            if (payment.lot().equals(spent.lot())) {
                on.add(new ConsumedLot.OnLine("" + payment.line(), Money.of(payment.amount())));
            }
        }
        Optional<Instant> end = member.lot(spent.lot()).flatMap(Lot::expiresAt);
        return new ConsumedLot(spent.lot(), Points.of(spent.points()), end, on);
    }
}
