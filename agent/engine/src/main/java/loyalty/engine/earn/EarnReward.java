package loyalty.engine.earn;

import loyalty.engine.promotion.Limits;
import loyalty.engine.promotion.Reward;

/** A reward of the accrual stage. */
public interface EarnReward extends Reward {
    /** Acts on what is earned so far as {@code source}; false if it changes nothing. */
    boolean act(Earned earned, int source, Limits limits);

    /** At least what it can ever add, in whole points, if rates reach {@code bound} at most. */
    long most(Earned earned, Limits limits, Ceilings bound);

    /** The highest rate each line can reach, whatever is chosen. */
    interface Ceilings {
        /** Points that all lines would earn at their highest rates, rounded up. */
        long all();
    }

    @Override
    default Stage stage() {
        return Stage.ACCRUAL;
    }

    @Override
    default boolean needsMember() {
        return true;
    }
}
