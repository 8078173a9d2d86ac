package loyalty.engine.condition;

import java.util.Optional;
import loyalty.engine.form.Form;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Miss;
import loyalty.engine.promotion.Situation;
import loyalty.engine.quote.Reason;
import loyalty.engine.select.Selection;

/** Some line of a selection is in the basket: a trigger, or what the reward is about. */
public record Present(Reason reason, Selection selection) implements Condition {
    static Optional<Condition> read(Form when) {
        return when.named("trigger", "selection", "something of this is bought", Selection::read)
                .map(Present::trigger);
    }

    public static Condition trigger(Selection selection) {
        return new Present(Reason.TRIGGER_MISSING, selection);
    }

    public static Condition matching(Selection selection) {
        return new Present(Reason.NO_MATCHING_LINES, selection);
    }

    @Override
    public Optional<Miss> test(Situation situation) {
        return situation.hasAny(selection)
                ? Optional.empty()
                : Optional.of(Miss.of(reason).about(selection.label()));
    }
}
