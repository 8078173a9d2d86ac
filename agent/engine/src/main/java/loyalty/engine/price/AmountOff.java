package loyalty.engine.price;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import loyalty.engine.condition.Present;
import loyalty.engine.form.Form;
import loyalty.engine.money.Money;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Limits;
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

    public static AmountOff read(Form form) {
        Map<String, Scope> words = new LinkedHashMap<>();
        words.put("basket", Scope.BASKET);
        words.put("line", Scope.LINE);
        words.put("unit", Scope.UNIT);
        return new AmountOff(
                form.requiredMoney("amount", "how much off"),
                form.named("on", "selection", "of what; all if left out", Selection::read)
                        .orElse(Selection.ALL),
                form.choice("scope", Scope.BASKET, words, "once, off each line, or off each unit"));
    }

    @Override
    public String mechanic() {
        return NAME;
    }

    @Override
    public List<Condition> demands() {
        return List.of(Present.matching(on));
    }

    @Override
    public Move move(Prices prices, Situation situation, Limits limits) {
        return new Amounts(prices, prices.discountable(on));
    }

    private final class Amounts implements Move {
        private final Prices prices;
        private final int[] units;

        Amounts(Prices prices, int[] units) {
            this.prices = prices;
            this.units = units;
        }

        @Override
        public Award award(BitSet blocked) {
            int[] free = Picks.free(units, blocked);
            if (scope == Scope.UNIT) {
                long[] off = Arrays.stream(free).mapToLong(this::offUnit).toArray();
                return Award.of(free, off);
            }
            if (scope == Scope.BASKET) {
                return Picks.within(prices, free, amount.minor());
            }
            List<Award> awards = new ArrayList<>();
            for (int[] line : Picks.byLine(prices, free)) {
                awards.add(Picks.within(prices, line, amount.minor()));
            }
            return Picks.joined(awards);
        }

        private long offUnit(int unit) {
            return Math.min(amount.minor(), prices.room(unit));
        }

        @Override
        public long most(boolean neverBlocked) {
            long room = Picks.sumBaseRoom(prices, units);
            long times =
                    switch (scope) {
                        case BASKET -> 1;
                        case LINE -> Picks.byLine(prices, units).length;
                        case UNIT -> units.length;
                    };
            return Math.min(room, amount.times(times).minor());
        }

        @Override
        public int[] units() {
            return units;
        }

        @Override
        public boolean isPerUnit() {
            return scope == Scope.UNIT;
        }

        @Override
        public long gainMillionths(int unit) {
            return Math.multiplyExact(offUnit(unit), 1_000_000);
        }
    }
}
