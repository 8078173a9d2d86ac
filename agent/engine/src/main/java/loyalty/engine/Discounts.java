package loyalty.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loyalty.engine.arbitrate.Arbitration;
import loyalty.engine.arbitrate.Choice;
import loyalty.engine.arbitrate.Contest;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
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
import loyalty.engine.quote.QuotedLine;
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
        DiscountPlay play = new DiscountPlay(contest, situation);
        Choice choice = Arbitration.best(contest, play);
        Arbitration.replay(choice, contest, play);
        Outcome outcome =
                new Outcome(
                        contest,
                        choice,
                        play.effective(),
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

    /** For each line what the applied promotions took off it, in the order in which they acted. */
    List<List<QuotedLine.Applied>> byLine() {
        List<List<QuotedLine.Applied>> byLine = new ArrayList<>();
        for (int line = 0; line < prices().lines(); line++) {
            byLine.add(new ArrayList<>());
        }
        long[] off = new long[prices().lines()];
        for (Promotion promotion : outcome.applied()) {
            Award award = award(promotion);
            for (int i = 0; i < award.units().length; i++) {
                off[prices().lineOf(award.units()[i])] += award.off()[i];
            }
            for (int unit : award.units()) {
                int line = prices().lineOf(unit);
                if (off[line] > 0) {
                    Money sum = Money.of(off[line]);
                    byLine.get(line).add(new QuotedLine.Applied(promotion.id(), sum, Points.ZERO));
                    off[line] = 0;
                }
            }
        }
        return byLine;
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
