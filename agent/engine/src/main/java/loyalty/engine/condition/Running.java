package loyalty.engine.condition;

import java.time.Instant;
import java.util.Optional;
import loyalty.engine.form.Moments;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Miss;
import loyalty.engine.promotion.Situation;
import loyalty.engine.quote.Reason;

/** The promotion's own life: {@code [from, till)}. */
public record Running(Optional<Instant> from, Optional<Instant> till) implements Condition {
    @Override
    public Optional<Miss> test(Situation situation) {
        if (from.isPresent() && situation.at().isBefore(from.get())) {
            return Optional.of(miss(Reason.NOT_STARTED, from.get(), situation));
        }
        if (till.isPresent() && !situation.at().isBefore(till.get())) {
            return Optional.of(miss(Reason.ENDED, till.get(), situation));
        }
        return Optional.empty();
    }

    private static Miss miss(Reason reason, Instant border, Situation situation) {
        return Miss.below(
                reason,
                Moments.text(border, situation.zone()),
                Moments.text(situation.at(), situation.zone()),
                "");
    }

    @Override
    public Reason reason() {
        return Reason.NOT_STARTED;
    }
}
