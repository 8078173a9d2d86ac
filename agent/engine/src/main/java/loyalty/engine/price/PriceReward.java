package loyalty.engine.price;

import loyalty.engine.promotion.Limits;
import loyalty.engine.promotion.Reward;
import loyalty.engine.promotion.Situation;

/** A reward of the discount stage. */
public interface PriceReward extends Reward {
    /** Gets ready for one basket; the selection is looked at only once. */
    Move move(Prices prices, Situation situation, Limits limits);

    @Override
    default Stage stage() {
        return Stage.DISCOUNT;
    }
}
