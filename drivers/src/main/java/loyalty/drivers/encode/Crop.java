package loyalty.drivers.encode;

import java.util.Optional;
import loyalty.receipt.page.Bitmap;

/** The part of a picture that is on the paper and not white at its sides. */
record Crop(int x, Bitmap picture) {
    /** Empty if it has no rows. A picture without a dot keeps its height. */
    static Optional<Crop> of(int x, Bitmap picture, int paperDots) {
        if (picture.high() == 0) return Optional.empty();
        int left = Math.max(0, -x);
        int right = Math.min(picture.wide(), paperDots - x);
        while (left < right && white(picture, left)) left++;
        while (right > left && white(picture, right - 1)) right--;
        if (left == right)
            return Optional.of(
                    new Crop(0, new Bitmap(8, picture.high(), new byte[picture.high()])));
        return Optional.of(new Crop(x + left, columns(picture, left, right)));
    }

    private static boolean white(Bitmap picture, int x) {
        for (int y = 0; y < picture.high(); y++) {
            if (picture.black(x, y)) return false;
        }
        return true;
    }

    private static Bitmap columns(Bitmap picture, int from, int to) {
        int stride = (to - from + 7) / 8;
        byte[] bits = new byte[stride * picture.high()];
        for (int y = 0; y < picture.high(); y++) {
            for (int x = from; x < to; x++) {
                if (picture.black(x, y)) {
                    bits[y * stride + ((x - from) >> 3)] |= (byte) (0x80 >> ((x - from) & 7));
                }
            }
        }
        return new Bitmap(to - from, picture.high(), bits);
    }
}
