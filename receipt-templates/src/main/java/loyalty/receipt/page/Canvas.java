package loyalty.receipt.page;

/** White paper to draw on. What is drawn outside is lost. One thread. */
public final class Canvas {
    private final int wide;
    private final int high;
    private final int stride;
    private final byte[] bits;

    public Canvas(int wide, int high) {
        this.wide = wide;
        this.high = high;
        this.stride = (wide + 7) / 8;
        this.bits = new byte[Math.multiplyExact(stride, high)];
    }

    /** Blackens one dot. */
    public void dot(int x, int y) {
        if (x >= 0 && y >= 0 && x < wide && y < high) {
            bits[y * stride + (x >> 3)] |= (byte) (0x80 >> (x & 7));
        }
    }

    /** Blackens a rectangle. */
    public void fill(int x, int y, int width, int height) {
        for (int row = Math.max(0, y); row < Math.min(high, y + height); row++) {
            for (int at = Math.max(0, x); at < Math.min(wide, x + width); at++) {
                bits[row * stride + (at >> 3)] |= (byte) (0x80 >> (at & 7));
            }
        }
    }

    /** Makes black white and white black in a rectangle. */
    public void invert(int x, int y, int width, int height) {
        for (int row = Math.max(0, y); row < Math.min(high, y + height); row++) {
            for (int at = Math.max(0, x); at < Math.min(wide, x + width); at++) {
                bits[row * stride + (at >> 3)] ^= (byte) (0x80 >> (at & 7));
            }
        }
    }

    /**
     * Blackens dots side by side, one per bit that is set.
     *
     * @param count how many of the lowest bits count, at most 16; the highest of them is leftmost
     */
    public void dots(int x, int y, int row, int count) {
        if (y < 0 || y >= high || row == 0) {
            return;
        }
        if (x < 0 || x + count > wide) {
            for (int i = 0; i < count; i++) {
                if ((row >> (count - 1 - i) & 1) != 0) {
                    dot(x + i, y);
                }
            }
            return;
        }
        int shifted = row << (24 - count - (x & 7));
        int at = y * stride + (x >> 3);
        for (int part = shifted & 0xFFFFFF; part != 0; part = part << 8 & 0xFFFFFF) {
            bits[at] |= (byte) (part >> 16);
            at++;
        }
    }

    /** Lays a picture's black dots over what is there. */
    public void draw(int x, int y, Bitmap picture) {
        for (int row = 0; row < picture.high(); row++) {
            for (int i = 0; i < picture.stride(); i++) {
                dots(x + 8 * i, y + row, picture.eight(i, row), 8);
            }
        }
    }

    /** The same, each dot of the picture a square of {@code scale} dots. */
    public void draw(int x, int y, Bitmap picture, int scale) {
        for (int row = 0; row < picture.high(); row++) {
            for (int at = 0; at < picture.wide(); at++) {
                if (picture.black(at, row)) {
                    fill(x + at * scale, y + row * scale, scale, scale);
                }
            }
        }
    }

    public Bitmap bitmap() {
        return new Bitmap(wide, high, bits);
    }
}
