package loyalty.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loyalty.engine.basket.Line;
import loyalty.engine.condition.Code;
import loyalty.engine.condition.WithinLimits;
import loyalty.engine.lots.NewLots;
import loyalty.engine.lots.Prolonging;
import loyalty.engine.member.Effects;
import loyalty.engine.member.Member;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
import loyalty.engine.money.Span;
import loyalty.engine.pack.RulePack;
import loyalty.engine.programme.Settings;
import loyalty.engine.programme.Tiers;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Situation;
import loyalty.engine.quote.ConsumedLot;
import loyalty.engine.quote.CreatedLot;
import loyalty.engine.quote.PointsTotal;
import loyalty.engine.quote.Quote;
import loyalty.engine.quote.QuotedLine;
import loyalty.engine.quote.QuotedUnit;
import loyalty.engine.quote.TierProgress;
import loyalty.engine.quote.Total;
import loyalty.engine.redeem.Redemption;
import loyalty.engine.tiers.Standing;

/** Stage 4 and the summing up: lots, counters, tier, and everything written into a quote. */
final class Answer {
    private final RulePack pack;
    private final Situation situation;
    private final Discounts discounts;
    private final Redeemed redeemed;
    private final Accrued accrued;
    private final Said said;

    Answer(
            RulePack pack,
            Situation situation,
            Discounts discounts,
            Redeemed redeemed,
            Accrued accrued,
            Said said) {
        this.pack = pack;
        this.situation = situation;
        this.discounts = discounts;
        this.redeemed = redeemed;
        this.accrued = accrued;
        this.said = said;
    }

    Quote quote() {
        Total total = total();
        List<CreatedLot> created = created();
        List<Condition> met = met();
        return new Quote(
                situation.member().map(Member::id).orElse(""),
                situation.basket().receipt(),
                situation.context(),
                total,
                points(created),
                lines(),
                consumed(),
                created,
                prolonged(),
                limits(met),
                codesUsed(met),
                said.codes(),
                tier(total.due()),
                new Explanations(pack, situation, discounts, redeemed, accrued, said),
                said.messages(),
                isProven(),
                pack.units(),
                pack.hash(),
                situation.member().flatMap(Member::asOf).orElse(situation.at()));
    }

    private Total total() {
        Money base = situation.basket().amount();
        Money after = discounts.total();
        Money paid = situation.settings().worth(Points.of(redeemed.redemption().points()));
        return new Total(base, base.minus(after), paid, after.minus(paid));
    }

    private PointsTotal points(List<CreatedLot> created) {
        Redemption redemption = redeemed.redemption();
        Instant at = situation.at();
        Points earned = created.stream().map(CreatedLot::points).reduce(Points.ZERO, Points::plus);
        Points before = situation.member().map(m -> m.balance(at)).orElse(Points.ZERO);
        return new PointsTotal(
                earned,
                Points.of(redemption.points()),
                Points.of(redemption.ceiling()),
                redemption.limitedBy(),
                situation.member().map(m -> m.available(at)).orElse(Points.ZERO),
                before.plus(earned).minus(Points.of(redemption.points())));
    }

    private List<CreatedLot> created() {
        if (situation.member().isEmpty()) {
            return List.of();
        }
        Settings settings = situation.settings();
        NewLots lots =
                new NewLots(
                        settings.zone(),
                        situation.at(),
                        situation.level().life(),
                        situation.member().get().debt());
        for (int target = 0; target < accrued.targets().size(); target++) {
            Accrued.Target to = accrued.targets().get(target);
            lots.add(to.source(), Points.of(accrued.ofTarget(target)), to.rule());
        }
        return lots.made();
    }

    private List<Effects.Prolongation> prolonged() {
        Optional<Span> life = situation.level().life();
        return situation.member().isPresent() && situation.settings().earn().prolong()
                ? Prolonging.by(
                        situation.at(), situation.member().get().lots(), life, situation.zone())
                : List.of();
    }

