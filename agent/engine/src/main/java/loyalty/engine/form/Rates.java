package loyalty.engine.form;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import loyalty.engine.money.Rate;

/** How rates are written. */
public final class Rates {
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,12}(\\.\\d{1,12})?");
    private static final int MAX_DECIMALS = 6;

    private Rates() {}

    /** Reads {@code 5%} or {@code 0.05}; what is wrong goes to {@code problem}. */
    static Optional<Rate> parse(String word, BiConsumer<String, String> problem) {
        boolean percent = word.endsWith("%");
        String number = (percent ? word.substring(0, word.length() - 1) : word).strip();
        if (!DECIMAL.matcher(number).matches()) {
            problem.accept("\"" + word + "\" is not a rate", "write \"5%\" or \"0.05\"");
            return Optional.empty();
        }
        BigDecimal fraction =
                percent ? new BigDecimal(number).movePointLeft(2) : new BigDecimal(number);
        if (!percent && fraction.compareTo(BigDecimal.ONE) > 0) {
            problem.accept(
                    "a rate without % is at most 1, is " + number,
                    "for " + number + " percent write \"" + number + "%\"");
            return Optional.empty();
        }
        if (fraction.stripTrailingZeros().scale() > MAX_DECIMALS
                || fraction.compareTo(BigDecimal.valueOf(1000)) > 0) {
            problem.accept("a rate has up to four decimals of a percent", "round " + word);
            return Optional.empty();
        }
        return Optional.of(Rate.of(fraction));
    }
}
