package loyalty.drivers.paper;

import loyalty.receipt.page.Bitmap;

/** Pictures as the commands carry them. */
final class Rasters {
    private Rasters() {}

    /**
     * Rows of bytes, leftmost dot in the highest bit; modes 1 and 3 are twice as wide, 2 and 3 as
     * high.
     */
    static Bitmap rows(int wide, int high, byte[] data, int mode) {
        Bitmap plain = new Bitmap(wide, high, data);
        return mode == 0 ? plain : enlarged(plain, (mode & 1) + 1, (mode >> 1) + 1);
    }

    /** Columns of one or three bytes, topmost dot in the highest bit. */
    static Bitmap columns(int wide, byte[] data, boolean tall, int stretch) {
        int bytesHigh = tall ? 3 : 1;
        int stride = (wide + 7) / 8;
        byte[] bits = new byte[stride * bytesHigh * 8];
        for (int x = 0; x < wide; x++) {
            for (int y = 0; y < bytesHigh * 8; y++) {
                if ((data[x * bytesHigh + (y >> 3)] & (0x80 >> (y & 7))) != 0) {
                    bits[y * stride + (x >> 3)] |= (byte) (0x80 >> (x & 7));
                }
            }
        }
        Bitmap plain = new Bitmap(wide, bytesHigh * 8, bits);
        return tall && stretch == 1 ? plain : enlarged(plain, stretch, tall ? 1 : 3);
    }

    static Bitmap enlarged(Bitmap plain, int wider, int higher) {
        int wide = plain.wide() * wider;
        int high = plain.high() * higher;
        int stride = (wide + 7) / 8;
        byte[] bits = new byte[stride * high];
        for (int y = 0; y < high; y++) {
            for (int x = 0; x < wide; x++) {
                if (plain.black(x / wider, y / higher)) {
                    bits[y * stride + (x >> 3)] |= (byte) (0x80 >> (x & 7));
                }
            }
        }
        return new Bitmap(wide, high, bits);
    }
}
