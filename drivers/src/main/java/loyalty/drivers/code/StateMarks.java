package loyalty.drivers.code;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import loyalty.drivers.scanner.Scan;
import loyalty.drivers.scanner.Symbology;

/**
 * Knows a state mark when it sees one, by its bytes alone: nothing is looked up. In doubt it is a
 * mark: a card taken for a mark costs a second scan, a mark taken for a card leaks.
 */
final class StateMarks {
    private static final int GS = 0x1D;

    /** What scanners put first for FNC1 when they do not send GS: è in Latin-1. */
    private static final char FNC1 = '\u00E8';

    private static final Pattern GS1 = Pattern.compile("01([0-9]{14})21.+", Pattern.DOTALL);
    private static final Pattern BRACKETS =
            Pattern.compile("\\(01\\)([0-9]{14})\\(21\\).+", Pattern.DOTALL);

    /** A cigarette pack: product, seven of serial, four of price, four of check. */
    private static final Pattern TOBACCO =
            Pattern.compile("([0-9]{14})[0-9A-Za-z!\"%&'()*+./_,:;=<>?-]{15}");

    /** Alcohol: the old excise stamp in PDF417 and the new one in Data Matrix. */
    private static final Pattern ALCOHOL = Pattern.compile("[0-9A-Z]{68}|[0-9A-Z]{150}");

    private StateMarks() {}

    static boolean isMark(Scan scan) {
        Symbology symbology = scan.symbology();
        if (symbology == Symbology.DATA_MATRIX || symbology == Symbology.GS1_DATA_MATRIX) {
            return true;
        }
        if (scan.contains(GS)) return true;
        String text = withoutFnc1(new String(scan.bytes(), StandardCharsets.ISO_8859_1));
        return product(GS1, text)
                || product(BRACKETS, text)
                || product(TOBACCO, text)
                || ALCOHOL.matcher(text).matches();
    }

    private static String withoutFnc1(String text) {
        return !text.isEmpty() && text.charAt(0) == FNC1 ? text.substring(1) : text;
    }

    private static boolean product(Pattern form, String text) {
        Matcher match = form.matcher(text);
        return match.matches() && CheckDigit.GS1.holds(match.group(1));
    }
}
