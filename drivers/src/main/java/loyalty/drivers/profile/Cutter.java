package loyalty.drivers.profile;

/**
 * How the paper is cut.
 *
 * @param feedRows lines to feed before the cut so that the text clears the blade; 0 where the
 *     command feeds by itself
 */
public record Cutter(Kind kind, Command command, int feedRows) {
    /** Tear by hand. */
    public static final Cutter NONE = new Cutter(Kind.NONE, Command.FEED_AND_CUT, 4);

    /** What the blade leaves. */
    public enum Kind {
        NONE,
        PARTIAL,
        FULL
    }

    /** Which command does it. */
    public enum Command {
        /** {@code GS V 65/66 n}; in Star {@code ESC d 2/3}: feeds to the blade by itself. */
        FEED_AND_CUT,
        /** {@code GS V 0/1}; in Star {@code ESC d 0/1}: cuts where the paper stands. */
        CUT,
        /** {@code ESC i} and {@code ESC m}, of old clones. */
        ESC_I
    }
}
