package loyalty.engine.money;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * An ISO 8601 period: calendar part in the programme's zone (31 January + P1M is the last of
 * February), then exact time. {@code P1D} is a day of the calendar, {@code PT24H} is 24 hours to
 * the second. Immutable.
 */
public record Span(Period calendar, Duration time) {
    private static final int MAX_YEARS = 100;

    public static Span of(Period calendar) {
        return new Span(calendar, Duration.ZERO);
    }

    public static Span of(Duration time) {
        return new Span(Period.ZERO, time);
    }

    /** Empty if it is not a period, is negative, is nothing, or is longer than a hundred years. */
    public static Optional<Span> parse(String text) {
        try {
            int t = text.indexOf('T');
            Period calendar =
                    t < 0
                            ? Period.parse(text)
                            : t == 1 ? Period.ZERO : Period.parse(text.substring(0, t));
            Duration time = t < 0 ? Duration.ZERO : Duration.parse("P" + text.substring(t));
            Span span = new Span(calendar, time);
            return span.isUsable() ? Optional.of(span) : Optional.empty();
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private boolean isUsable() {
        boolean negative = calendar.isNegative() || time.isNegative();
        boolean nothing = calendar.isZero() && time.isZero();
        boolean longer =
                calendar.toTotalMonths() > MAX_YEARS * 12L
                        || calendar.get(ChronoUnit.DAYS) > MAX_YEARS * 366L
                        || time.toDays() > MAX_YEARS * 366L;
        return !negative && !nothing && !longer;
    }

    public Instant after(Instant start, ZoneId zone) {
        return ZonedDateTime.ofInstant(start, zone).plus(calendar).plus(time).toInstant();
    }

    /** {@code times} spans after {@code start}, not chained: three times P1M after 31 January. */
    public Instant after(Instant start, int times, ZoneId zone) {
        return ZonedDateTime.ofInstant(start, zone)
                .plus(calendar.multipliedBy(times))
                .plus(time.multipliedBy(times))
                .toInstant();
    }

    public Instant before(Instant end, ZoneId zone) {
        return ZonedDateTime.ofInstant(end, zone).minus(calendar).minus(time).toInstant();
    }

    /** How long it can be at most: of years and months the longest there are. */
    public Duration longest() {
        return days(calendar.getYears() * 366L + calendar.getMonths() * 31L)
                .plusHours(calendar.isZero() ? 0 : 1);
    }

    /** How long it is at least: of years and months the shortest there are. */
    public Duration shortest() {
        return days(calendar.getYears() * 365L + calendar.getMonths() * 28L)
                .minusHours(calendar.isZero() ? 0 : 1);
    }

    @SuppressWarnings("JavaPeriodGetDays") // years and months are counted by the caller
    private Duration days(long ofYearsAndMonths) {
        return Duration.ofDays(ofYearsAndMonths + calendar.getDays()).plus(time);
    }

    /** As it is written in ISO 8601. */
    @Override
    public String toString() {
        if (time.isZero()) {
            return calendar.toString();
        }
        String timePart = time.toString().substring(1);
        return calendar.isZero() ? "P" + timePart : calendar + timePart;
    }
}
