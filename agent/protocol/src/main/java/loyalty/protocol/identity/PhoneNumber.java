package loyalty.protocol.identity;

import java.util.Optional;
import java.util.regex.Pattern;

/** A telephone number in its international form, such as {@code +375291234567}. */
public record PhoneNumber(String e164) {
    private static final Pattern FORM = Pattern.compile("\\+[1-9]\\d{9,14}");
    private static final Pattern ORNAMENT = Pattern.compile("[\\s()\\-.\u00a0]");

    public PhoneNumber {
        if (!FORM.matcher(e164).matches()) {
            throw new IllegalArgumentException("not an international telephone number");
        }
    }

    /**
     * Reads what people write. Without a leading plus, the trunk forms of Russia and Kazakhstan (8
     * and ten digits) and of Belarus (80 and an area or mobile code of two digits) are understood,
     * and full international numbers of these three.
     */
    public static Optional<PhoneNumber> parse(String written) {
        String digits = ORNAMENT.matcher(written.strip()).replaceAll("");
        return Optional.of(international(digits))
                .filter(number -> FORM.matcher(number).matches())
                .map(PhoneNumber::new);
    }

    private static String international(String digits) {
        if (digits.matches("80(17|25|29|33|44)\\d{7}")) {
            return "+375" + digits.substring(2);
        }
        if (digits.matches("8\\d{10}")) {
            return "+7" + digits.substring(1);
        }
        if (digits.matches("7\\d{10}") || digits.matches("375\\d{9}")) {
            return "+" + digits;
        }
        return digits;
    }

    /** Masked for people and logs: the last two digits only. */
    @Override
    public String toString() {
        return "+…" + e164.substring(e164.length() - 2);
    }
}
