package loyalty.receipt.template;

import java.text.Normalizer;
import loyalty.receipt.page.Cells;

/**
 * Makes data safe inside markup, in text and in property values alike: every letter that means
 * something there becomes a hexadecimal escape. A member called {@code {cut}} prints as {@code
 * {cut}}.
 *
 * <p>Normalised before escaping, because some letters (U+1FEF, U+037E) become markup by
 * normalisation; and without marks at the front, which would change the template's letter before
 * them.
 */
final class Escape {
    private static final String MARKUP = "\\|{}~_\"`^-=;";

    private Escape() {}

    static String of(String data) {
        return harmless(data) ? data : escaped(data);
    }

    /** Most data: Latin and Cyrillic letters, digits and blanks inside. */
    private static boolean harmless(String data) {
        for (int i = 0; i < data.length(); i++) {
            char c = data.charAt(i);
            boolean plain = c >= ' ' && c < 0x7F && MARKUP.indexOf(c) < 0;
            if (!plain && (c < 0x400 || c > 0x45F)) {
                return false;
            }
        }
        return !data.startsWith(" ") && !data.endsWith(" ");
    }

    private static String escaped(String data) {
        String normal = Normalizer.normalize(data, Normalizer.Form.NFC);
        StringBuilder safe = new StringBuilder(normal.length() + 16);
        for (int at = 0; at < normal.length(); ) {
            int letter = normal.codePointAt(at);
            at += Character.charCount(letter);
            if (!stripped(letter, safe)) {
                add(letter, safe);
            }
        }
        return withoutEdgeBlanks(safe);
    }

    private static void add(int letter, StringBuilder safe) {
        if (MARKUP.indexOf(letter) >= 0) {
            safe.append("\\x").append(Integer.toHexString(letter));
        } else if (letter <= ' ') {
            safe.append(' ');
        } else {
            safe.appendCodePoint(letter);
        }
    }

    /** Controls go, except that line ends and tabs are blanks. */
    private static boolean stripped(int letter, StringBuilder safe) {
        if (letter < 0x20) {
            return letter != '\n' && letter != '\r' && letter != '\t';
        }
        if (letter < 0x7F) {
            return false;
        }
        return letter < 0xA0
                || (safe.length() == 0 && Cells.of(letter) == 0)
                || Character.getType(letter) == Character.PRIVATE_USE
                || Character.getType(letter) == Character.SURROGATE;
    }

    /** A blank beside a column's bar would move the column. */
    private static String withoutEdgeBlanks(StringBuilder safe) {
        if (safe.length() > 0 && safe.charAt(safe.length() - 1) == ' ') {
            safe.replace(safe.length() - 1, safe.length(), "\\x20");
        }
        if (safe.length() > 0 && safe.charAt(0) == ' ') {
            safe.replace(0, 1, "\\x20");
        }
        return safe.toString();
    }
}
