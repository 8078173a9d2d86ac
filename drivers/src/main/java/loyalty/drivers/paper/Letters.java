package loyalty.drivers.paper;

import loyalty.receipt.page.Bitmap;

/** Letters as the machine makes them out of its one typeface: enlarged, underlined, inverted. */
final class Letters {
    private static final int UNDERLINE_DOTS = 2;

    private Letters() {}

    static Bitmap styled(Bitmap letter, PenState pen) {
        int wide = letter.wide() * pen.wide;
        int high = letter.high() * pen.high;
        byte[] bits = new byte[(wide + 7) / 8 * high];
        for (int y = 0; y < high; y++) {
            for (int x = 0; x < wide; x++) {
                if (black(letter, x, y, high, pen)) {
                    bits[y * ((wide + 7) / 8) + (x >> 3)] |= (byte) (0x80 >> (x & 7));
                }
            }
        }
        return new Bitmap(wide, high, bits);
    }

    private static boolean black(Bitmap letter, int x, int y, int high, PenState pen) {
        boolean ink =
                letter.black(x / pen.wide, y / pen.high)
                        || (pen.underlined && y >= high - UNDERLINE_DOTS);
        return ink != pen.inverted;
    }
}
