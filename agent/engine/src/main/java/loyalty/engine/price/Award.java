package loyalty.engine.price;

/**
 * What one promotion takes off. Arrays are not copied: whoever makes an award gives them away.
 *
 * @param units whose price falls
 * @param off by how much each, in minor units
 * @param used units that no other set of the same group may use; empty if the reward is no set
 */
@SuppressWarnings("ArrayRecordComponent") // made and read in the innermost loop of arbitration
public record Award(int[] units, long[] off, int[] used) {
    private static final int[] NO_UNITS = {};
    public static final Award NOTHING = new Award(NO_UNITS, new long[0], NO_UNITS);

    static Award of(int[] units, long[] off) {
        return new Award(units, off, NO_UNITS);
    }

    public long total() {
        long sum = 0;
        for (long part : off) {
            sum += part;
        }
        return sum;
    }
}
