package loyalty.engine.promotion;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loyalty.engine.programme.LotRule;

/**
 * One promotion: when it runs, what it gives, how it gets on with others. Immutable.
 *
 * @param name for people; the id if the pack gives none
 * @param conditions all that must hold, in the order in which reasons are given
 * @param group empty if it competes with nobody
 * @param priority higher acts first
 * @param excludes promotions and groups that cannot go together with it
 * @param lot life of the points it gives, if not that of the purchase's
 * @param index its place in the pack
 */
public record Promotion(
        String id,
        String name,
        Optional<Instant> from,
        Optional<Instant> till,
        List<Condition> conditions,
        Reward reward,
        String group,
        long priority,
        Set<String> excludes,
        boolean exclusive,
        Limits limits,
        Optional<LotRule> lot,
        Texts texts,
        int index) {
    /** The one order in which promotions act: higher priority first, then id. */
    public static final Comparator<Promotion> ORDER =
            Comparator.comparingLong(Promotion::priority).reversed().thenComparing(Promotion::id);

    public Promotion {
        conditions = List.copyOf(conditions);
    }

    public Reward.Stage stage() {
        return reward.stage();
    }

    /** Whether the two can never both apply, whichever names the other. */
    public boolean clashesWith(Promotion other) {
        return names(other) || other.names(this);
    }

    private boolean names(Promotion other) {
        return excludes.contains(other.id)
                || (!other.group.isEmpty() && excludes.contains(other.group));
    }

    /** The first condition that does not hold. */
    public Optional<Miss> firstMiss(Situation situation) {
        for (Condition condition : conditions) {
            Optional<Miss> miss = condition.test(situation);
            if (miss.isPresent()) {
                return miss;
            }
        }
        return Optional.empty();
    }
}
