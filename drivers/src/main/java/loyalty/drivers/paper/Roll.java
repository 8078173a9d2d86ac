package loyalty.drivers.paper;

import java.util.ArrayList;
import java.util.List;
import loyalty.receipt.page.Bitmap;

/** Dots on an endless roll, growing downwards. */
final class Roll {
    private final int wide;
    private final List<byte[]> rows = new ArrayList<>();

    Roll(int wide) {
        this.wide = wide;
    }

    int wide() {
        return wide;
    }

    int high() {
        return rows.size();
    }

    /** Makes sure that there are {@code high} rows. */
    void unroll(int high) {
        while (rows.size() < high) {
            rows.add(new byte[(wide + 7) / 8]);
        }
    }

    /** Burns one dot; a dot beside the paper is lost, as on the machine. */
    void dot(int x, int y) {
        if (x < 0 || x >= wide || y < 0) return;
        unroll(y + 1);
        rows.get(y)[x >> 3] |= (byte) (0x80 >> (x & 7));
    }

    void picture(int x, int y, Bitmap picture) {
        for (int row = 0; row < picture.high(); row++) {
            for (int column = 0; column < picture.wide(); column++) {
                if (picture.black(column, row)) dot(x + column, y + row);
            }
        }
    }

    /** The rows from {@code from} up to {@code to} as a picture. */
    Bitmap piece(int from, int to) {
        int stride = (wide + 7) / 8;
        byte[] bits = new byte[stride * (to - from)];
        for (int y = from; y < to; y++) {
            System.arraycopy(rows.get(y), 0, bits, (y - from) * stride, stride);
        }
        return new Bitmap(wide, to - from, bits);
    }
}
