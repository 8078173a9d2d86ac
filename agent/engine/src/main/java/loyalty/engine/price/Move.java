package loyalty.engine.price;

import java.util.BitSet;

/** A price reward at work on one basket. */
public interface Move {
    /** What it takes off at the prices of this moment, leaving {@code blocked} units alone. */
    Award award(BitSet blocked);

    /**
     * At least what it can ever take off, whatever acted before it.
     *
     * @param neverBlocked whether all its units are always free for it
     */
    long most(boolean neverBlocked);

    /** Units it may touch. */
    int[] units();

    /** Whether it uses units up, so that no other set of its group may use them too. */
    default boolean usesUnits() {
        return false;
    }
}
