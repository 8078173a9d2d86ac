package loyalty.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loyalty.engine.arbitrate.Arbitration;
import loyalty.engine.arbitrate.Choice;
import loyalty.engine.arbitrate.Contest;
import loyalty.engine.money.Money;
import loyalty.engine.money.Rate;
import loyalty.engine.pack.RulePack;
import loyalty.engine.price.Award;
import loyalty.engine.price.DiscountPlay;
import loyalty.engine.price.PercentOff;
import loyalty.engine.price.Prices;
import loyalty.engine.promotion.Limits;
import loyalty.engine.promotion.Promotion;
import loyalty.engine.promotion.Situation;
import loyalty.engine.promotion.Texts;
import loyalty.engine.select.Selection;

/** Stage 1: prices after discounts. */
final class Discounts {
    /** The name under which a tier's own discount is reported. */
    static final String TIER = "tier";

    private final Outcome outcome;
    private final DiscountPlay play;

    private Discounts(Outcome outcome, DiscountPlay play) {
        this.outcome = outcome;
        this.play = play;
    }

    static Discounts of(RulePack pack, Situation situation, List<Promotion> running) {
        List<Promotion> entrants = new ArrayList<>(running);
        Rate ofTier = situation.level().discount();
        if (situation.member().isPresent() && ofTier.isPositive()) {
            entrants.add(tierDiscount(ofTier));
        }
        Contest contest = Contest.of(entrants, pack.settings().groups());
        Choice choice = Arbitration.best(contest, new DiscountPlay(contest, situation));
        DiscountPlay play = new DiscountPlay(contest, situation);
        Arbitration.replay(choice, contest, play);
        BitSet effective = new BitSet();
        for (int i = 0; i < contest.entrants().size(); i++) {
            effective.set(i, play.awardOf(i).isPresent());
        }
        Outcome outcome =
                new Outcome(
                        contest,
                        choice,
                        effective,
                        List.of(),
                        () -> new DiscountPlay(contest, situation));
        return new Discounts(outcome, play);
    }

    /** Acts after everything else, on whatever is left. */
    private static Promotion tierDiscount(Rate rate) {
        return new Promotion(
                TIER,
                TIER,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                new PercentOff(rate, Selection.ALL, false, Optional.empty(), false),
                "",
                Long.MIN_VALUE,
                Set.of(),
                false,
                Limits.NONE,
                Optional.empty(),
                Texts.NONE,
                -1);
    }

    Outcome outcome() {
        return outcome;
    }

    Prices prices() {
        return play.prices();
    }

    /** What an applied promotion took off a line. */
    Money off(Promotion promotion, int line) {
        Award award = award(promotion);
        long sum = 0;
        for (int i = 0; i < award.units().length; i++) {
            sum += prices().lineOf(award.units()[i]) == line ? award.off()[i] : 0;
        }
        return Money.of(sum);
    }

    Money off(Promotion promotion) {
        return Money.of(award(promotion).total());
    }

    private Award award(Promotion promotion) {
        return play.awardOf(outcome.entrant(promotion)).orElse(Award.NOTHING);
    }

    /** What a line costs now. */
    Money amount(int line) {
        long sum = 0;
        for (int unit = prices().firstUnit(line); unit < prices().firstUnit(line + 1); unit++) {
            sum += prices().now(unit);
        }
        return Money.of(sum);
    }

    boolean isDiscounted(int line) {
        for (int unit = prices().firstUnit(line); unit < prices().firstUnit(line + 1); unit++) {
            if (prices().now(unit) < prices().base(unit)) {
                return true;
            }
        }
        return prices().line(prices().firstUnit(line)).isDiscountedByTill();
    }

    Money total() {
        long sum = 0;
        for (int unit = 0; unit < prices().units(); unit++) {
            sum += prices().now(unit);
        }
        return Money.of(sum);
    }
}
