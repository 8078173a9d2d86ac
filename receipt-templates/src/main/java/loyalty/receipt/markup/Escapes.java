package loyalty.receipt.markup;

/** What is common to the escapes of text and of property values. */
final class Escapes {
    private Escapes() {}

    /** The value of {@code \xNN} whose backslash is at {@code at}, or -1 if it is broken. */
    static int hexadecimal(String line, int at, int to) {
        if (at + 4 > to) {
            return -1;
        }
        int high = Character.digit(line.charAt(at + 2), 16);
        int low = Character.digit(line.charAt(at + 3), 16);
        boolean plain = line.charAt(at + 2) < 0x80 && line.charAt(at + 3) < 0x80;
        return high < 0 || low < 0 || !plain ? -1 : high * 16 + low;
    }

    /**
     * Whether the letter can be printed at all: not a control, a direction mark, half a surrogate
     * pair or a code point that stands for none.
     */
    static boolean printable(int codePoint) {
        if (codePoint < 0x20 || (codePoint >= 0x7F && codePoint < 0xA0)) {
            return false;
        }
        if (codePoint < 0x600) {
            return true;
        }
        return !direction(codePoint)
                && codePoint != 0x2028
                && codePoint != 0x2029
                && codePoint != 0xFEFF
                && Character.getType(codePoint) != Character.SURROGATE
                && (codePoint & 0xFFFE) != 0xFFFE;
    }

    private static boolean direction(int codePoint) {
        return codePoint == 0x61C
                || codePoint == 0x200E
                || codePoint == 0x200F
                || (codePoint >= 0x202A && codePoint <= 0x202E)
                || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }
}
