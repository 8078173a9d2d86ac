package loyalty.receipt.codepage;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Optional;

/**
 * One alphabet of 256 letters. Unlike the JDK's charsets it never puts a question mark in place of
 * a letter it lacks: it says so. Immutable; shared by all threads.
 */
public final class CodePage {
    /** Answered for letters the page lacks. */
    public static final int NONE = -1;

    private final String name;
    private final char[] letters;
    private final char[] sorted;
    private final byte[] bytes;

    private CodePage(String name, char[] letters) {
        this.name = name;
        this.letters = letters;
        this.sorted = sorted(letters);
        this.bytes = new byte[sorted.length];
        for (int b = letters.length - 1; b >= 0; b--) {
            if (letters[b] != Tables.UNUSED) {
                bytes[Arrays.binarySearch(sorted, letters[b])] = (byte) b;
            }
        }
    }

    private static char[] sorted(char[] letters) {
        char[] sorted = new String(letters).replace("" + Tables.UNUSED, "").toCharArray();
        Arrays.sort(sorted);
        return sorted;
    }

    /**
     * The page of this name, as device profiles write it: {@code CP866}, {@code CP1251}, {@code
     * CP855}, {@code CP437}, {@code CP1252}, {@code KZ-1048}, {@code CP1125} and others of the IBM
     * and Windows families. Empty if no such page is known.
     */
    public static Optional<CodePage> named(String name) {
        return Tables.letters(name).map(letters -> new CodePage(name, letters));
    }

    static char[] of(Charset charset) {
        byte[] all = new byte[256];
        for (int b = 0; b < 256; b++) {
            all[b] = (byte) b;
        }
        return new String(all, charset).toCharArray();
    }

    public String name() {
        return name;
    }

    /** The letter's byte, 0 to 255, or {@link #NONE}. */
    public int byteOf(int codePoint) {
        if (codePoint > 0xFFFF) {
            return NONE;
        }
        int at = Arrays.binarySearch(sorted, (char) codePoint);
        return at < 0 ? NONE : bytes[at] & 0xFF;
    }

    public boolean has(int codePoint) {
        return byteOf(codePoint) != NONE;
    }

    /** Whether every letter of the text is on the page. */
    public boolean hasAll(String text) {
        return text.codePoints().allMatch(this::has);
    }

    /** The letter that this byte, 0 to 255, prints; U+FFFD if none. */
    public char letter(int value) {
        return letters[value];
    }

    @Override
    public String toString() {
        return name;
    }
}
