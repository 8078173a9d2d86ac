package loyalty.engine.price;

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
                form.requiredMoney("price", "for 1 of quantity"), Selection.readOn(form));
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
        return new EachUnit(prices, prices.discountable(on), Cut.to(price));
    }
}
