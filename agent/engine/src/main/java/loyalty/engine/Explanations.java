package loyalty.engine;

import java.util.AbstractList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
import loyalty.engine.pack.RulePack;
import loyalty.engine.promotion.Miss;
import loyalty.engine.promotion.Promotion;
import loyalty.engine.promotion.Reward.Stage;
import loyalty.engine.promotion.Situation;
import loyalty.engine.quote.Explanation;
import loyalty.engine.quote.Reason;

/**
 * One explanation for each promotion of the pack, in its order, and one for the tier's discount.
 * Worked out when it is read: a pack of thousands costs nothing until somebody asks why. Immutable.
 */
final class Explanations extends AbstractList<Explanation> implements RandomAccess {
    private final Situation situation;
    private final Discounts discounts;
    private final Redeemed redeemed;
    private final Accrued accrued;
    private final Said said;
    private final List<Promotion> promotions;
    private final Optional<Promotion> tier;

    Explanations(
            RulePack pack,
            Situation situation,
            Discounts discounts,
            Redeemed redeemed,
            Accrued accrued,
            Said said) {
        this.situation = situation;
        this.discounts = discounts;
        this.redeemed = redeemed;
        this.accrued = accrued;
        this.said = said;
        this.promotions = pack.promotions();
        this.tier =
                discounts.outcome().applied().stream()
                        .filter(promotion -> promotion.id().equals(Discounts.TIER))
                        .findFirst();
    }

    @Override
    public int size() {
        return promotions.size() + (tier.isPresent() ? 1 : 0);
    }

    @Override
    public Explanation get(int index) {
        Promotion promotion =
                index < promotions.size() ? promotions.get(index) : tier.orElseThrow();
        Optional<Miss> miss = promotion.firstMiss(situation);
        if (miss.isPresent()) {
            return Reasons.missed(promotion, miss.get(), situation);
        }
        return switch (promotion.stage()) {
            case DISCOUNT -> explain(promotion, discounts.outcome());
            case REDEMPTION -> explain(promotion, redeemed.outcome());
            case ACCRUAL -> explain(promotion, accrued.outcome());
            case MESSAGES -> explain(promotion, said.outcome());
            case GRANT -> Reasons.missed(promotion, Miss.of(Reason.NOT_AT_PURCHASE), situation);
        };
    }

    private Explanation explain(Promotion promotion, Outcome outcome) {
        Optional<Promotion> blocker = outcome.blockerOf(promotion);
        if (blocker.isPresent()) {
            return Reasons.lost(
                    promotion, Reason.EXCLUDED_BY, blocker.get().id(), Optional.empty(), situation);
        }
        int entrant = outcome.entrant(promotion);
        if (outcome.effective().get(entrant)) {
            return applied(promotion);
        }
        return lost(promotion, outcome, entrant);
    }

    private Explanation applied(Promotion promotion) {
        Money off = promotion.stage() == Stage.DISCOUNT ? discounts.off(promotion) : Money.ZERO;
        Points points =
                promotion.stage() == Stage.ACCRUAL
                        ? Points.of(accrued.ofPromotion(promotion))
                        : Points.ZERO;
        return Reasons.applied(promotion, off, points, situation);
    }

    private Explanation lost(Promotion promotion, Outcome outcome, int entrant) {
        BitSet winners = outcome.effective();
        Optional<Money> by = outcome.betterThanWith(entrant);
        int rival = outcome.contest().rivalAmong(entrant, winners);
        int clash = outcome.contest().clashAmong(entrant, winners);
        boolean opposed = rival >= 0 || clash >= 0;
        boolean effect =
                by.isPresent()
                        ? opposed || by.get().isPositive()
                        : opposed && outcome.hasEffectAlone(entrant);
        if (!effect) {
            return Reasons.missed(promotion, Miss.of(Reason.NO_EFFECT), situation);
        }
        int winner = rival >= 0 ? rival : clash;
        Reason reason = rival < 0 && clash >= 0 ? Reason.EXCLUDED_BY : Reason.LOST_ARBITRATION;
        String to = winner < 0 ? "" : outcome.contest().entrants().get(winner).id();
        return Reasons.lost(promotion, reason, to, by, situation);
    }
}
