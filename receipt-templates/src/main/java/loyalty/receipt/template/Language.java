package loyalty.receipt.template;

import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The languages receipts come in, and how each counts and writes numbers and dates. */
public enum Language {
    RU(',', ' ', "dd.MM.yyyy", "dd.MM"),
    BE(',', ' ', "dd.MM.yyyy", "dd.MM"),
    KK(',', ' ', "dd.MM.yyyy", "dd.MM"),
    EN('.', ',', "d MMM yyyy", "d MMM");

    private final char decimalPoint;
    private final char thousands;
    private final DateTimeFormatter date;
    private final DateTimeFormatter day;

    Language(char decimalPoint, char thousands, String date, String day) {
        this.decimalPoint = decimalPoint;
        this.thousands = thousands;
        this.date = DateTimeFormatter.ofPattern(date, Locale.ENGLISH);
        this.day = DateTimeFormatter.ofPattern(day, Locale.ENGLISH);
    }

    /** The language of a code such as {@code ru}; {@code ru-RU} is the same. */
    public static Optional<Language> of(String code) {
        String head = code.toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
        return Arrays.stream(values()).filter(language -> language.code().equals(head)).findFirst();
    }

    /** Two letters, as in file names. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    char decimalPoint() {
        return decimalPoint;
    }

    char thousands() {
        return thousands;
    }

    DateTimeFormatter date() {
        return date;
    }

    DateTimeFormatter day() {
        return day;
    }

    /** Which of a word's forms goes with {@code count}: балл, балла, баллов. */
    int form(long count) {
        long n = Math.abs(count);
        return switch (this) {
            case RU, BE -> slavic(n);
            case EN -> n == 1 ? 0 : 1;
            case KK -> 0;
        };
    }

    private static int slavic(long n) {
        long units = n % 10;
        long tens = n % 100;
        if (units == 1 && tens != 11) {
            return 0;
        }
        return units >= 2 && units <= 4 && (tens < 12 || tens > 14) ? 1 : 2;
    }
}
