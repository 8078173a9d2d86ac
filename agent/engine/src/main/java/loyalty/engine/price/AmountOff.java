package loyalty.engine.price;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.condition.Present;
import loyalty.engine.form.Form;
import loyalty.engine.form.Words;
import loyalty.engine.money.Money;
import loyalty.engine.programme.Settings;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Limits;
import loyalty.engine.promotion.Never;
import loyalty.engine.promotion.Situation;
import loyalty.engine.select.Selection;

/** An amount off a selection as a whole, off each of its lines, or off each unit. */
public record AmountOff(Money amount, Selection on, Scope scope) implements PriceReward {
    public static final String NAME = "amountOff";

    /** What the amount is taken off. */
    public enum Scope {
        BASKET,
        LINE,
        UNIT
    }

    private static final Map<String, Scope> SCOPES =
            Words.of("basket", Scope.BASKET, "line", Scope.LINE, "unit", Scope.UNIT);

    public static AmountOff read(Form form) {
        return new AmountOff(
                form.requiredMoney("amount", "how much off"),
                Selection.readOn(form),
                form.choice(
                        "scope", Scope.BASKET, SCOPES, "once, off each line, or off each unit"));
    }

    @Override
    public String mechanic() {
        return NAME;
    }

    @Override
    public Optional<Never> never(Settings settings) {
        return Never.when(
                amount.isZero(), "amount", "takes nothing off", "write an amount above 0");
    }

    @Override
    public List<Condition> demands() {
        return List.of(Present.matching(on));
    }

    @Override
    public Move move(Prices prices, Situation situation, Limits limits) {
        int[] units = prices.discountable(on);
        return scope == Scope.UNIT
                ? new EachUnit(prices, units, Cut.by(amount))
                : new Wholes(prices, units);
    }

    /** Off the selection, or off each of its lines. */
    private final class Wholes implements Move {
        private final Prices prices;
        private final int[] units;

        Wholes(Prices prices, int[] units) {
            this.prices = prices;
            this.units = units;
        }

        @Override
        public Award award(BitSet blocked) {
            int[] free = Picks.free(units, blocked);
            return scope == Scope.BASKET ? off(free) : Picks.onEachLine(prices, free, this::off);
        }

        private Award off(int[] some) {
            return Picks.within(prices, some, amount.minor());
        }

        @Override
        public long most(boolean neverBlocked) {
            long room = Picks.sumBaseRoom(prices, units);
            long times = scope == Scope.BASKET ? 1 : Picks.byLine(prices, units).length;
            return Math.min(room, amount.times(times).minor());
        }

        @Override
        public int[] units() {
            return units;
        }
    }
}
