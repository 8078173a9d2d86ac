package loyalty.engine.condition;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loyalty.engine.form.Form;
import loyalty.engine.member.Member;
import loyalty.engine.programme.Settings;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Miss;
import loyalty.engine.promotion.Never;
import loyalty.engine.promotion.Promotion;
import loyalty.engine.promotion.Situation;
import loyalty.engine.quote.Reason;

/** Segments the member is in: any of some, all of others, none of yet others. */
record Segments(List<String> any, List<String> all, List<String> none) implements Condition {
    static Optional<Condition> read(Form when) {
        return when.mapping("segments", "what the processor says of the member", Segments::of);
    }

    private static Condition of(Form form) {
        return new Segments(
                form.texts("any", "in at least one of these"),
                form.texts("all", "in every one of these"),
                form.texts("none", "in none of these"));
    }

    @Override
    public Optional<Miss> test(Situation situation) {
        Set<String> own = situation.member().map(Member::segments).orElse(Set.of());
        boolean holds =
                (any.isEmpty() || !Collections.disjoint(own, any))
                        && own.containsAll(all)
                        && Collections.disjoint(own, none);
        return holds ? Optional.empty() : Optional.of(Miss.of(Reason.SEGMENT_MISSING));
    }

    @Override
    public Optional<Never> never(Settings settings, Promotion promotion) {
        boolean noneOfAny = !any.isEmpty() && none.containsAll(any);
        return Never.when(
                noneOfAny || !Collections.disjoint(all, none),
                "segments",
                "asks for a segment that it also forbids",
                "take it out of any and all, or out of none");
    }

    @Override
    public Reason reason() {
        return Reason.SEGMENT_MISSING;
    }

    @Override
    public boolean needsMember() {
        return true;
    }
}
