package loyalty.engine.returns;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
import loyalty.engine.money.Quantity;
import loyalty.engine.quote.QuotedLine;
import loyalty.engine.quote.QuotedUnit;
import loyalty.engine.spread.Proportion;

/**
 * A line as it was sold. The lowest unit returns first; a line that is one weighed unit returns by
 * share of its quantity.
 *
 * @param pieces whether it is counted in units; false = one unit, returned by share
 * @param units in their order, equal neighbours together
 */
public record SoldLine(String id, Quantity quantity, boolean pieces, List<SoldRun> units) {
    public SoldLine {
        units = List.copyOf(units);
        long count = units.stream().mapToLong(SoldRun::count).sum();
        if (pieces ? count != quantity.wholeUnits() : count != 1) {
            throw new IllegalArgumentException(
                    "line %s: %d units for a quantity of %s".formatted(id, count, quantity.text()));
        }
    }

    /** The line as the quote of its sale has it. */
    public static SoldLine of(QuotedLine quoted) {
        Quantity quantity = quoted.line().quantity();
        boolean pieces = !quoted.line().weighed() && quantity.isWhole();
        return new SoldLine(quoted.line().id(), quantity, pieces, runs(quoted.units()));
    }

    private static List<SoldRun> runs(List<QuotedUnit> units) {
        List<SoldRun> runs = new ArrayList<>();
        for (QuotedUnit unit : units) {
            SoldRun one = new SoldRun(1, unit.price(), unit.redeemed(), unit.earned());
            int last = runs.size() - 1;
            if (last >= 0 && runs.get(last).isLike(one)) {
                runs.set(last, one.with(runs.get(last).count() + 1));
            } else {
                runs.add(one);
            }
        }
        return runs;
    }

    /** Price of the first {@code returned} of the quantity. */
    Money price(Quantity returned) {
        return Money.of(upTo(returned, run -> run.price().minor(), false));
    }

    /** Money that points paid for the first {@code returned} of the quantity. */
    Money redeemed(Quantity returned) {
        return Money.of(upTo(returned, run -> run.redeemed().minor(), false));
    }

    /** Points that the first {@code returned} of the quantity earned for the lot of {@code key}. */
    Points earned(Quantity returned, String key) {
        ToLongFunction<SoldRun> earned = run -> run.earned().getOrDefault(key, Points.ZERO).units();
        return Points.of(upTo(returned, earned, true));
    }

    private long upTo(Quantity returned, ToLongFunction<SoldRun> each, boolean floor) {
        if (!pieces) {
            long whole = each.applyAsLong(units.get(0));
            long part = returned.millionths();
            return floor
                    ? Proportion.floor(whole, part, quantity.millionths())
                    : Proportion.halfUp(whole, part, quantity.millionths());
        }
        long left = returned.wholeUnits();
        long sum = 0;
        for (SoldRun run : units) {
            long here = Math.min(left, run.count());
            sum = Math.addExact(sum, Math.multiplyExact(here, each.applyAsLong(run)));
            left -= here;
        }
        return sum;
    }
}
