package loyalty.receipt.page;

import java.util.Arrays;

/** A black and white picture. Immutable. */
public final class Bitmap {
    private final int wide;
    private final int high;
    private final byte[] bits;

    /**
     * @param bits rows top to bottom, each of {@code (wide + 7) / 8} bytes, the leftmost dot in the
     *     highest bit, 1 for black: the order of {@code GS v 0}. Copied
     */
    public Bitmap(int wide, int high, byte[] bits) {
        if (wide < 0 || high < 0 || bits.length != (wide + 7) / 8 * high) {
            throw new IllegalArgumentException(
                    wide + "x" + high + " dots do not fit " + bits.length + " bytes");
        }
        this.wide = wide;
        this.high = high;
        this.bits = bits.clone();
    }

    public int wide() {
        return wide;
    }

    public int high() {
        return high;
    }

    /** Bytes in one row. */
    public int stride() {
        return (wide + 7) / 8;
    }

    /** Whether the dot is black; outside the picture everything is white. */
    public boolean black(int x, int y) {
        if (x < 0 || y < 0 || x >= wide || y >= high) {
            return false;
        }
        return (bits[y * stride() + (x >> 3)] & (0x80 >> (x & 7))) != 0;
    }

    /** All rows, packed as the constructor takes them. A copy. */
    public byte[] bits() {
        return bits.clone();
    }

    /** Eight dots of a row, the leftmost in the highest bit; dots beyond the edge are white. */
    int eight(int index, int y) {
        int left = wide - 8 * index;
        int mask = left >= 8 ? 0xFF : 0xFF << (8 - left);
        return bits[y * stride() + index] & mask & 0xFF;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bitmap that
                && wide == that.wide
                && high == that.high
                && Arrays.equals(bits, that.bits);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * wide + high) + Arrays.hashCode(bits);
    }

    @Override
    public String toString() {
        return "Bitmap[" + wide + "x" + high + "]";
    }
}
