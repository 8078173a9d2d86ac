package loyalty.engine.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loyalty.engine.member.Effects.LimitChange;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Limits;
import loyalty.engine.promotion.Miss;
import loyalty.engine.promotion.Situation;
import loyalty.engine.quote.Reason;

/** The promotion has not been used as often as it may. */
public record WithinLimits(String promotion, Limits limits, Optional<Code> code)
        implements Condition {
    private static final String TOTAL = "total";

    @Override
    public Optional<Miss> test(Situation situation) {
        for (LimitChange use : uses(situation)) {
            long most = most(use.period());
            long used =
                    situation.member().map(m -> m.limitUsed(promotion, use.period())).orElse(0L);
            if (used >= most) {
                return Optional.of(
                        Miss.below(
                                Reason.LIMIT_REACHED,
                                Long.toString(most),
                                Long.toString(used),
                                ""));
            }
        }
        return Optional.empty();
    }

    /** What one more use counts, one entry for each limit there is. */
    public List<LimitChange> uses(Situation situation) {
        List<LimitChange> uses = new ArrayList<>();
        if (limits.perMember() > 0 && situation.member().isPresent()) {
            String key = limits.period().key(situation.at(), situation.zone());
            uses.add(new LimitChange(promotion, key, 1));
        }
        if (limits.perCode() > 0) {
            code.flatMap(c -> c.presented(situation))
                    .ifPresent(text -> uses.add(new LimitChange(promotion, "code/" + text, 1)));
        }
        if (limits.total() > 0) {
            uses.add(new LimitChange(promotion, TOTAL, 1));
        }
        return uses;
    }

    private long most(String period) {
        if (period.equals(TOTAL)) {
            return limits.total();
        }
        return period.startsWith("code/") ? limits.perCode() : limits.perMember();
    }

    @Override
    public Reason reason() {
        return Reason.LIMIT_REACHED;
    }
}
