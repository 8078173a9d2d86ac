package loyalty.engine.arbitrate;

import java.util.BitSet;

/**
 * A stage at work: entrants act one after the other in their order, and can be taken back in the
 * opposite order. Owned by one search.
 */
public interface Play {
    /** Lets an entrant act. False if it changes nothing; then there is nothing to take back. */
    boolean act(int entrant);

    /** Takes back the last act of this entrant. */
    void takeBack(int entrant);

    /** What everything so far is worth to the customer, in minor units of money. */
    long worth();

    /** At least what this entrant can ever add to the worth, whatever acted before it. */
    long most(int entrant);

    /** Whether it can act on single units, so that having a say never does harm in its group. */
    default boolean actsPerUnit(int entrant) {
        return false;
    }

    /**
     * Lets a group whose units choose for themselves act as one: {@code members} are those that
     * may. Taken back by {@link #takeBackGroup}.
     */
    void actAsGroup(int group, BitSet members);

    /** Takes back the last act of this group. */
    void takeBackGroup(int group);
}
