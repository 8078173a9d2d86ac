package loyalty.receipt.code;

import java.util.Arrays;
import loyalty.receipt.page.Bitmap;

/** Turns modules into one row of dots. */
final class Runs {
    private final byte[] bits;
    private int dots;

    private Runs(int capacity) {
        this.bits = new byte[(capacity + 7) / 8];
    }

    static Bitmap scaled(boolean[] modules, int dotsPerModule) {
        Runs row = new Runs(modules.length * dotsPerModule);
        for (boolean black : modules) {
            row.add(black, dotsPerModule);
        }
        return row.bitmap();
    }

    /** A run of one module becomes {@code narrow} dots, a longer one {@code wide}. */
    static Bitmap twoWidths(boolean[] modules, int narrow, int wide) {
        Runs row = new Runs(modules.length * wide);
        int at = 0;
        while (at < modules.length) {
            int end = at + 1;
            while (end < modules.length && modules[end] == modules[at]) {
                end++;
            }
            row.add(modules[at], end - at == 1 ? narrow : wide);
            at = end;
        }
        return row.bitmap();
    }

    private void add(boolean black, int count) {
        for (int i = 0; i < count; i++, dots++) {
            if (black) {
                bits[dots >> 3] |= (byte) (0x80 >> (dots & 7));
            }
        }
    }

    private Bitmap bitmap() {
        return new Bitmap(dots, 1, Arrays.copyOf(bits, (dots + 7) / 8));
    }
}
