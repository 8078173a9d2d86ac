package loyalty.engine.returns;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import loyalty.engine.member.Effects;
import loyalty.engine.member.Member;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
import loyalty.engine.money.Quantity;
import loyalty.engine.quote.CreatedLot;
import loyalty.engine.returns.ReturnQuote.ReturnedLine;

/** One return being calculated. Lives for one call. */
final class ReturnCalculation {
    private final ReturnTerms terms;
    private final Pricing pricing;
    private final ReturnCase now;
    private final SoldReceipt sold;
    private final Returned before;
    private final Map<String, Quantity> cumulative;

    ReturnCalculation(ReturnTerms terms, Pricing pricing, ReturnCase now) {
        this.terms = terms;
        this.pricing = pricing;
        this.now = now;
        this.sold = now.sold();
        this.before = now.before();
        this.cumulative = now.cumulative();
    }

    ReturnQuote quote(Optional<Member> member) {
        Money unitsPrice = sum(cumulative, SoldLine::price);
        Money price = isRepriced() ? repriced() : unitsPrice;
        Money redeemed = sum(cumulative, SoldLine::redeemed);
        Money due = price.minus(redeemed).minus(before.money()).max(Money.ZERO);
        PointsBack points = new PointsBack(terms, now);
        if (member.isPresent()) {
            points.restore(member.get());
            points.takeBack(member.get(), due);
        }
        Returned after =
                new Returned(cumulative, price, before.money().plus(due), points.reopened());
        return new ReturnQuote(
                now.id(),
                sold.sale(),
                now.at(),
                lines(),
                price.minus(before.price()),
                redeemed.minus(sum(before.lines(), SoldLine::redeemed)),
                due.minus(points.withheld()),
                points.withheld(),
                unitsPrice.minus(price),
                points.restored(),
                points.takenBack(),
                points.shortfall(),
                points.owed(),
                points.restoredTo(),
                points.takenFrom(),
                now.isComplete(),
                member.isPresent() ? effects(points, due) : Effects.none(now.id(), now.at()),
                after);
    }

    private boolean isRepriced() {
        return terms.rules().reprice() && sold.request().isPresent() && !now.isComplete();
    }

    /**
     * Sold less what the rest costs by itself, which is at least what points have paid of it; never
     * less than what was refunded before.
     */
    private Money repriced() {
        Map<String, Quantity> all = everything();
        Money cost =
                pricing.cost(
                        RestBasket.of(sold.request().orElseThrow(), cumulative), sold.member());
        Money paidWithPoints =
                sum(all, SoldLine::redeemed).minus(sum(cumulative, SoldLine::redeemed));
        return sum(all, SoldLine::price).minus(cost.max(paidWithPoints)).max(before.price());
    }

    private Map<String, Quantity> everything() {
        Map<String, Quantity> all = new HashMap<>();
        sold.lines().forEach(line -> all.put(line.id(), line.quantity()));
        return all;
    }

    private Money sum(
            Map<String, Quantity> returned, BiFunction<SoldLine, Quantity, Money> amount) {
        Money sum = Money.ZERO;
        for (SoldLine line : sold.lines()) {
            sum = sum.plus(amount.apply(line, returned.getOrDefault(line.id(), Quantity.ZERO)));
        }
        return sum;
    }

    private List<ReturnedLine> lines() {
        List<ReturnedLine> lines = new ArrayList<>();
        for (SoldLine line : sold.lines()) {
            if (now.request().lines().containsKey(line.id())) {
                lines.add(returned(line));
            }
        }
        return lines;
    }

    private ReturnedLine returned(SoldLine line) {
        Quantity from = before.of(line.id());
        Quantity to = cumulative.getOrDefault(line.id(), Quantity.ZERO);
        Points earned = Points.ZERO;
        for (String source : sources()) {
            earned = earned.plus(line.earned(to, source).minus(line.earned(from, source)));
        }
        return new ReturnedLine(
                line.id(),
                to.minus(from),
                line.price(to).minus(line.price(from)),
                line.redeemed(to).minus(line.redeemed(from)),
                earned);
    }

    private List<String> sources() {
        return sold.created().stream().map(CreatedLot::source).distinct().toList();
    }

    private Effects effects(PointsBack points, Money refunded) {
        boolean last = now.isComplete();
        Effects.PurchaseChange purchase =
                new Effects.PurchaseChange(
                        sold.sale(), sold.at(), Money.ZERO.minus(refunded), last ? -1 : 0);
        return new Effects(
                now.id(),
                now.at(),
                points.graceLots(),
                points.changes(),
                List.of(),
                last ? List.of(sold.sale()) : List.of(),
                List.of(purchase),
                last ? limitsBack() : List.of(),
                List.of(),
                last ? sold.codesUsed() : List.of(),
                List.of(),
                List.of());
    }

    private List<Effects.LimitChange> limitsBack() {
        return sold.limits().stream()
                .map(use -> new Effects.LimitChange(use.promotion(), use.period(), -use.uses()))
                .toList();
    }
}
