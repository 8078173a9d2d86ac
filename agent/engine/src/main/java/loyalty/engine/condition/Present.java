package loyalty.engine.condition;

import java.util.Optional;
import loyalty.engine.form.Form;
import loyalty.engine.programme.Settings;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Miss;
import loyalty.engine.promotion.Never;
import loyalty.engine.promotion.Promotion;
import loyalty.engine.promotion.Situation;
import loyalty.engine.quote.Reason;
import loyalty.engine.select.Selection;

/**
 * Some line of a selection is in the basket: a trigger, or what the reward is about.
 *
 * @param absent what is wrong if there is none
 */
public record Present(Reason reason, Selection selection, Optional<Miss> absent)
        implements Condition {
    static Optional<Condition> read(Form when) {
        return when.named("trigger", "selection", "something of this is bought", Selection::read)
                .map(Present::trigger);
    }

    public static Condition trigger(Selection selection) {
        return of(Reason.TRIGGER_MISSING, selection);
    }

    public static Condition matching(Selection selection) {
        return of(Reason.NO_MATCHING_LINES, selection);
    }

    private static Present of(Reason reason, Selection selection) {
        Miss absent = Miss.of(reason).about(selection.label());
        return new Present(reason, selection, Optional.of(absent));
    }

    @Override
    public Optional<Miss> test(Situation situation) {
        return situation.hasAny(selection) ? Optional.empty() : absent;
    }

    @Override
    public boolean needsBasket() {
        return true;
    }

    @Override
    public Optional<Never> never(Settings settings, Promotion promotion) {
        return Never.when(
                selection.selectsNothing(),
                reason == Reason.TRIGGER_MISSING ? "trigger" : "on",
                "selects nothing: all it names is under not as well",
                "take it out of not");
    }
}
