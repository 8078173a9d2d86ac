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

    /** Whether it can act on any part of its units by itself, rather than only as a whole. */
    default boolean isPerUnit() {
        return false;
    }

    /** What it would take off one unit alone, in millionths of a minor unit; per unit only. */
    default long gainMillionths(int unit) {
        throw new UnsupportedOperationException("acts as a whole");
    }
}
