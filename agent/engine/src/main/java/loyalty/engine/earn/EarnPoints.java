package loyalty.engine.earn;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.condition.Present;
import loyalty.engine.form.Form;
import loyalty.engine.form.Words;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
import loyalty.engine.programme.Settings;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Limits;
import loyalty.engine.promotion.Never;
import loyalty.engine.select.Selection;
import loyalty.engine.spread.Spread;

/**
 * A fixed number of points for the receipt, for each unit, or for each full amount of spend on a
 * selection.
 *
 * @param every the amount, for {@code spend}
 */
public record EarnPoints(Points points, Per per, Optional<Money> every, Selection on)
        implements EarnReward {
    public static final String NAME = "earnPoints";

    /** What the points are given for. */
    public enum Per {
        RECEIPT,
        UNIT,
        SPEND
    }

    private static final Map<String, Per> PER =
            Words.of("receipt", Per.RECEIPT, "unit", Per.UNIT, "spend", Per.SPEND);

    public static EarnPoints read(Form form) {
        EarnPoints reward =
                new EarnPoints(
                        form.requiredPoints("points", "how many each time"),
                        form.choice(
                                "per",
                                Per.RECEIPT,
                                PER,
                                "for the receipt, each unit, or each full amount of spend"),
                        form.money("every", "the amount, for spend"),
                        Selection.readOn(form));
        boolean amount = reward.every.filter(Money::isPositive).isPresent();
        if ((reward.per == Per.SPEND) != amount) {
            form.problem(
                    "every",
                    reward.per == Per.SPEND ? "an amount is missing" : "only goes with spend",
                    "write {per: spend, every: \"100\"}");
        }
        return reward;
    }

    @Override
    public String mechanic() {
        return NAME;
    }

    @Override
    public Optional<Never> never(Settings settings) {
        return Never.when(points.isZero(), "points", "gives no points", "write a number above 0");
    }

    @Override
    public List<Condition> demands() {
        return List.of(Present.matching(on.whateverDiscount()));
    }

    @Override
    public boolean act(Earned earned, int source, Limits limits) {
        EarnBase base = earned.base();
        int[] lines = base.select(on);
        long times = Math.min(times(base, lines), limits.timesWithin(0));
        if (times == 0 || points.isZero()) {
            return false;
        }
        long[][] onUnits = new long[base.lines()][];
        Arrays.setAll(onUnits, line -> new long[base.unitsOf(line).length]);
        if (per == Per.UNIT) {
            eachUnit(onUnits, lines, times);
        } else {
            spread(base, onUnits, lines, points.times(times).units());
        }
        earned.fix(source, onUnits);
        return true;
    }

    private long times(EarnBase base, int[] lines) {
        return switch (per) {
            case RECEIPT -> lines.length == 0 ? 0 : 1;
            case UNIT -> Arrays.stream(lines).mapToLong(l -> base.unitsOf(l).length).sum();
            case SPEND ->
                    Arrays.stream(lines).mapToLong(base::ofLine).sum()
                            / every.orElse(Money.of(Long.MAX_VALUE)).minor();
        };
    }

    private void eachUnit(long[][] onUnits, int[] lines, long times) {
        long left = times;
        for (int line : lines) {
            for (int unit = 0; unit < onUnits[line].length && left > 0; unit++) {
                onUnits[line][unit] = points.units();
                left--;
            }
        }
    }

    /** Over all units of the lines by what they earn on; evenly if that is nothing. */
    private static void spread(EarnBase base, long[][] onUnits, int[] lines, long total) {
        long[] weights =
                Arrays.stream(lines)
                        .mapToObj(base::unitsOf)
                        .flatMapToLong(Arrays::stream)
                        .toArray();
        if (Arrays.stream(weights).allMatch(weight -> weight == 0)) {
            Arrays.fill(weights, 1);
        }
        long[] parts = Spread.proportionally(total, weights);
        int next = 0;
        for (int line : lines) {
            for (int unit = 0; unit < onUnits[line].length; unit++) {
                onUnits[line][unit] = parts[next++];
            }
        }
    }

    @Override
    public long most(Earned earned, Limits limits, Ceilings bound) {
        int[] lines = earned.base().select(on);
        long times = Math.min(times(earned.base(), lines), limits.timesWithin(0));
        return points.times(times).units();
    }
}
