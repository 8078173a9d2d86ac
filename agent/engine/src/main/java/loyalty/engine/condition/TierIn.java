package loyalty.engine.condition;

import java.util.Optional;
import java.util.Set;
import loyalty.engine.form.Form;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Miss;
import loyalty.engine.promotion.Situation;
import loyalty.engine.quote.Reason;

/** The member's tier is one of these. */
public record TierIn(Set<String> tiers) implements Condition {
    static Optional<Condition> read(Form when) {
        Set<String> tiers = Set.copyOf(when.texts("tiers", "only on these levels"));
        return tiers.isEmpty() ? Optional.empty() : Optional.of(new TierIn(tiers));
    }

    @Override
    public Optional<Miss> test(Situation situation) {
        return tiers.contains(situation.level().name())
                ? Optional.empty()
                : Optional.of(Miss.of(Reason.TIER_NOT_INCLUDED));
    }

    @Override
    public Reason reason() {
        return Reason.TIER_NOT_INCLUDED;
    }

    @Override
    public boolean needsMember() {
        return true;
    }
}
