package loyalty.terminal.print;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Moments as the shop's clock shows them, in the form that templates take. */
record ShopTime(ZoneId zone) {
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    String local(Instant at) {
        return MINUTES.format(LocalDateTime.ofInstant(at, zone));
    }

    String local(String text) {
        return instant(text).map(this::local).orElse(text);
    }

    /** The last day on which something that ends at this moment can be used. */
    String lastDay(Instant end) {
        return day(end.minusNanos(1)).toString();
    }

    String lastDay(String end) {
        return instant(end).map(this::lastDay).orElse(end);
    }

    LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }
}
