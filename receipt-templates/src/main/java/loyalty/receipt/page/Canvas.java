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

    /** Lays a picture's black dots over what is there. */
    public void draw(int x, int y, Bitmap picture) {
        draw(x, y, picture, 1);
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
