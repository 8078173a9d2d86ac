package loyalty.engine.condition;

import java.util.Optional;
import loyalty.engine.basket.Line;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Miss;
import loyalty.engine.promotion.Situation;
import loyalty.engine.quote.Reason;
import loyalty.engine.select.Selection;

/** A selection has enough units for one set of a reward. */
public record EnoughUnits(Selection on, int needed) implements Condition {
    @Override
    public Optional<Miss> test(Situation situation) {
        long have =
                situation.lines(on).stream()
                        .filter(Line::discountable)
                        .mapToLong(Line::units)
                        .sum();
        return have >= needed
                ? Optional.empty()
                : Optional.of(
                        Miss.below(
                                        Reason.BASKET_BELOW_MINIMUM,
                                        Integer.toString(needed),
                                        Long.toString(have),
                                        Long.toString(needed - have))
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
