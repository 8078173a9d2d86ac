package loyalty.engine.arbitrate;

import java.util.BitSet;

/**
 * A set of entrants.
 *
 * @param possible whether there is an allowed set at all; without one nothing is chosen
 * @param worth to the customer, in minor units
 * @param proven whether no better set exists for certain
 */
public record Choice(boolean possible, BitSet chosen, long worth, boolean proven) {
    public Choice {
        chosen = (BitSet) chosen.clone();
    }

    /** A copy; changing it changes nothing here. */
    @Override
    public BitSet chosen() {
        return (BitSet) chosen.clone();
    }
}
