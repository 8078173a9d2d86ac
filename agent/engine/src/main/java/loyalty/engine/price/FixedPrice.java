package loyalty.engine.price;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import loyalty.engine.condition.Present;
import loyalty.engine.form.Form;
import loyalty.engine.money.Money;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Limits;
import loyalty.engine.promotion.Situation;
import loyalty.engine.select.Selection;

/** A price for 1 of quantity of a selection; never raises one. */
public record FixedPrice(Money price, Selection on) implements PriceReward {
    public static final String NAME = "fixedPrice";

    public static FixedPrice read(Form form) {
        return new FixedPrice(
                form.requiredMoney("price", "for 1 of quantity"),
                form.named("on", "selection", "of what; all if left out", Selection::read)
                        .orElse(Selection.ALL));
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
        return new Pricing(prices, prices.discountable(on));
    }

    private final class Pricing implements Move {
        private final Prices prices;
        private final int[] units;

        Pricing(Prices prices, int[] units) {
            this.prices = prices;
            this.units = units;
        }

        @Override
        public Award award(BitSet blocked) {
            int[] free = Picks.free(units, blocked);
            return Award.of(free, Arrays.stream(free).mapToLong(this::off).toArray());
        }

        private long off(int unit) {
            long wanted = prices.now(unit) - prices.unitPrice(unit, price);
            return Math.min(Math.max(0, wanted), prices.room(unit));
        }

        @Override
        public long most(boolean neverBlocked) {
            return Arrays.stream(units)
                    .mapToLong(
                            unit -> Math.max(0, prices.base(unit) - prices.unitPrice(unit, price)))
                    .sum();
        }

        @Override
        public int[] units() {
            return units;
        }

        @Override
        public boolean isPerUnit() {
            return true;
        }

        @Override
        public long gainMillionths(int unit) {
            return Math.multiplyExact(off(unit), 1_000_000);
        }
    }
}
