package loyalty.engine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import loyalty.engine.accrue.Accrual;
import loyalty.engine.accrue.Earnings;
import loyalty.engine.accrue.Rounding;
import loyalty.engine.arbitrate.Arbitration;
import loyalty.engine.arbitrate.Choice;
import loyalty.engine.arbitrate.Contest;
import loyalty.engine.basket.Line;
import loyalty.engine.earn.EarnBase;
import loyalty.engine.earn.EarnPlay;
import loyalty.engine.earn.Earned;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
import loyalty.engine.money.Rate;
import loyalty.engine.price.Prices;
import loyalty.engine.programme.Earn;
import loyalty.engine.programme.LotRule;
import loyalty.engine.promotion.Promotion;
import loyalty.engine.promotion.Situation;
import loyalty.engine.quote.QuotedLine;

/** Stage 3: what is earned, on which unit and for which lot. */
final class Accrued {
    /** Where points go: the purchase's lot first, then those of promotions with a lot rule. */
    record Target(String source, LotRule rule) {}

    private static final long LARGEST = Long.MAX_VALUE / 4;
    private static final int MOST_DECIMALS = 17;

    private final Outcome outcome;
    private final Earned earned;
    private final List<Target> targets;
    private final int[] targetOf;
    private final Accrual byTarget;
    private final Accrual bySource;

    private Accrued(Situation situation, Outcome outcome, Earned earned) {
        this.outcome = outcome;
        this.earned = earned;
        this.targets = new ArrayList<>();
        this.targetOf = new int[earned.sources()];
        findTargets(situation.settings().earn().lot());
        int[] identity = new int[earned.sources()];
        for (int i = 0; i < identity.length; i++) {
            identity[i] = i;
        }
        Rounding rounding = Rounding.of(situation.settings().earn());
        this.byTarget = Accrual.of(earnings(targetOf, targets.size()), rounding);
        this.bySource =
                earned.sources() == 1
                        ? byTarget
                        : Accrual.of(earnings(identity, identity.length), rounding);
    }

    static Accrued of(
            Situation situation, Discounts discounts, Redeemed redeemed, List<Promotion> running) {
        List<Promotion> before = new ArrayList<>(discounts.outcome().applied());
        before.addAll(redeemed.outcome().applied());
        Blocking blocking = new Blocking(running, before);
        Contest contest = Contest.of(blocking.free(), situation.settings().groups());
        EarnBase base = base(situation, discounts, redeemed);
        EarnPlay play = play(contest, situation, base);
        Choice choice = Arbitration.best(contest, play);
        Arbitration.replay(choice, contest, play);
        BitSet effective = new BitSet();
        for (int i = 0; i < contest.entrants().size(); i++) {
            effective.set(i, play.isEffective(i));
        }
        Outcome outcome =
                new Outcome(
                        contest,
                        choice,
                        effective,
                        blocking.blocked(),
                        () -> play(contest, situation, base));
        return new Accrued(situation, outcome, play.earned());
    }

    private static EarnPlay play(Contest contest, Situation situation, EarnBase base) {
        Rate tier = situation.member().isPresent() ? situation.level().earn() : Rate.ZERO;
        return new EarnPlay(
                contest,
                new Earned(
                        base,
                        situation.settings().earn(),
                        situation.settings().points().unitWorth().minor(),
                        contest.entrants().size() + 1,
                        tier));
    }

    private static EarnBase base(Situation situation, Discounts discounts, Redeemed redeemed) {
        List<Line> lines = situation.basket().lines();
        Earn.Base on = situation.settings().earn().on();
        Prices prices = discounts.prices();
        long[][] units = new long[lines.size()][];
        for (int line = 0; line < units.length; line++) {
            int first = prices.firstUnit(line);
            units[line] = new long[prices.firstUnit(line + 1) - first];
            long[] paid = redeemed.onUnits(line);
            for (int i = 0; i < units[line].length; i++) {
                long price = on == Earn.Base.FULL ? prices.base(first + i) : prices.now(first + i);
                units[line][i] = on == Earn.Base.PAID ? price - paid[i] : price;
            }
        }
        return new EarnBase(lines, units, discounts::isDiscounted);
    }

