package loyalty.engine.condition;

import java.util.Optional;
import loyalty.engine.money.Money;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Miss;
import loyalty.engine.promotion.Situation;
import loyalty.engine.quote.Reason;
import loyalty.engine.select.Selection;

/** A selection costs enough, before any promotion. */
public record SelectionAmount(Selection on, Money least) implements Condition {
    @Override
    public Optional<Miss> test(Situation situation) {
        Money have = situation.amount(on);
        return have.compareTo(least) >= 0
                ? Optional.empty()
                : Optional.of(
                        Miss.below(
                                        Reason.BASKET_BELOW_MINIMUM,
                                        situation.settings().currency().text(least),
                                        situation.settings().currency().text(have),
                                        situation.settings().currency().text(least.minus(have)))
                                .about(on.label()));
    }

    @Override
    public boolean needsBasket() {
        return true;
    }

    @Override
    public Reason reason() {
        return Reason.BASKET_BELOW_MINIMUM;
    }
}
