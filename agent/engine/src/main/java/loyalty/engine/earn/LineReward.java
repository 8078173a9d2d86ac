package loyalty.engine.earn;

/** A reward of the accrual stage that every line can take or leave. */
interface LineReward extends EarnReward {
    /** Acts on one line only; false if it changes nothing. */
    boolean actOnLine(Earned earned, int source, int line);
}
