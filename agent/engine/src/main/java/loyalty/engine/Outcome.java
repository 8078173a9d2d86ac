package loyalty.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import loyalty.engine.arbitrate.Arbitration;
import loyalty.engine.arbitrate.Choice;
import loyalty.engine.arbitrate.Contest;
import loyalty.engine.arbitrate.Play;
import loyalty.engine.money.Money;
import loyalty.engine.promotion.Promotion;

/**
 * Who took part in one stage and who was chosen. Immutable; searching again for what a loser would
 * have been worth happens only when somebody asks.
 *
 * @param effective the chosen ones that changed something
 * @param blocked promotions that an earlier stage kept out, and by whom
 * @param again a fresh play of the same stage
 */
record Outcome(
        Contest contest,
        Choice choice,
        BitSet effective,
        List<Blocked> blocked,
        Supplier<? extends Play> again) {
    /** Kept out by somebody of an earlier stage. */
    record Blocked(Promotion promotion, Promotion by) {}

    Outcome {
        effective = (BitSet) effective.clone();
        blocked = List.copyOf(blocked);
    }

    /** Promotions that changed something, in the order in which they acted. */
    List<Promotion> applied() {
        List<Promotion> applied = new ArrayList<>();
        for (int i = effective.nextSetBit(0); i >= 0; i = effective.nextSetBit(i + 1)) {
            applied.add(contest.entrants().get(i));
        }
        return applied;
    }

    int entrant(Promotion promotion) {
        return contest.entrantOf(promotion);
    }

    Optional<Promotion> blockerOf(Promotion promotion) {
        return blocked.stream()
                .filter(b -> b.promotion().index() == promotion.index())
                .map(Blocked::by)
                .findFirst();
    }

    /** Whether {@code entrant} would change anything if it were the only one. */
    boolean hasEffectAlone(int entrant) {
        return again.get().act(entrant);
    }

    /** How much more the chosen set is worth than the best one with {@code entrant} in it. */
    Optional<Money> betterThanWith(int entrant) {
        Choice other = Arbitration.bestWith(entrant, contest, again.get(), choice);
        return other.possible()
                ? Optional.of(Money.of(Math.max(0, choice.worth() - other.worth())))
                : Optional.empty();
    }
}
