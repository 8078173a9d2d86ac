package loyalty.engine.condition;

import java.util.Optional;
import loyalty.engine.basket.Mode;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Miss;
import loyalty.engine.promotion.Situation;
import loyalty.engine.quote.Reason;

/** The processor can be asked, or the programme does without: single-use codes need it. */
record ProcessorAsked() implements Condition {
    @Override
    public Optional<Miss> test(Situation situation) {
        boolean can = situation.context().mode() == Mode.ONLINE;
        return can || situation.settings().offline().acceptSingleUse()
                ? Optional.empty()
                : Optional.of(Miss.of(Reason.NEEDS_ONLINE));
    }

    @Override
    public Reason reason() {
        return Reason.NEEDS_ONLINE;
    }
}
