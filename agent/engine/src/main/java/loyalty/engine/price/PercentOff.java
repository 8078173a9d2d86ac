package loyalty.engine.price;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import loyalty.engine.condition.Present;
import loyalty.engine.form.Form;
import loyalty.engine.form.Words;
import loyalty.engine.money.Money;
import loyalty.engine.money.Rate;
import loyalty.engine.programme.Settings;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Limits;
import loyalty.engine.promotion.Never;
import loyalty.engine.promotion.Situation;
import loyalty.engine.select.Selection;

/**
 * A percentage off a selection, taken of the whole (or of each line), rounded half up once, then
 * spread to units.
 *
 * @param perLine rounded on each line instead of over all
 * @param max never more than this
 * @param ofBase of the price before any promotion, instead of what the others left
 */
public record PercentOff(
        Rate percent, Selection on, boolean perLine, Optional<Money> max, boolean ofBase)
        implements PriceReward {
    public static final String NAME = "percentOff";

    private enum Word {
        BASKET,
        LINE,
        BASE,
        CURRENT
    }

    public static PercentOff read(Form form) {
        return new PercentOff(
                form.share("percent", "how much off").or(() -> missing(form)).orElse(Rate.ZERO),
                Selection.readOn(form),
                form.choice(
                                "scope",
                                Word.BASKET,
                                Words.of("basket", Word.BASKET, "line", Word.LINE),
                                "rounded over all, or on each line")
                        == Word.LINE,
                form.money("max", "never more than this"),
                form.choice(
                                "of",
                                Word.CURRENT,
                                Words.of("base", Word.BASE, "current", Word.CURRENT),
                                "of the price before any promotion, or of what others left")
                        == Word.BASE);
    }

    private static Optional<Rate> missing(Form form) {
        if (!form.has("percent")) {
            form.problem("percent", "missing", "add percent: 10%");
        }
        return Optional.empty();
    }

    @Override
    public String mechanic() {
        return NAME;
    }

    @Override
    public Optional<Never> never(Settings settings) {
        return Never.when(
                percent.isZero() || max.filter(Money::isZero).isPresent(),
                "",
                "takes nothing off",
                "write a percent and a max above 0");
    }

    @Override
    public List<Condition> demands() {
        return List.of(Present.matching(on));
    }

    @Override
    public Move move(Prices prices, Situation situation, Limits limits) {
        int[] units = prices.discountable(on);
        return max.isPresent() ? new Percentage(prices, units) : new UnitPercentage(prices, units);
    }

    /** Under a maximum it is one whole. */
    private class Percentage implements Move {
        final Prices prices;
        private final int[] units;

        Percentage(Prices prices, int[] units) {
            this.prices = prices;
            this.units = units;
        }

        @Override
        public Award award(BitSet blocked) {
            int[] free = Picks.free(units, blocked);
            if (!perLine) {
                return onAll(free);
            }
            return capped(free, Picks.onEachLine(prices, free, this::onAll));
        }

        private Award onAll(int[] chosen) {
            long[] weights = weights(chosen);
            long whole = Picks.percentHalfUp(percent, Picks.sum(weights));
            long total = max.isPresent() ? Math.min(whole, max.get().minor()) : whole;
            return Picks.lossy(prices, chosen, total, weights);
        }

        /** A maximum over all lines is spread anew when the lines' sum exceeds it. */
        private Award capped(int[] chosen, Award award) {
            return max.isPresent() && award.total() > max.get().minor()
                    ? Picks.lossy(prices, chosen, max.get().minor(), weights(chosen))
                    : award;
        }

        private long[] weights(int[] chosen) {
            return ofBase
                    ? Arrays.stream(chosen).mapToLong(prices::base).toArray()
                    : Picks.weights(prices, chosen);
        }

        @Override
        public long most(boolean neverBlocked) {
            long base = Picks.sumBase(prices, units);
            long rounded = Picks.percentHalfUp(percent, base) + (perLine ? units.length : 0);
            return max.isPresent() ? Math.min(rounded, max.get().minor()) : rounded;
        }

        @Override
        public int[] units() {
            return units;
        }
    }

    /** Without a maximum each unit can take it or leave it. */
    private final class UnitPercentage extends Percentage implements UnitMove {
        UnitPercentage(Prices prices, int[] units) {
            super(prices, units);
        }

        @Override
        public long gainMillionths(int unit) {
            long price = ofBase ? prices.base(unit) : prices.now(unit);
            long gain = Picks.percentHalfUp(percent, Math.multiplyExact(price, 1_000_000));
            return Math.min(gain, Math.multiplyExact(prices.room(unit), 1_000_000));
        }
    }
}
