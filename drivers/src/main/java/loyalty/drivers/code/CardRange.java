package loyalty.drivers.code;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which numbers are cards: those that begin from {@code from} to {@code to}, have the length, and
 * pass the check. Matched whole, never as a part of something longer.
 *
 * @param name told with each card and in messages
 * @param from first beginning; as many digits as {@code to}
 * @param to last beginning, included; the same as {@code from} for a single prefix
 * @param length of the whole number
 */
public record CardRange(String name, String from, String to, int length, CheckDigit check) {
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern BEGINNING = Pattern.compile("[0-9A-Z-]+");

    public CardRange {
        if (!BEGINNING.matcher(from).matches() || from.length() != to.length()) {
            throw new IllegalArgumentException(
                    "card range "
                            + name
                            + ": from and to are capital letters and digits of one length, not "
                            + from
                            + " and "
                            + to);
        }
        if (from.compareTo(to) > 0) {
            throw new IllegalArgumentException(
                    "card range " + name + " ends before it begins: " + from + " to " + to);
        }
        if (length < from.length() || length > 64) {
            throw new IllegalArgumentException(
                    "card range "
                            + name
                            + ": length "
                            + length
                            + " is not "
                            + from.length()
                            + " to 64");
        }
        if (!DIGITS.matcher(from + to).matches() && check != CheckDigit.NONE) {
            throw new IllegalArgumentException(
                    "card range " + name + ": letters have no check digit");
        }
    }

    /** All numbers with this prefix. */
    public static CardRange prefix(String name, String prefix, int length, CheckDigit check) {
        return new CardRange(name, prefix, prefix, length, check);
    }

    /** True if the whole text is a card of this range. */
    public boolean holds(String text) {
        return belongs(text) && check.holds(text);
    }

    /** True if it would be a card but for its check digit: misread or mistyped. */
    public boolean holdsButForCheck(String text) {
        return belongs(text) && !check.holds(text);
    }

    private boolean belongs(String text) {
        if (text.length() != length) return false;
        Pattern alphabet = DIGITS.matcher(from + to).matches() ? DIGITS : BEGINNING;
        String beginning = text.substring(0, from.length());
        return alphabet.matcher(text).matches()
                && beginning.compareTo(from) >= 0
                && beginning.compareTo(to) <= 0;
    }

    /** True if some number might belong to both, whatever the check digits say. */
    boolean overlaps(CardRange other) {
        if (length != other.length) return false;
        int common = Math.min(from.length(), other.from.length());
        return from.substring(0, common).compareTo(other.to.substring(0, common)) <= 0
                && other.from.substring(0, common).compareTo(to.substring(0, common)) <= 0;
    }

    @Override
    public String toString() {
        return name
                + " ("
                + (from.equals(to) ? from + "…" : from + "…" + to + "…")
                + ", "
                + length
                + " characters, check "
                + check.name().toLowerCase(Locale.ROOT)
                + ")";
    }
}
