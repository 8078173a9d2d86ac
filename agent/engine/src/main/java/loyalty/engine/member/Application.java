package loyalty.engine.member;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;

/** Applies one operation's effects to a member. Lives for one call. */
final class Application {
    private final Member before;
    private final Map<String, Lot> lots = new LinkedHashMap<>();
    private long debt;

    Application(Member before) {
        this.before = before;
        this.debt = before.debt().units();
        before.lots().forEach(lot -> lots.put(lot.id(), lot));
    }

    Member apply(Effects effects) {
        effects.created().forEach(lot -> lots.put(lot.id(), lot));
        effects.changes().forEach(this::change);
        effects.prolonged().forEach(p -> prolong(p, effects.operation()));
        effects.prolongationsEnded()
                .forEach(sale -> lots.replaceAll((id, lot) -> lot.withoutProlongation(sale)));
        Set<String> granted = new TreeSet<>(before.granted());
        granted.addAll(effects.granted());
        return before.with(
                counters(effects),
                List.copyOf(lots.values()),
                Points.of(debt),
                codes(effects),
                codesUsed(effects),
                limits(effects),
                granted);
    }

    private void prolong(Effects.Prolongation longer, String sale) {
        lots.computeIfPresent(
                longer.lot(), (id, lot) -> lot.withProlongation(sale, longer.expiresAt()));
    }

    private void change(LotChange change) {
        long points = change.points().units();
        switch (change.kind()) {
            case SPENT, TAKEN -> move(change.lot(), -points);
            case RESTORED -> move(change.lot(), points);
            case FILLED_DEBT -> {
                move(change.lot(), -points);
                debt -= points;
            }
            case OWED -> debt += points;
            case FORGIVEN -> debt -= points;
        }
    }

    private void move(String id, long points) {
        Lot lot = lots.get(id);
        if (lot == null) {
            throw new IllegalArgumentException("member " + before.id() + " has no lot " + id);
        }
        lots.put(id, lot.withPoints(Points.of(Math.addExact(lot.points().units(), points))));
    }

    private Counters counters(Effects effects) {
        Counters counters = before.counters();
        for (Effects.PurchaseChange change : effects.purchases()) {
            counters = counted(counters, change);
        }
        return counters;
    }

    private static Counters counted(Counters counters, Effects.PurchaseChange change) {
        List<Purchase> purchases = new ArrayList<>(counters.purchases());
        if (change.count() > 0) {
            purchases.add(new Purchase(change.at(), change.amount(), change.sale()));
        } else {
            purchases.replaceAll(p -> p.sale().equals(change.sale()) ? reduced(p, change) : p);
            purchases.removeIf(p -> change.count() < 0 && p.sale().equals(change.sale()));
        }
        return new Counters(
                counters.lifetimeSpend().plus(change.amount()),
                counters.lifetimePurchases() + change.count(),
                purchases);
    }

    private static Purchase reduced(Purchase purchase, Effects.PurchaseChange change) {
        Money left = purchase.amount().plus(change.amount());
        return new Purchase(purchase.at(), left, purchase.sale());
    }

    private List<PersonalCode> codes(Effects effects) {
        List<PersonalCode> codes = new ArrayList<>(before.codes());
        codes.addAll(effects.codesGiven());
        return codes;
    }

    private Set<String> codesUsed(Effects effects) {
        Set<String> used = new TreeSet<>(before.codesUsed());
        used.addAll(effects.codesUsed());
        effects.codesFreed().forEach(used::remove);
        return used;
    }

    private Map<String, Map<String, Long>> limits(Effects effects) {
        Map<String, Map<String, Long>> limits = new TreeMap<>(before.limitsUsed());
        for (Effects.LimitChange change : effects.limits()) {
            Map<String, Long> uses =
                    new TreeMap<>(limits.getOrDefault(change.promotion(), Map.of()));
            uses.merge(change.period(), change.uses(), Long::sum);
            uses.values().removeIf(count -> count == 0);
            limits.put(change.promotion(), uses);
        }
        limits.values().removeIf(Map::isEmpty);
        return limits;
    }
}
