package loyalty.terminal.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import loyalty.engine.document.Fields;

/** Values that several parts of {@code agent.yaml} have: names and periods. */
final class Values {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private Values() {}

    static String name(Fields fields, String key) {
        String name = fields.requiredText(key);
        if (!name.isBlank() && !NAME.matcher(name).matches()) {
            fields.problem(
                    key,
                    "\"" + name + "\" cannot be a name",
                    "Latin letters, digits, dots, hyphens, at most 64");
        }
        return name;
    }

    static Duration period(Fields fields, String key, Duration otherwise, Duration most) {
        Function<String, Optional<Duration>> read =
                text -> {
                    try {
                        return Optional.of(Duration.parse(text));
                    } catch (DateTimeParseException e) {
                        return Optional.empty();
                    }
                };
        Optional<String> text = fields.text(key);
        Optional<Duration> period = text.flatMap(read);
        if (text.isPresent()
                && period.filter(p -> !p.isNegative() && p.compareTo(most) <= 0).isEmpty()) {
            fields.problem(
                    key, "\"" + text.get() + "\" is not a period up to " + most, "such as PT5M");
            return otherwise;
        }
        return period.orElse(otherwise);
    }
}
