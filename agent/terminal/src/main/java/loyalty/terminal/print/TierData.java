package loyalty.terminal.print;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.condition.MemberKnown;
import loyalty.engine.condition.Running;
import loyalty.engine.condition.TierIn;
import loyalty.engine.condition.WithinLimits;
import loyalty.engine.money.Points;
import loyalty.engine.money.Rate;
import loyalty.engine.pack.RulePack;
import loyalty.engine.programme.Tiers;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Promotion;
import loyalty.engine.reward.Grant;

/** What a tier gives, for the slip that tells of it. */
final class TierData {
    private final RulePack pack;
    private final Wording wording;

    TierData(Wording wording) {
        this.pack = wording.pack();
        this.wording = wording;
    }

    Map<String, Object> values(Tiers.Level level) {
        Map<String, Object> values = new HashMap<>();
        put(values, "tierEarn", level.earn());
        put(values, "tierDiscount", level.discount());
        put(values, "tierPay", level.cap().orElse(pack.settings().redeem().cap()));
        gift(level).ifPresent(gift -> values.put("tierGift", gift));
        return values;
    }

    private void put(Map<String, Object> values, String name, Rate rate) {
        if (rate.compareTo(Rate.ZERO) > 0) {
            values.put(name, wording.percent(rate));
        }
    }

    /** Points that the programme gives to who is seen on this level. */
    private Optional<String> gift(Tiers.Level level) {
        Points sum =
                pack.promotions().stream()
                        .filter(promotion -> isFor(promotion, level))
                        .map(promotion -> ((Grant) promotion.reward()).points())
                        .reduce(Points.ZERO, Points::plus);
        return sum.isPositive() ? Optional.of(pack.points().text(sum)) : Optional.empty();
    }

    private static boolean isFor(Promotion promotion, Tiers.Level level) {
        return promotion.reward() instanceof Grant grant
                && grant.on() == Grant.Occasion.DUE
                && promotion.conditions().stream().anyMatch(TierIn.class::isInstance)
                && promotion.conditions().stream().allMatch(c -> holds(c, level));
    }

    /** Other conditions than the tier may not hold, so a gift that has any is not promised. */
    private static boolean holds(Condition condition, Tiers.Level level) {
        return condition instanceof TierIn tier
                ? tier.tiers().contains(level.name())
                : condition instanceof MemberKnown
                        || condition instanceof Running
                        || condition instanceof WithinLimits;
    }
}
