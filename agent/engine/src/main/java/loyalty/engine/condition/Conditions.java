package loyalty.engine.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loyalty.engine.form.Form;
import loyalty.engine.promotion.Condition;

/** The table of contents of {@code when}: each line reads one condition, if it is there. */
public final class Conditions {
    private Conditions() {}

    /**
     * Reads {@code when}.
     *
     * @param promotion its id, for conditions that are about the promotion itself
     */
    public static List<Condition> read(Form when, String promotion) {
        List<Condition> conditions = new ArrayList<>();
        Schedule.read(when).ifPresent(conditions::add);
        BirthdayWindow.read(when).ifPresent(conditions::add);
        conditions.addAll(Place.read(when));
        Segments.read(when).ifPresent(conditions::add);
        TierIn.read(when).ifPresent(conditions::add);
        FirstPurchase.read(when).ifPresent(conditions::add);
        MemberSince.read(when).ifPresent(conditions::add);
        Bought.readPurchases(when).ifPresent(conditions::add);
        Bought.readSpend(when).ifPresent(conditions::add);
        Away.read(when).ifPresent(conditions::add);
        Optional<Code> code = Code.read(when, promotion);
        code.ifPresent(conditions::add);
        CodeWord.read(when).ifPresent(conditions::add);
        BasketHas.read(when).ifPresent(conditions::add);
        Present.read(when).ifPresent(conditions::add);
        Sample.read(when, promotion).ifPresent(conditions::add);
        if (code.filter(Code::single).isPresent()) {
            conditions.add(new ProcessorAsked());
        }
        return conditions;
    }
}
