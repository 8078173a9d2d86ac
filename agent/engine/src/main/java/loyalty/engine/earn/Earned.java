package loyalty.engine.earn;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import loyalty.engine.money.Rate;
import loyalty.engine.programme.Earn;

/**
 * Rates of every line by who gives them, and fixed numbers of points. Source 0 is the tier; the
 * others are promotions. Owned by one accrual.
 */
public final class Earned {
    public static final int TIER = 0;

    private static final long[] NOTHING = {};
    private static final long[][] NONE = {};

    private final EarnBase base;
    private final Earn settings;
    private final long unitWorth;
    private final int sources;
    private Rate[][] rates;
    private long[][][] fixed;
    private long worth = -1;

    /** Everything at the tier's rate. */
    public Earned(EarnBase base, Earn settings, long unitWorth, int sources, Rate tier) {
        this.base = base;
        this.settings = settings;
        this.unitWorth = unitWorth;
        this.sources = sources;
        this.rates = new Rate[base.lines()][];
        this.fixed = new long[sources][][];
        Arrays.fill(fixed, NONE);
        Rate[] atTier = new Rate[sources];
        Arrays.fill(atTier, Rate.ZERO);
        atTier[TIER] = tier;
        Arrays.fill(rates, atTier);
    }

    public EarnBase base() {
        return base;
    }

    public int sources() {
        return sources;
    }

    public long unitWorth() {
        return unitWorth;
    }

    public Rate rate(int line, int source) {
        return rates[line][source];
    }

    /** What the line earns altogether. */
    public Rate rate(int line) {
        Rate sum = Rate.ZERO;
        for (Rate part : rates[line]) {
            sum = part.isZero() ? sum : sum.isZero() ? part : sum.plus(part);
        }
        return sum;
    }

    /** The whole earning of a line goes to one source. */
    void replace(int line, int source, Rate rate) {
        Rate[] parts = new Rate[sources];
        Arrays.fill(parts, Rate.ZERO);
        parts[source] = rate;
        rates[line] = parts;
        worth = -1;
    }

    void add(int line, int source, Rate rate) {
        Rate[] parts = rates[line].clone();
        parts[source] = parts[source].plus(rate);
        rates[line] = parts;
        worth = -1;
    }

    /** Every part of the line becomes smaller. */
    void scale(int line, Rate factor) {
        rates[line] =
                Arrays.stream(rates[line]).map(part -> part.times(factor)).toArray(Rate[]::new);
        worth = -1;
    }

    /** Fixed points of a source, on units of lines. */
    void fix(int source, long[][] pointsOnUnits) {
        fixed[source] = pointsOnUnits;
        worth = -1;
    }

    /** Fixed points of a source on the units of a line; empty if it gives none. */
    public long[] fixed(int source, int line) {
        return fixed[source].length == 0 ? NOTHING : fixed[source][line];
    }

    public long fixedTotal(int source) {
        return Arrays.stream(fixed[source]).flatMapToLong(Arrays::stream).sum();
    }

    /** A copy to go back to. */
    Mark mark() {
        return new Mark(rates.clone(), fixed.clone(), worth);
    }

    void backTo(Mark mark) {
        rates = mark.rates.clone();
        fixed = mark.fixed.clone();
        worth = mark.worth;
    }

    /** A state to go back to. */
    @SuppressWarnings("ArrayRecordComponent") // lives between an act and its taking back
    record Mark(Rate[][] rates, long[][][] fixed, long worth) {}

    /** All points, rounded as the programme says, at their value in money. */
    public long worth() {
        if (worth < 0) {
            long points = rated();
            for (int source = 0; source < sources; source++) {
                points = Math.addExact(points, fixedTotal(source));
            }
            worth = Math.multiplyExact(points, unitWorth);
        }
        return worth;
    }

    private long rated() {
        BigDecimal points =
                settings.scope() == Earn.Scope.LINE ? roundedPerLine() : rounded(exact());
        return points.longValueExact();
    }

    private BigDecimal roundedPerLine() {
        BigDecimal sum = BigDecimal.ZERO;
        for (int line = 0; line < rates.length; line++) {
            if (base.ofLine(line) > 0) {
                sum = sum.add(rounded(exact(rate(line), base.ofLine(line))));
            }
        }
        return sum;
    }

    /** Neighbouring lines with the same rates are multiplied once. */
    private BigDecimal exact() {
        BigDecimal sum = BigDecimal.ZERO;
        for (int line = 0; line < rates.length; ) {
            int first = line;
            long amount = 0;
            while (line < rates.length && rates[line] == rates[first]) {
                amount = Math.addExact(amount, base.ofLine(line++));
            }
            sum = amount == 0 ? sum : sum.add(exact(rate(first), amount));
        }
        return sum;
    }

    private static BigDecimal exact(Rate rate, long amount) {
        return rate.fraction().multiply(BigDecimal.valueOf(amount));
    }

    private BigDecimal rounded(BigDecimal minor) {
        return minor.divide(BigDecimal.valueOf(unitWorth), 0, settings.rounding().mode());
    }

    /** Points that {@code rate} earns on a line, rounded up. */
    public long ceiling(int line, Rate rate) {
        return rate.fraction()
                .multiply(BigDecimal.valueOf(base.ofLine(line)))
                .divide(BigDecimal.valueOf(unitWorth), 0, RoundingMode.CEILING)
                .longValueExact();
    }
}
