package loyalty.engine;

import java.util.List;
import java.util.Optional;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Miss;
import loyalty.engine.promotion.Promotion;
import loyalty.engine.promotion.Situation;
import loyalty.engine.quote.Reason;

/** A promotion that failed on one condition of the basket and on nothing else. */
record NearMiss(Promotion promotion, Miss miss) {
    static Optional<NearMiss> of(Promotion promotion, Miss first, Situation situation) {
        if (first.reason() != Reason.BASKET_BELOW_MINIMUM || first.missing().isEmpty()) {
            return Optional.empty();
        }
        List<Miss> all =
                promotion.conditions().stream()
                        .map((Condition condition) -> condition.test(situation))
                        .flatMap(Optional::stream)
                        .toList();
        return all.size() == 1 ? Optional.of(new NearMiss(promotion, first)) : Optional.empty();
    }
}
