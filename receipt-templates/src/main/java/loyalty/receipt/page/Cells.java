package loyalty.receipt.page;

/**
 * How many cells letters take on paper: two for East Asian wide ones and emoji, none for marks that
 * sit on or join their neighbours, one for all others.
 */
public final class Cells {
    private static final char JOINER = '\u200D';

    private Cells() {}

    /** Cells of a whole text in plain size. */
    public static int of(String text) {
        int cells = 0;
        for (int at = 0; at < text.length(); at = next(text, at)) {
            cells += of(text.codePointAt(at));
        }
        return cells;
    }

    /**
     * The end of the printed letter that begins at {@code at}: marks that sit on it, and letters
     * that a joiner ties to it, belong to it and take no cells of their own.
     */
    public static int next(String text, int at) {
        int end = at + Character.charCount(text.codePointAt(at));
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            boolean joined = text.charAt(end - 1) == JOINER;
            if (!joined && of(codePoint) > 0) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        return end;
    }

    /** Cells of one code point: 0, 1 or 2. */
    public static int of(int codePoint) {
        if (codePoint < 0x300 || (codePoint >= 0x370 && codePoint < 0x483)) {
            return 1;
        }
        if (joins(codePoint)) {
            return 0;
        }
        return codePoint >= 0x1100 && wide(codePoint) ? 2 : 1;
    }

    private static boolean joins(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT
                || (codePoint >= 0x1160 && codePoint <= 0x11FF)
                || (codePoint >= 0x1F3FB && codePoint <= 0x1F3FF);
    }

    /** East Asian Width W and F, in blocks; emoji that are shown as pictures are W there too. */
    private static boolean wide(int c) {
        return c <= 0x115F
                || (c >= 0x2E80 && c <= 0x303E)
                || (c >= 0x3041 && c <= 0x33FF)
                || (c >= 0x3400 && c <= 0x4DBF)
                || (c >= 0x4E00 && c <= 0xA4CF)
                || (c >= 0xA960 && c <= 0xA97F)
                || (c >= 0xAC00 && c <= 0xD7A3)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0xFE10 && c <= 0xFE19)
                || (c >= 0xFE30 && c <= 0xFE6F)
                || (c >= 0xFF01 && c <= 0xFF60)
                || (c >= 0xFFE0 && c <= 0xFFE6)
                || wideSymbol(c)
                || (c >= 0x16FE0 && c <= 0x1B2FF)
                || (c >= 0x1F300 && c <= 0x1F64F)
                || (c >= 0x1F680 && c <= 0x1F6FF)
                || (c >= 0x1F7E0 && c <= 0x1F7EB)
                || (c >= 0x1F90C && c <= 0x1F9FF)
                || (c >= 0x1FA70 && c <= 0x1FAFF)
                || (c >= 0x20000 && c <= 0x3FFFD);
    }

    /** The scattered symbols that have an emoji picture by default. */
    private static boolean wideSymbol(int c) {
        return c == 0x231A
                || c == 0x231B
                || (c >= 0x23E9 && c <= 0x23EC)
                || c == 0x23F0
                || c == 0x23F3
                || c == 0x2614
                || c == 0x2615
                || (c >= 0x2648 && c <= 0x2653)
                || c == 0x26A1
                || c == 0x26BD
                || c == 0x26BE
                || c == 0x2705
                || c == 0x2728
                || c == 0x274C
                || (c >= 0x2753 && c <= 0x2755)
                || c == 0x2757
                || (c >= 0x2795 && c <= 0x2797)
                || c == 0x2B50
                || c == 0x2B55;
    }
}
