package loyalty.receipt.code;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import loyalty.receipt.page.Symbol.Level;

/**
 * How a code looks: the markup's {@code option} property.
 *
 * @param type the markup's word, such as {@code ean} or {@code qrcode}
 * @param module dots of a narrow bar, 2 to 4
 * @param height dots of the bars, 24 to 240
 * @param caption whether the data is written under the bars
 * @param cell dots of a QR module, 3 to 8
 */
public record CodeOption(
        String type, int module, int height, boolean caption, int cell, Level level) {
    /** What holds until a document says otherwise. */
    public static final CodeOption DEFAULT = new CodeOption("code128", 2, 72, false, 3, Level.L);

    private static final int DOTS_MIN = 2;
    private static final List<String> LEVELS = List.of("l", "m", "q", "h");
    private static final List<String> TYPES =
            List.of(
                    "upc", "ean", "jan", "code39", "itf", "codabar", "nw7", "code93", "code128",
                    "qrcode");

    /** Reads the property's value; the first fitting word counts for each part. */
    public static CodeOption read(String value) {
        List<String> words = List.of(value.toLowerCase(Locale.ROOT).split("[\t ]+|,", -1));
        return new CodeOption(
                first(words, TYPES::contains, DEFAULT.type),
                number(words, 2, 4, DEFAULT.module),
                number(words, 24, 240, DEFAULT.height),
                words.contains("hri"),
                number(words, 3, 8, DEFAULT.cell),
                Level.valueOf(first(words, LEVELS::contains, "l").toUpperCase(Locale.ROOT)));
    }

    /** The same code one dot per module smaller; empty when smaller could not be scanned. */
    public Optional<CodeOption> smaller() {
        if (type.equals("qrcode") ? cell <= DOTS_MIN : module <= DOTS_MIN) {
            return Optional.empty();
        }
        return Optional.of(new CodeOption(type, module - 1, height, caption, cell - 1, level));
    }

    private static String first(List<String> words, Predicate<String> fits, String otherwise) {
        return words.stream().filter(fits).findFirst().orElse(otherwise);
    }

    private static int number(List<String> words, int min, int max, int otherwise) {
        return words.stream()
                .filter(word -> word.matches("[0-9]{1,9}"))
                .map(Integer::valueOf)
                .filter(number -> number >= min && number <= max)
                .findFirst()
                .orElse(otherwise);
    }
}
