package loyalty.engine.promotion;

import loyalty.engine.quote.Reason;

/**
 * A condition that does not hold.
 *
 * @param needed what was asked for, written as in the quote; empty if there is no number
 * @param of what the numbers are about, for people; empty if that is plain
 */
public record Miss(Reason reason, String needed, String have, String missing, String of) {
    public static Miss of(Reason reason) {
        return new Miss(reason, "", "", "", "");
    }

    /** A test of a number that was too small. */
    public static Miss below(Reason reason, String needed, String have, String missing) {
        return new Miss(reason, needed, have, missing, "");
    }

    public Miss about(String what) {
        return new Miss(reason, needed, have, missing, what);
    }
}