    private void findTargets(LotRule purchase) {
        targets.add(new Target("purchase", purchase));
        List<Promotion> entrants = outcome.contest().entrants();
        for (int i = 0; i < entrants.size(); i++) {
            Optional<LotRule> own = entrants.get(i).lot();
            if (own.isPresent() && outcome.effective().get(i)) {
                targetOf[i + 1] = targets.size();
                targets.add(new Target(entrants.get(i).id(), own.get()));
            }
        }
    }

    /** Exact earnings by rates, sources gathered under {@code column}. */
    private Earnings earnings(int[] column, int columns) {
        long one = BigDecimal.TEN.pow(scale()).longValueExact();
        Earnings earnings = new Earnings(columns, Math.multiplyExact(one, earned.unitWorth()));
        for (int line = 0; line < earned.base().lines(); line++) {
            earnings.line();
            long[] rates = new long[columns];
            for (int source = 0; source < column.length; source++) {
                Rate rate = earned.rate(line, source);
                rates[column[source]] += rate.part(one, RoundingMode.FLOOR);
            }
            addRuns(earnings, earned.base().unitsOf(line), rates);
        }
        return earnings;
    }

    private static void addRuns(Earnings earnings, long[] units, long[] rates) {
        int start = 0;
        for (int i = 1; i <= units.length; i++) {
            if (i == units.length || units[i] != units[start]) {
                long[] each = new long[rates.length];
                for (int c = 0; c < each.length; c++) {
                    each[c] = Math.multiplyExact(units[start], rates[c]);
                }
                earnings.units(i - start, each);
                start = i;
            }
        }
    }

    /**
     * Decimals of the finest rate. Only factors chained until amount and rate have eighteen digits
     * together could need more than fit; what lies below is then cut off.
     */
    private int scale() {
        int finest = 0;
        BigDecimal highest = BigDecimal.ONE;
        for (int line = 0; line < earned.base().lines(); line++) {
            for (int source = 0; source < earned.sources(); source++) {
                finest = Math.max(finest, earned.rate(line, source).fraction().scale());
            }
            highest = highest.max(earned.rate(line).fraction());
        }
        long total = Math.max(1, Math.max(earned.base().total(), earned.unitWorth()));
        BigDecimal room =
                BigDecimal.valueOf(LARGEST)
                        .divide(highest.multiply(BigDecimal.valueOf(total)), 0, RoundingMode.FLOOR);
        return Math.min(finest, Math.min(room.precision() - 1, MOST_DECIMALS));
    }

    Outcome outcome() {
        return outcome;
    }

    List<Target> targets() {
        return targets;
    }

    /** Points on each unit of a line for each target: {@code [unit][target]}. */
    long[][] onUnits(int line) {
        long[][] units = byTarget.onUnitsByRule(line);
        for (int source = 0; source < earned.sources(); source++) {
            long[] fixed = earned.fixed(source, line);
            for (int unit = 0; unit < fixed.length; unit++) {
                units[unit][targetOf[source]] += fixed[unit];
            }
        }
        return units;
    }

    long ofLine(int line) {
        long sum = byTarget.ofLine(line);
        for (int source = 0; source < earned.sources(); source++) {
            for (long fixed : earned.fixed(source, line)) {
                sum += fixed;
            }
        }
        return sum;
    }

    long ofTarget(int target) {
        long sum = byTarget.ofRule(target);
        for (int source = 0; source < earned.sources(); source++) {
            sum += targetOf[source] == target ? earned.fixedTotal(source) : 0;
        }
        return sum;
    }

    long total() {
        long sum = 0;
        for (int target = 0; target < targets.size(); target++) {
            sum = Math.addExact(sum, ofTarget(target));
        }
        return sum;
    }

    /** Adds to each line what the applied promotions gave on it, in the order they acted. */
    void addTo(List<List<QuotedLine.Applied>> byLine) {
        for (Promotion promotion : outcome.applied()) {
            int source = outcome.entrant(promotion) + 1;
            for (int line = 0; line < byLine.size(); line++) {
                Points points = Points.of(ofSource(source, line));
                if (points.isPositive()) {
                    byLine.get(line)
                            .add(new QuotedLine.Applied(promotion.id(), Money.ZERO, points));
                }
            }
        }
    }

    private long ofSource(int source, int line) {
        long sum = bySource.ofLine(line, source);
        for (long fixed : earned.fixed(source, line)) {
            sum += fixed;
        }
        return sum;
    }

    long ofPromotion(Promotion promotion) {
        int source = outcome.entrant(promotion) + 1;
        return bySource.ofRule(source) + earned.fixedTotal(source);
    }
}
