package loyalty.engine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The accrual stage, written from the rules without a look at the engine; {@link SlowChoice} tries
 * every subset of promotions on it. A point is worth one unit of money of 100 minor units.
 */
final class SlowAccrual implements SlowChoice.Stage {
    /** What is earned so far: a rate in percent for each line, and points besides. */
    static final class State {
        final long[] amounts;
        final BigDecimal[] percents;
        long fixed;

        State(long[] amounts, BigDecimal percent) {
            this.amounts = amounts;
            this.percents = new BigDecimal[amounts.length];
            Arrays.fill(percents, percent);
        }
    }

    /** What a promotion does; false if that changes nothing. */
    interface Act {
        boolean on(State state);
    }

    record Promo(SlowChoice.Entrant entrant, Act act) {}

    private final long[] amounts;
    private final BigDecimal percent;
    private final boolean perLine;
    private final RoundingMode mode;
    private final List<Promo> promos;

    SlowAccrual(
            long[] amounts, int percent, boolean perLine, RoundingMode mode, List<Promo> promos) {
        this.amounts = amounts;
        this.percent = BigDecimal.valueOf(percent);
        this.perLine = perLine;
        this.mode = mode;
        this.promos =
                promos.stream()
                        .sorted(Comparator.comparing(Promo::entrant, SlowChoice.Entrant.ORDER))
                        .toList();
    }

    SlowChoice choice(Map<String, String> modes) {
        return new SlowChoice(promos.stream().map(Promo::entrant).toList(), modes, this);
    }

    @Override
    public long worth(List<Integer> places) {
        State state = new State(amounts, percent);
        for (int place : places) {
            if (!promos.get(place).act.on(state)) {
                return -1;
            }
        }
        return points(state) * 100;
    }

    @Override
    public boolean hasEffect(int place, List<Integer> places) {
        State state = new State(amounts, percent);
        for (int earlier : places) {
            if (earlier < place) {
                promos.get(earlier).act.on(state);
            }
        }
        return promos.get(place).act.on(state);
    }

    private long points(State state) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int line = 0; line < amounts.length; line++) {
            BigDecimal exact =
                    state.percents[line]
                            .multiply(BigDecimal.valueOf(amounts[line]))
                            .movePointLeft(4);
            sum = sum.add(perLine ? exact.setScale(0, mode) : exact);
        }
        return sum.setScale(0, mode).longValueExact() + state.fixed;
    }

    // Acts; a line takes part if it is in the category and has an amount

    /** A new rate for a line, from the one so far. */
    interface Change {
        BigDecimal of(BigDecimal percent);
    }

    static Act rate(List<String> categories, String on, boolean always, Change change) {
        return state -> {
            boolean effect = false;
            for (int line = 0; line < state.amounts.length; line++) {
                if (isIn(categories, line, on) && state.amounts[line] > 0) {
                    BigDecimal before = state.percents[line];
                    state.percents[line] = change.of(before);
                    effect |= always || state.percents[line].compareTo(before) != 0;
                }
            }
            return effect;
        };
    }

    static Act perReceipt(List<String> categories, String on, long points) {
        return state -> {
            boolean any = false;
            for (int line = 0; line < state.amounts.length; line++) {
                any |= isIn(categories, line, on);
            }
            state.fixed += any ? points : 0;
            return any && points > 0;
        };
    }

    static Act perUnit(List<String> categories, String on, long points, long[] quantities) {
        return state -> {
            long units = 0;
            for (int line = 0; line < state.amounts.length; line++) {
                units += isIn(categories, line, on) ? quantities[line] : 0;
            }
            state.fixed += units * points;
            return units * points > 0;
        };
    }

    static Act perSpend(List<String> categories, String on, long points, long every) {
        return state -> {
            long spend = 0;
            for (int line = 0; line < state.amounts.length; line++) {
                spend += isIn(categories, line, on) ? state.amounts[line] : 0;
            }
            state.fixed += spend / every * points;
            return spend / every * points > 0;
        };
    }

    private static boolean isIn(List<String> categories, int line, String on) {
        return on.isEmpty() || categories.get(line).equals(on);
    }
}
