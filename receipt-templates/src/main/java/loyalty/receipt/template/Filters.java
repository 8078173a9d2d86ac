package loyalty.receipt.template;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may follow a bar in a template's variable: {@code {{total|money}}}. A counted word of the
 * words file is a filter too: {@code {{points.earned|points}}} gives "120 баллов". A value that
 * does not fit its filter is printed as it is.
 */
final class Filters {
    static final Set<String> NAMES =
            Set.of("money", "number", "date", "day", "time", "moment", "name");
    private static final int MINOR_DIGITS = 2;
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern MOMENT =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]([0-9]{2}:[0-9]{2})");
    private static final Pattern POINTLESS = Pattern.compile("\\.0+$");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,6})?");

    private final Words words;
    private final Language language;

    Filters(Words words) {
        this.words = words;
        this.language = words.language();
    }

    boolean knows(String filter) {
        return NAMES.contains(filter) || words.counted(filter);
    }

    String apply(String filter, Object value) {
        String plain = value.toString();
        return switch (filter) {
            case "money" -> number(plain, MINOR_DIGITS, value instanceof Long);
            case "number" -> number(plain, 0, false);
            case "date" -> date(plain);
            case "day" -> day(plain);
            case "time" -> time(plain).orElse(plain);
            case "name" -> words.byKey().getOrDefault("name." + plain, plain);
            case "moment" -> date(plain) + time(plain).map(time -> " " + time).orElse("");
            default -> words.counted(filter) ? counted(filter, plain) : plain;
        };
    }

    private String counted(String filter, String value) {
        String plain = POINTLESS.matcher(value).replaceFirst("");
        return WHOLE.matcher(plain).matches()
                ? number(plain, 0, false) + " " + words.form(filter, Long.parseLong(plain))
                : plain;
    }

    private static Optional<String> time(String plain) {
        Matcher moment = MOMENT.matcher(plain);
        return moment.lookingAt() ? Optional.of(moment.group(1)) : Optional.empty();
    }

    private String date(String plain) {
        return parsed(plain, language.date());
    }

    private String day(String plain) {
        return parsed(plain, language.day());
    }

    private static String parsed(String plain, DateTimeFormatter format) {
        try {
            return LocalDate.parse(plain.length() > 10 ? plain.substring(0, 10) : plain)
                    .format(format);
        } catch (DateTimeException e) {
            return plain;
        }
    }

    /** 123456 minor units and the text 1234.56 both print as 1 234,56. */
    private String number(String plain, int digits, boolean minor) {
        if (!NUMBER.matcher(plain).matches()) {
            return plain;
        }
        BigDecimal number = new BigDecimal(plain);
        BigDecimal shown =
                minor
                        ? number.movePointLeft(digits)
                        : number.setScale(digits, RoundingMode.HALF_UP);
        return grouped(shown.toPlainString());
    }

    private String grouped(String plain) {
        int point = plain.indexOf('.');
        String whole = point < 0 ? plain : plain.substring(0, point);
        StringBuilder text = new StringBuilder(whole);
        int first = whole.startsWith("-") ? 1 : 0;
        for (int at = whole.length() - 3; at > first; at -= 3) {
            text.insert(at, language.thousands());
        }
        return point < 0
                ? text.toString()
                : text.append(language.decimalPoint())
                        .append(plain, point + 1, plain.length())
                        .toString();
    }
}
