package loyalty.drivers.code;

import java.util.Optional;
import java.util.regex.Pattern;
import loyalty.drivers.scanner.Scan;

/**
 * Decides what a scan is, in an order that matters: a state mark before all, because it must never
 * be looked up. Also for codes typed by hand. One thread owns it.
 */
public final class Classifier {
    private static final Pattern PHONE_SIGNS = Pattern.compile("[ ()\\u00A0-]");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9]{11,12}");
    private static final Pattern BELARUSIAN = Pattern.compile("80(17|25|29|33|44)[0-9]{7}");
    private static final String TEL = "tel:";

    private final CodeRules rules;
    private final SignedCodes signed;

    public Classifier(CodeRules rules, SignedCodes signed) {
        this.rules = rules;
        this.signed = signed;
    }

    /** What the scan is. */
    public Code classify(Scan scan) {
        if (StateMarks.isMark(scan)) return new Code.StateMark(scan);
        String text = scan.text().strip();
        if (SignedCodes.claims(text)) return signed.read(text);
        return card(text)
                .or(() -> scan.symbology().retail() ? Optional.empty() : otherThanRetail(text))
                .orElseGet(() -> new Code.Product(scan));
    }

    /**
     * True if this is a card number with one digit wrong, so that the answer can say so instead of
     * "unknown".
     */
    public boolean misread(Scan scan) {
        String text = scan.text().strip();
        return !StateMarks.isMark(scan)
                && rules.cards().stream().anyMatch(range -> range.holdsButForCheck(text));
    }

    private Optional<Code> card(String text) {
        return rules.cards().stream()
                .filter(range -> range.holds(text))
                .findFirst()
                .map(range -> new Code.Card(text, range.name()));
    }

    private Optional<Code> otherThanRetail(String text) {
        return phone(text)
                .or(() -> matches(rules.promos(), text).map(Code.Promo::new))
                .or(() -> matches(rules.receipts(), text).map(Code.Receipt::new));
    }

    private static Optional<String> matches(Iterable<Pattern> patterns, String text) {
        for (Pattern pattern : patterns) {
            if (pattern.matcher(text).matches()) return Optional.of(text);
        }
        return Optional.empty();
    }

    private Optional<Code> phone(String text) {
        String bare = text.startsWith(TEL) ? text.substring(TEL.length()) : text;
        String compact = PHONE_SIGNS.matcher(bare).replaceAll("");
        if (!PHONE.matcher(compact).matches()) return Optional.empty();
        String digits = international(compact);
        return rules.phoneCountries().stream()
                .filter(country -> belongs(digits, country))
                .findFirst()
                .map(country -> new Code.Phone("+" + digits));
    }

    /** At home 8 stands for +7 in Russia and Kazakhstan, and 80 for +375 in Belarus. */
    private static String international(String compact) {
        if (compact.startsWith("+")) return compact.substring(1);
        if (BELARUSIAN.matcher(compact).matches()) return "375" + compact.substring(2);
        return compact.length() == 11 && compact.startsWith("8")
                ? "7" + compact.substring(1)
                : compact;
    }

    private static boolean belongs(String digits, String country) {
        int length = country.equals("7") ? 11 : 12;
        return digits.startsWith(country) && digits.length() == length;
    }
}
