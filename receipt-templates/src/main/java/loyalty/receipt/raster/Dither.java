package loyalty.receipt.raster;

import loyalty.receipt.page.Bitmap;
import loyalty.receipt.page.Canvas;

/** Turns grey into black and white dots by spreading each dot's error to its neighbours. */
final class Dither {
    private Dither() {}

    /** Floyd and Steinberg's weights; pure black and white stay as they are. */
    static Bitmap of(int wide, int high, byte[] grey) {
        Canvas canvas = new Canvas(wide, high);
        int[] here = new int[wide + 2];
        int[] below = new int[wide + 2];
        for (int y = 0; y < high; y++) {
            for (int x = 0; x < wide; x++) {
                int wanted = (grey[y * wide + x] & 0xFF) + here[x + 1] / 16;
                boolean white = wanted >= 128;
                if (!white) {
                    canvas.dot(x, y);
                }
                int error = wanted - (white ? 255 : 0);
                here[x + 2] += error * 7;
                below[x] += error * 3;
                below[x + 1] += error * 5;
                below[x + 2] += error;
            }
            here = below;
            below = new int[wide + 2];
        }
        return canvas.bitmap();
    }
}
