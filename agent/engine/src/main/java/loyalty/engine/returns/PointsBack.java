package loyalty.engine.returns;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.member.Lot;
import loyalty.engine.member.LotChange;
import loyalty.engine.member.LotChange.Kind;
import loyalty.engine.member.Member;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
import loyalty.engine.money.Quantity;
import loyalty.engine.programme.ReturnRules.OnShortfall;
import loyalty.engine.quote.ConsumedLot;
import loyalty.engine.quote.CreatedLot;
import loyalty.engine.select.Restriction;

/**
 * The points of one return: redeemed points go back to the lots that gave them, earned points are
 * taken back from the lots that the sale made. Filled once, then read.
 */
final class PointsBack {
    private final ReturnTerms terms;
    private final ReturnCase now;
    private final SoldReceipt sold;
    private final Returned before;
    private final Map<String, Quantity> cumulative;

    private final List<Lot> graceLots = new ArrayList<>();
    private final List<LotChange> changes = new ArrayList<>();
    private final Map<String, Points> restoredTo = new HashMap<>();
    private final Map<String, Points> takenFrom = new HashMap<>();
    private final Map<String, Points> reopened;
    private Points restored = Points.ZERO;
    private Points takenBack = Points.ZERO;
    private Points shortfall = Points.ZERO;
    private Points owed = Points.ZERO;
    private Money withheld = Money.ZERO;

    PointsBack(ReturnTerms terms, ReturnCase now) {
        this.terms = terms;
        this.now = now;
        this.sold = now.sold();
        this.before = now.before();
        this.cumulative = now.cumulative();
        this.reopened = new HashMap<>(before.reopened());
    }

    /** Gives every lot the points that it paid for what has come back. */
    void restore(Member member) {
        for (int i = 0; i < sold.consumed().size(); i++) {
            Points back = paid(i, cumulative).minus(paid(i, before.lines()));
            if (back.isPositive()) {
                restored = restored.plus(back);
                restoredTo.merge(sold.consumed().get(i).lot(), back, Points::plus);
                restore(sold.consumed().get(i), back, member);
            }
        }
    }

    /** Whole points that consumed lot {@code i} paid for {@code returned}: the money, floored. */
    private Points paid(int i, Map<String, Quantity> returned) {
        Money money = Money.ZERO;
        for (ConsumedLot.OnLine on : sold.consumed().get(i).on()) {
            money = money.plus(paidOnLine(i, on, returned));
        }
        return terms.points().coveredFloor(money);
    }

    /** On a line lots lie one after the other over the redeemed money of its units. */
    private Money paidOnLine(int i, ConsumedLot.OnLine on, Map<String, Quantity> returned) {
        SoldLine line = sold.line(on.line()).orElseThrow();
        Money covered = line.redeemed(returned.getOrDefault(on.line(), Quantity.ZERO));
        Money earlier = Money.ZERO;
        for (ConsumedLot lot : sold.consumed().subList(0, i)) {
            for (ConsumedLot.OnLine other : lot.on()) {
                earlier = other.line().equals(on.line()) ? earlier.plus(other.amount()) : earlier;
            }
        }
        return covered.minus(earlier).max(Money.ZERO).min(on.amount());
    }

    private void restore(ConsumedLot consumed, Points back, Member member) {
        Optional<Lot> lot = member.lot(consumed.lot()).map(this::afterwards);
        if (lot.isPresent() && !lot.get().isExpired(now.at())) {
            changes.add(new LotChange(consumed.lot(), Kind.RESTORED, back));
            return;
        }
        Optional<Instant> ownEnd = consumed.expiresAt().filter(end -> lot.isEmpty());
        Instant grace = terms.rules().grace().after(now.at(), terms.zone());
        boolean lives = lot.isEmpty() && ownEnd.map(end -> now.at().isBefore(end)).orElse(true);
        graceLots.add(
                new Lot(
                        now.id() + ":" + consumed.lot(),
                        back,
                        Optional.of(now.at()),
                        lives ? ownEnd : Optional.of(grace),
                        lot.map(Lot::source).orElse(consumed.lot()),
                        now.id(),
                        lot.map(Lot::only).orElse(Restriction.NONE)));
    }

    /** A wholly returned sale prolongs nothing any more. */
    private Lot afterwards(Lot lot) {
        return now.isComplete() ? lot.withoutProlongation(sold.sale()) : lot;
    }

    /** Takes back what the returned units earned. */
    void takeBack(Member member, Money refund) {
        for (CreatedLot lot : sold.created()) {
            Points due = earned(lot, cumulative).minus(earned(lot, before.lines()));
            if (due.isPositive()) {
                takenBack = takenBack.plus(due);
                takenFrom.merge(lot.idIn(sold.sale()), due, Points::plus);
                takeBack(lot, due, member);
            }
        }
        settle(refund);
    }

    /** Points for one lot; the parts of a burn schedule are filled one after the other. */
    private Points earned(CreatedLot lot, Map<String, Quantity> returned) {
        Points sum = Points.ZERO;
        for (SoldLine line : sold.lines()) {
            Quantity quantity = returned.getOrDefault(line.id(), Quantity.ZERO);
            sum = sum.plus(line.earned(quantity, lot.source()));
        }
        for (CreatedLot part : sold.created()) {
            if (part.equals(lot)) {
                break;
            }
            sum = part.source().equals(lot.source()) ? sum.minus(part.points()) : sum;
        }
        return sum.max(Points.ZERO).min(lot.points());
    }

    /** First what is unspent, then the debt that the lot had filled; the rest is missing. */
    private void takeBack(CreatedLot created, Points due, Member member) {
        String lotId = created.idIn(sold.sale());
        Optional<Lot> lot = member.lot(lotId);
        Points unspent = lot.map(Lot::points).orElse(Points.ZERO).min(due);
        if (unspent.isPositive()) {
            changes.add(new LotChange(lotId, Kind.TAKEN, unspent));
        }
        Points filled = created.filledDebt().minus(before.reopened(created.key()));
        Points opened = due.minus(unspent).min(filled);
        reopened.merge(created.key(), opened, Points::plus);
        owe(opened);
        boolean goneUnseen = lot.isEmpty() && created.expiresAt().filter(this::isOver).isPresent();
        Points missing = due.minus(unspent).minus(opened);
        shortfall = goneUnseen ? shortfall : shortfall.plus(missing);
    }

    private boolean isOver(Instant end) {
        return !now.at().isBefore(end);
    }

    private void settle(Money refund) {
        OnShortfall rule = terms.rules().onShortfall();
        if (rule == OnShortfall.NEGATIVE) {
            owe(shortfall);
        } else if (rule == OnShortfall.WITHHOLD) {
            withheld = terms.worth(shortfall).min(refund);
        }
    }

    private void owe(Points points) {
        if (points.isPositive()) {
            owed = owed.plus(points);
            changes.add(new LotChange(LotChange.DEBT, Kind.OWED, points));
        }
    }

    List<Lot> graceLots() {
        return graceLots;
    }

    List<LotChange> changes() {
        return changes;
    }

    Map<String, Points> reopened() {
        reopened.values().removeIf(Points::isZero);
        return reopened;
    }

    Map<String, Points> restoredTo() {
        return restoredTo;
    }

    Map<String, Points> takenFrom() {
        return takenFrom;
    }

    Points restored() {
        return restored;
    }

    Points takenBack() {
        return takenBack;
    }

    Points shortfall() {
        return shortfall;
    }

    Points owed() {
        return owed;
    }

    Money withheld() {
        return withheld;
    }
}
