package loyalty.engine.accrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import loyalty.engine.programme.Earn;
import loyalty.engine.spread.Proportion;
import loyalty.engine.spread.Shares;
import loyalty.engine.spread.Spread;

/**
 * Whole points of a receipt: rounded once in the programme's scope, split over lines by largest
 * remainder, each line's points over lot rules and over units by largest remainder. Every sum
 * agrees with every other. Immutable.
 */
public final class Accrual {
    private final long[] perLine;
    private final long[][] perLineAndRule;
    private final List<Shares> perUnit;

    private Accrual(long[] perLine, long[][] perLineAndRule, List<Shares> perUnit) {
        this.perLine = perLine;
        this.perLineAndRule = perLineAndRule;
        this.perUnit = perUnit;
    }

    /** Rounds and lays out {@code earnings}. */
    public static Accrual of(Earnings earnings, Rounding rounding) {
        long[] perLine = overLines(earnings, rounding);
        long[][] perLineAndRule = new long[perLine.length][];
        List<Shares> perUnit = new ArrayList<>();
        for (int line = 0; line < perLine.length; line++) {
            perLineAndRule[line] = overRules(perLine[line], earnings, line);
            perUnit.add(overUnits(perLine[line], earnings, line));
        }
        return new Accrual(perLine, perLineAndRule, List.copyOf(perUnit));
    }

    /** Points of the whole receipt. */
    public long total() {
        return Arrays.stream(perLine).reduce(0, Math::addExact);
    }

    /** Points of one line. */
    public long ofLine(int line) {
        return perLine[line];
    }

    /** Points of one line that go to the lot of {@code rule}. */
    public long ofLine(int line, int rule) {
        return perLineAndRule[line][rule];
    }

    /** Points in the lot of {@code rule}. */
    public long ofRule(int rule) {
        long sum = 0;
        for (long[] line : perLineAndRule) {
            sum = Math.addExact(sum, line[rule]);
        }
        return sum;
    }

    /** Points on the units of one line, run by run as the earnings were given. */
    public Shares onUnits(int line) {
        return perUnit.get(line);
    }

    /**
     * Points on each unit of one line, for each lot rule: {@code [unit][rule]}. Units give their
     * points to the rules one by one, each point to the rule that is furthest behind its share, so
     * that after any number of units the rules stand in proportion, and after the last one exactly.
     */
    public long[][] onUnitsByRule(int line) {
        Shares units = perUnit.get(line);
        long[] shares = perLineAndRule[line];
        long[] given = new long[shares.length];
        List<long[]> rows = new ArrayList<>();
        for (int run = 0; run < units.runs(); run++) {
            for (long unit = 0; unit < units.count(run); unit++) {
                long points = units.each(run) + (unit < units.raised(run) ? 1 : 0);
                rows.add(shares.length == 1 ? new long[] {points} : next(points, shares, given));
            }
        }
        return rows.toArray(long[][]::new);
    }

    private static long[] next(long points, long[] shares, long[] given) {
        long[] row = new long[shares.length];
        for (long point = 0; point < points; point++) {
            int behind = 0;
            for (int rule = 1; rule < shares.length; rule++) {
                boolean further =
                        Proportion.compare(
                                        shares[rule], 2 * given[behind] + 1,
                                        shares[behind], 2 * given[rule] + 1)
                                > 0;
                behind = further ? rule : behind;
            }
            row[behind]++;
            given[behind]++;
        }
        return row;
    }

    private static long[] overLines(Earnings earnings, Rounding rounding) {
        long[] exact = new long[earnings.lines()];
        Arrays.setAll(exact, earnings::ofLine);
        long denominator = earnings.denominator();
        if (rounding.scope() == Earn.Scope.LINE) {
            return Arrays.stream(exact).map(line -> rounding.round(line, denominator)).toArray();
        }
        long sum = Arrays.stream(exact).reduce(0, Math::addExact);
        return spread(rounding.round(sum, denominator), exact);
    }

    private static long[] overRules(long points, Earnings earnings, int line) {
        if (earnings.rules() == 1) {
            return new long[] {points};
        }
        long[] exact = new long[earnings.rules()];
        Arrays.setAll(exact, rule -> earnings.ofRule(line, rule));
        return spread(points, exact);
    }

    private static long[] spread(long points, long[] exact) {
        return points == 0 ? new long[exact.length] : Spread.proportionally(points, exact);
    }

    private static Shares overUnits(long points, Earnings earnings, int line) {
        List<Earnings.Run> runs = earnings.runs(line);
        long[] each = new long[runs.size()];
        long[] counts = new long[runs.size()];
        for (int run = 0; run < each.length; run++) {
            each[run] = runs.get(run).each();
            counts[run] = runs.get(run).count();
        }
        return Spread.overRuns(points, each, counts);
    }
}
