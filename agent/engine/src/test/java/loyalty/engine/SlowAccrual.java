package loyalty.engine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

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

    /** A promotion of the group in which each line chooses: what it makes of a line's rate. */
    record LineRate(String on, boolean always, Change change) {}

    private final long[] amounts;
    private final BigDecimal percent;
    private final boolean perLine;
    private final RoundingMode mode;
    private final List<Promo> promos;
    private final Map<String, LineRate> lineRates = new TreeMap<>();
    private List<String> categories = List.of();
    private boolean firstOfLine;

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

    /** The rates of group g, of scope line; nobody else is in that group. */
    SlowAccrual withLineGroup(List<String> ofLines, Map<String, LineRate> rates, boolean first) {
        categories = ofLines;
        lineRates.putAll(rates);
        firstOfLine = first;
        return this;
    }

    private boolean isMember(int place) {
        return lineRates.containsKey(promos.get(place).entrant.id());
    }

    /** Acts in order, the group at the place of its first member; who had an effect. */
    private Set<Integer> play(List<Integer> places, State state) {
        Set<Integer> effective = new TreeSet<>();
        boolean settled = false;
        for (int place = 0; place < promos.size(); place++) {
            if (isMember(place)) {
                if (!settled) {
                    effective.addAll(settle(places, state));
                }
                settled = true;
            } else if (places.contains(place) && promos.get(place).act.on(state)) {
                effective.add(place);
            }
        }
        return effective;
    }

    /** Each line takes whoever leaves it with the highest rate, or the first who changes it. */
    private Set<Integer> settle(List<Integer> places, State state) {
        Set<Integer> winners = new TreeSet<>();
        for (int line = 0; line < amounts.length; line++) {
            BigDecimal before = state.percents[line];
            BigDecimal best = before;
            int winner = -1;
            for (int place : places) {
                LineRate rate = lineRates.get(promos.get(place).entrant.id());
                if (rate != null && amounts[line] > 0 && isIn(categories, line, rate.on)) {
                    BigDecimal after = rate.change.of(before);
                    boolean acts = rate.always || after.compareTo(before) != 0;
                    boolean better = firstOfLine ? winner < 0 : after.compareTo(best) > 0;
                    best = acts && better ? after : best;
                    winner = acts && better ? place : winner;
                }
            }
            state.percents[line] = best;
            if (winner >= 0) {
                winners.add(winner);
            }
        }
        return winners;
    }

    SlowChoice choice(Map<String, String> modes) {
        return new SlowChoice(promos.stream().map(Promo::entrant).toList(), modes, this);
    }

    @Override
    public long worth(List<Integer> places) {
        State state = new State(amounts, percent);
        Set<Integer> effective = play(places, state);
        boolean idle = places.stream().anyMatch(p -> !isMember(p) && !effective.contains(p));
        return idle ? -1 : points(state) * 100;
    }

    @Override
    public boolean hasEffect(int place, List<Integer> places) {
        List<Integer> together = new ArrayList<>(places);
        together.add(place);
        together.removeIf(other -> turn(other) > turn(place));
        together.sort(null);
        return play(together, new State(amounts, percent)).contains(place);
    }

    private int turn(int place) {
        int turn = place;
        for (int i = 0; isMember(place) && i < turn; i++) {
            turn = isMember(i) ? i : turn;
        }
        return turn;
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
