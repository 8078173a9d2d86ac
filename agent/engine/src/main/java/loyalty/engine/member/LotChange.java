package loyalty.engine.member;

import loyalty.engine.money.Points;

/**
 * Points that move in or out of a lot.
 *
 * @param points how many; never negative, {@link Kind} says which way
 */
public record LotChange(String lot, Kind kind, Points points) {
    /** The id under which changes of the debt are written. */
    public static final String DEBT = "debt";

    /** Which way points move, and why. */
    public enum Kind {
        /** Out of the lot: paid with. */
        SPENT,
        /** Back into the lot: what they paid for was returned. */
        RESTORED,
        /** Out of the lot: what earned them was returned. */
        TAKEN,
        /** Out of a new lot, at once, into the debt. */
        FILLED_DEBT,
        /** Onto the debt: points that should be taken back but were spent already. */
        OWED,
        /** Off the debt without any lot paying for it. */
        FORGIVEN
    }

    public LotChange {
        if (points.units() < 0) {
            throw new IllegalArgumentException(kind + " of " + lot + ": " + points);
        }
    }
}
