package loyalty.engine;

import java.util.ArrayList;
import java.util.List;
import loyalty.engine.arbitrate.Arbitration;
import loyalty.engine.arbitrate.Choice;
import loyalty.engine.arbitrate.Contest;
import loyalty.engine.basket.Line;
import loyalty.engine.basket.Mode;
import loyalty.engine.money.Points;
import loyalty.engine.price.Prices;
import loyalty.engine.programme.Offline;
import loyalty.engine.programme.Redeem;
import loyalty.engine.promotion.Promotion;
import loyalty.engine.promotion.Situation;
import loyalty.engine.quote.CeilingLimit;
import loyalty.engine.quote.QuoteRequest;
import loyalty.engine.quote.RedeemBound;
import loyalty.engine.redeem.PayableLine;
import loyalty.engine.redeem.PayableLine.UnitRun;
import loyalty.engine.redeem.PayingLot;
import loyalty.engine.redeem.PayingLots;
import loyalty.engine.redeem.RedeemTerms;
import loyalty.engine.redeem.Redeemable;
import loyalty.engine.redeem.Redeemer;
import loyalty.engine.redeem.Redemption;
import loyalty.engine.spread.Shares;

/** Stage 2: what points pay. */
final class Redeemed {
    private final Outcome outcome;
    private final Redemption redemption;

    private Redeemed(Outcome outcome, Redemption redemption) {
        this.outcome = outcome;
        this.redemption = redemption;
    }

    static Redeemed of(
            Situation situation,
            QuoteRequest request,
            Discounts discounts,
            List<Promotion> running) {
        Blocking blocking = new Blocking(running, discounts.outcome().applied());
        Contest contest = Contest.of(blocking.free(), situation.settings().groups());
        RedeemPlay rules = new RedeemPlay(contest, situation, discounts);
        Choice choice = Arbitration.best(contest, rules);
        Arbitration.replay(choice, contest, rules);
        Outcome outcome =
                new Outcome(
                        contest,
                        choice,
                        rules.effective(),
                        blocking.blocked(),
                        () -> new RedeemPlay(contest, situation, discounts));
        Redeemable basket = basket(situation, request, discounts, rules);
        return new Redeemed(outcome, Redeemer.redeem(basket, request.redeem()));
    }

    private static Redeemable basket(
            Situation situation, QuoteRequest request, Discounts discounts, RedeemPlay rules) {
        List<Line> lines = situation.basket().lines();
        List<PayableLine> payable = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            payable.add(new PayableLine(rules.isPayable(i), runs(discounts.prices(), i)));
        }
        List<PayingLot> lots =
                situation
                        .member()
                        .map(
                                member ->
                                        PayingLots.of(
                                                member,
                                                situation.context(),
                                                lines,
                                                discounts::isDiscounted))
                        .orElse(List.of());
        return new Redeemable(
                terms(situation, rules),
                payable,
                situation.basket().amount().minor(),
                lots,
                Math.max(0, available(situation).units()),
                CeilingLimit.OFFLINE_RIGHTS,
                bounds(situation, request));
    }

    /** Live points less debt. */
    static Points available(Situation situation) {
        return situation
                .member()
                .map(member -> member.available(situation.at()).minus(member.debt()))
                .orElse(Points.ZERO);
    }

    private static List<RedeemBound> bounds(Situation situation, QuoteRequest request) {
        List<RedeemBound> bounds = new ArrayList<>();
        if (situation.context().mode() == Mode.OFFLINE) {
            Offline offline = situation.settings().offline();
            if (offline.policy() == Offline.Policy.REFUSE) {
                bounds.add(new RedeemBound(Points.ZERO, CeilingLimit.OFFLINE_POLICY));
            }
            if (offline.policy() == Offline.Policy.FLOOR_LIMIT) {
                offline.perMember()
                        .ifPresent(
                                most ->
                                        bounds.add(
                                                new RedeemBound(
                                                        most, CeilingLimit.OFFLINE_POLICY)));
            }
        }
        request.bound().ifPresent(bounds::add);
        return bounds;
    }

    private static RedeemTerms terms(Situation situation, RedeemPlay rules) {
        Redeem redeem = situation.settings().redeem();
        return new RedeemTerms(
                situation.settings().points().unitWorth().minor(),
                rules.cap(),
                redeem.capPerLine(),
                redeem.step().units(),
                redeem.minPoints().units(),
                redeem.maximum().map(Points::units).orElse(Long.MAX_VALUE),
                redeem.minBasket().minor(),
                redeem.minLineAmount().minor());
    }

    private static List<UnitRun> runs(Prices prices, int line) {
        List<UnitRun> runs = new ArrayList<>();
        int from = prices.firstUnit(line);
        int end = prices.firstUnit(line + 1);
        for (int unit = from; unit < end; unit++) {
            int next = unit + 1;
            boolean ends =
                    next == end
                            || prices.now(next) != prices.now(unit)
                            || prices.room(next) != prices.room(unit);
            if (ends) {
                long least = prices.now(unit) - prices.room(unit);
                runs.add(new UnitRun(next - from, prices.now(unit), least));
                from = next;
            }
        }
        return runs;
    }

    Outcome outcome() {
        return outcome;
    }

    Redemption redemption() {
        return redemption;
    }

    /** Redeemed money on each unit of a line. */
    long[] onUnits(int line) {
        Shares shares = redemption.onUnits().get(line);
        return unrolled(shares);
    }

    static long[] unrolled(Shares shares) {
        int count = 0;
        for (int run = 0; run < shares.runs(); run++) {
            count += (int) shares.count(run);
        }
        long[] units = new long[count];
        int next = 0;
        for (int run = 0; run < shares.runs(); run++) {
            for (long i = 0; i < shares.count(run); i++) {
                units[next++] = shares.each(run) + (i < shares.raised(run) ? 1 : 0);
            }
        }
        return units;
    }
}