    private List<ConsumedLot> consumed() {
        Redemption redemption = redeemed.redemption();
        Map<String, List<ConsumedLot.OnLine>> on = new HashMap<>();
        List<Line> lines = situation.basket().lines();
        redemption
                .payments()
                .forEach(
                        payment ->
                                on.computeIfAbsent(payment.lot(), lot -> new ArrayList<>())
                                        .add(
                                                new ConsumedLot.OnLine(
                                                        lines.get(payment.line()).id(),
                                                        Money.of(payment.amount()))));
        return redemption.spent().stream()
                .map(
                        spent ->
                                new ConsumedLot(
                                        spent.lot(),
                                        Points.of(spent.points()),
                                        expiry(spent.lot()),
                                        on.getOrDefault(spent.lot(), List.of())))
                .toList();
    }

    private Optional<Instant> expiry(String lot) {
        return situation.member().flatMap(m -> m.lot(lot)).flatMap(found -> found.expiresAt());
    }

    private List<QuotedLine> lines() {
        List<QuotedLine> quoted = new ArrayList<>();
        List<List<QuotedLine.Applied>> applied = discounts.byLine();
        accrued.addTo(applied);
        for (int i = 0; i < situation.basket().lines().size(); i++) {
            quoted.add(line(i, applied.get(i)));
        }
        return quoted;
    }

    private QuotedLine line(int index, List<QuotedLine.Applied> applied) {
        long earned = situation.member().isPresent() ? accrued.ofLine(index) : 0;
        return new QuotedLine(
                situation.basket().lines().get(index),
                discounts.amount(index),
                units(index),
                Money.of(redeemed.redemption().onLines().get(index)),
                Points.of(earned),
                applied);
    }

    private List<QuotedUnit> units(int line) {
        List<QuotedUnit> units = new ArrayList<>();
        long[] paid = redeemed.onUnits(line);
        long[][] earned = accrued.onUnits(line);
        int first = discounts.prices().firstUnit(line);
        for (int i = 0; i < paid.length; i++) {
            units.add(
                    new QuotedUnit(
                            Money.of(discounts.prices().now(first + i)),
                            Money.of(paid[i]),
                            byKey(earned[i])));
        }
        return units;
    }

    private Map<String, Points> byKey(long[] earned) {
        if (situation.member().isEmpty()) {
            return Map.of();
        }
        if (earned.length == 1) {
            String source = accrued.targets().get(0).source();
            return earned[0] > 0 ? Map.of(source, Points.of(earned[0])) : Map.of();
        }
        Map<String, Points> byKey = new HashMap<>();
        for (int target = 0; target < earned.length; target++) {
            if (earned[target] > 0) {
                byKey.put(accrued.targets().get(target).source(), Points.of(earned[target]));
            }
        }
        return byKey;
    }

    private Optional<TierProgress> tier(Money paid) {
        Tiers tiers = situation.settings().tiers();
        boolean named = !tiers.levels().get(0).name().isEmpty();
        return situation
                .member()
                .filter(member -> named)
                .map(m -> Standing.of(tiers, m, situation.at(), situation.zone()).progress(paid));
    }

    /** Conditions of the promotions that changed something. */
    private List<Condition> met() {
        List<Condition> met = new ArrayList<>();
        for (Outcome outcome :
                List.of(
                        discounts.outcome(),
                        redeemed.outcome(),
                        accrued.outcome(),
                        said.outcome())) {
            outcome.applied().forEach(promotion -> met.addAll(promotion.conditions()));
        }
        return met;
    }

    private List<Effects.LimitChange> limits(List<Condition> met) {
        List<Effects.LimitChange> changes = new ArrayList<>();
        for (Condition condition : met) {
            if (condition instanceof WithinLimits limits) {
                changes.addAll(limits.uses(situation));
            }
        }
        return changes;
    }

    /** Single-use codes of promotions that changed something. */
    private List<String> codesUsed(List<Condition> met) {
        Set<String> used = new LinkedHashSet<>();
        for (Condition condition : met) {
            if (condition instanceof Code code && code.single()) {
                code.presented(situation).ifPresent(used::add);
            }
        }
        return List.copyOf(used);
    }

    private boolean isProven() {
        return discounts.outcome().choice().proven()
                && accrued.outcome().choice().proven()
                && redeemed.outcome().choice().proven()
                && redeemed.redemption().proven();
    }
}
