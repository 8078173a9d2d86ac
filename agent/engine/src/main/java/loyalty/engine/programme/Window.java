package loyalty.engine.programme;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import loyalty.engine.money.Span;

/**
 * A stretch of time that ends at, or before, a given instant; half-open. Immutable.
 *
 * @param kind which stretch
 * @param span its length, for {@link Kind#ROLLING} only
 */
public record Window(Kind kind, Span span) {
    /** Which stretch. */
    public enum Kind {
        PREVIOUS_MONTH,
        PREVIOUS_QUARTER,
        CALENDAR_MONTH,
        CALENDAR_QUARTER,
        CALENDAR_YEAR,
        ROLLING,
        LIFETIME
    }

    public static final Window LIFETIME = of(Kind.LIFETIME);

    /** The words of {@link #parse}, for a hint. */
    public static final String WORDS =
            "previousMonth, previousQuarter, calendarMonth, calendarQuarter, calendarYear, lifetime or"
                    + " rolling P12M";

    public static Window of(Kind kind) {
        return new Window(kind, Span.of(Period.ZERO));
    }

    /** Reads {@code previousMonth}, {@code rolling P12M}, {@code P3M}, {@code lifetime} … */
    public static Optional<Window> parse(String text) {
        for (Kind kind : Kind.values()) {
            if (kind != Kind.ROLLING && of(kind).toString().equals(text)) {
                return Optional.of(of(kind));
            }
        }
        String span = text.replaceFirst("^(rolling|last)\\s+", "");
        return Span.parse(span).map(length -> new Window(Kind.ROLLING, length));
    }

    /** The first instant inside, seen from {@code at}. */
    public Instant start(Instant at, ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(at, zone);
        return switch (kind) {
            case PREVIOUS_MONTH -> midnight(today.withDayOfMonth(1).minusMonths(1), zone);
            case PREVIOUS_QUARTER -> midnight(quarter(today).minusMonths(3), zone);
            case CALENDAR_MONTH -> midnight(today.withDayOfMonth(1), zone);
            case CALENDAR_QUARTER -> midnight(quarter(today), zone);
            case CALENDAR_YEAR -> midnight(today.withDayOfYear(1), zone);
            case ROLLING -> span.before(at, zone);
            case LIFETIME -> Instant.MIN;
        };
    }

    /** The first instant after it, seen from {@code at}. */
    public Instant end(Instant at, ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(at, zone);
        return switch (kind) {
            case PREVIOUS_MONTH -> midnight(today.withDayOfMonth(1), zone);
            case PREVIOUS_QUARTER -> midnight(quarter(today), zone);
            case CALENDAR_MONTH, CALENDAR_QUARTER, CALENDAR_YEAR, ROLLING, LIFETIME -> Instant.MAX;
        };
    }

    private static LocalDate quarter(LocalDate day) {
        return day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % 3);
    }

    private static Instant midnight(LocalDate day, ZoneId zone) {
        return ZonedDateTime.of(day.atStartOfDay(), zone).toInstant();
    }

    @Override
    public String toString() {
        return switch (kind) {
            case PREVIOUS_MONTH -> "previousMonth";
            case PREVIOUS_QUARTER -> "previousQuarter";
            case CALENDAR_MONTH -> "calendarMonth";
            case CALENDAR_QUARTER -> "calendarQuarter";
            case CALENDAR_YEAR -> "calendarYear";
            case ROLLING -> "rolling " + span;
            case LIFETIME -> "lifetime";
        };
    }
}
