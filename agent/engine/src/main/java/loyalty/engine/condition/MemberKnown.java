package loyalty.engine.condition;

import java.util.Optional;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Miss;
import loyalty.engine.promotion.Situation;
import loyalty.engine.quote.Reason;

/** There is a member at all. Implied by whatever only a member can meet or take. */
public record MemberKnown() implements Condition {
    @Override
    public Optional<Miss> test(Situation situation) {
        return situation.member().isPresent()
                ? Optional.empty()
                : Optional.of(Miss.of(Reason.MEMBER_REQUIRED));
    }

    @Override
    public Reason reason() {
        return Reason.MEMBER_REQUIRED;
    }
}
