package loyalty.receipt.codepage;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What can stand for a letter that a printer lacks without changing what is said: straight quotes
 * for «», a hyphen for a dash, "руб." for ₽. Letters of another alphabet have no substitute: Kazakh
 * қ printed as к would be a mistake.
 */
public final class Substitutes {
    private static final Map<Integer, List<String>> BY_LETTER =
            Map.ofEntries(
                    entry('«', "\""),
                    entry('»', "\""),
                    entry('„', "\""),
                    entry('“', "\""),
                    entry('”', "\""),
                    entry('‹', "'"),
                    entry('›', "'"),
                    entry('‘', "'"),
                    entry('’', "'"),
                    entry('‚', "'"),
                    entry('ʼ', "'"),
                    entry('—', "-"),
                    entry('–', "-"),
                    entry('‐', "-"),
                    entry('‑', "-"),
                    entry('‒', "-"),
                    entry('−', "-"),
                    entry('…', "..."),
                    entry('•', "*"),
                    entry('·', "."),
                    entry('×', "x"),
                    entry('÷', ":"),
                    entry('№', "N"),
                    entry('₽', "руб.", "RUB"),
                    entry('₸', "тг", "KZT"),
                    entry('€', "EUR"),
                    entry('£', "GBP"),
                    entry('¥', "JPY"),
                    entry('₴', "грн", "UAH"),
                    entry('©', "(c)"),
                    entry('®', "(r)"),
                    entry('™', "(tm)"),
                    entry('°', "гр.", "deg"),
                    entry('±', "+-"),
                    entry('½', "1/2"),
                    entry('¼', "1/4"),
                    entry('¾', "3/4"),
                    entry('²', "2"),
                    entry('³', "3"),
                    entry('§', "п.", "par."),
                    entry('Ё', "Е"),
                    entry('ё', "е"),
                    entry('І', "I"),
                    entry('і', "i"),
                    entry('→', ">"),
                    entry('←', "<"),
                    entry('≈', "~"),
                    entry('≤', "<="),
                    entry('≥', ">="),
                    entry('✓', "v"),
                    entry('─', "-"),
                    entry('│', "|"),
                    entry('┌', "+"),
                    entry('┐', "+"),
                    entry('└', "+"),
                    entry('┘', "+"),
                    entry('├', "+"),
                    entry('┤', "+"),
                    entry('┬', "+"),
                    entry('┴', "+"),
                    entry('┼', "+"),
                    entry('\u00A0', " "),
                    entry('\u2007', " "),
                    entry('\u2009', " "),
                    entry('\u202F', " "),
                    entry('\u00AD', ""),
                    entry('\u200B', ""),
                    entry('\u200D', ""),
                    entry('\uFE0F', ""));

    private Substitutes() {}

    /** The first substitute the page can print; empty if the letter has none there. */
    public static Optional<String> of(int codePoint, CodePage page) {
        return candidates(codePoint).stream().filter(page::hasAll).findFirst();
    }

    /** All substitutes, best first. */
    public static List<String> candidates(int codePoint) {
        List<String> known = BY_LETTER.get(codePoint);
        return known != null ? known : withoutAccent(codePoint);
    }

    /** é is printed as e; й and other Cyrillic letters are letters of their own and stay. */
    private static List<String> withoutAccent(int codePoint) {
        if (Character.UnicodeScript.of(codePoint) != Character.UnicodeScript.LATIN) {
            return accent(codePoint) ? List.of("") : List.of();
        }
        String parts = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFD);
        return parts.length() > 1 && parts.charAt(0) < 0x80
                ? List.of(parts.substring(0, 1))
                : List.of();
    }

    private static boolean accent(int codePoint) {
        return Character.getType(codePoint) == Character.NON_SPACING_MARK;
    }

    private static Map.Entry<Integer, List<String>> entry(char letter, String... substitutes) {
        return Map.entry((int) letter, List.of(substitutes));
    }
}
