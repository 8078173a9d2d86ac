package loyalty.engine.form;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;

/** How points in time are written: RFC 3339, or a date for 00:00 of that day in a zone. */
public final class Moments {
    private static final int MAX_YEAR = 3000;
    private static final int MIN_YEAR = 1900;
    private static final int DATE_LENGTH = "2026-11-25".length();

    private static final DateTimeFormatter WHOLE_SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

    private Moments() {}

    /** Empty if it is neither a date nor an instant with an offset, of 1900 to 3000. */
    public static Optional<Instant> parse(String word, ZoneId zone) {
        try {
            ZonedDateTime time =
                    word.length() == DATE_LENGTH
                            ? LocalDate.parse(word).atStartOfDay(zone)
                            : OffsetDateTime.parse(word).atZoneSameInstant(zone);
            return time.getYear() < MIN_YEAR || time.getYear() > MAX_YEAR
                    ? Optional.empty()
                    : Optional.of(time.toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static Optional<Instant> parse(String word, ZoneId zone, BiConsumer<String, String> problem) {
        Optional<Instant> moment = parse(word, zone);
        if (moment.isEmpty()) {
            problem.accept(
                    "\"" + word + "\" is not a possible date or time",
                    "write 2026-11-25 or 2026-11-25T12:30:00+03:00");
        }
        return moment;
    }

    static Optional<LocalDate> parseDate(String word) {
        try {
            LocalDate date = LocalDate.parse(word);
            return date.getYear() < MIN_YEAR || date.getYear() > MAX_YEAR
                    ? Optional.empty()
                    : Optional.of(date);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** RFC 3339 with the zone's offset at that instant, whole seconds unless there are more. */
    public static String text(Instant instant, ZoneId zone) {
        OffsetDateTime time = ZonedDateTime.ofInstant(instant, zone).toOffsetDateTime();
        boolean whole = instant.truncatedTo(ChronoUnit.SECONDS).equals(instant);
        return (whole ? WHOLE_SECONDS : DateTimeFormatter.ISO_OFFSET_DATE_TIME).format(time);
    }
}
