package loyalty.engine.condition;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loyalty.engine.form.Form;
import loyalty.engine.programme.Settings;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Miss;
import loyalty.engine.promotion.Never;
import loyalty.engine.promotion.Promotion;
import loyalty.engine.promotion.Situation;
import loyalty.engine.quote.Reason;

/** Weekly windows, any of which suffices: {@code {days: [WED], until: "13:00"}}. */
record Schedule(List<Hours> windows) implements Condition {
    private static final int DAYS_OF_WEEK = 7;

    /** Hours {@code [from, until)} of some days; until midnight if {@code until} is 00:00. */
    record Hours(Set<DayOfWeek> days, LocalTime from, LocalTime until) {
        static Hours read(Form form) {
            Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
            for (String word : form.texts("days", "MON TUE WED THU FRI SAT SUN; all if left out")) {
                Optional<DayOfWeek> day = day(word);
                day.ifPresent(days::add);
                if (day.isEmpty()) {
                    form.problem("days", "unknown day " + word, "write MON, TUE, WED, …");
                }
            }
            Hours hours = new Hours(days, time(form, "from"), time(form, "until"));
            if (!hours.until.equals(LocalTime.MIDNIGHT) && !hours.from.isBefore(hours.until)) {
                form.problem("until", "is not after from", "write two windows to pass midnight");
            }
            return hours;
        }

        private static Optional<DayOfWeek> day(String word) {
            return Arrays.stream(DayOfWeek.values())
                    .filter(day -> day.name().substring(0, 3).equals(word))
                    .findFirst();
        }

        private static LocalTime time(Form form, String key) {
            return form.word(
                            key,
                            "time of day, as \"13:00\"",
                            Hours::parse,
                            "write \"09:00\" in quotes")
                    .orElse(LocalTime.MIDNIGHT);
        }

        private static Optional<LocalTime> parse(String word) {
            try {
                return Optional.of(
                        word.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(word));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }

        /** Whether it opens on this day within {@code [from, till)}. */
        boolean opens(LocalDate day, Instant from, Instant till, ZoneId zone) {
            boolean allDay = until.equals(LocalTime.MIDNIGHT);
            Instant start = day.atTime(this.from).atZone(zone).toInstant();
            Instant end =
                    (allDay ? day.plusDays(1).atStartOfDay() : day.atTime(until))
                            .atZone(zone)
                            .toInstant();
            return (days.isEmpty() || days.contains(day.getDayOfWeek()))
                    && start.isBefore(till)
                    && from.isBefore(end);
        }

        boolean contains(ZonedDateTime time) {
            LocalTime clock = time.toLocalTime();
            return (days.isEmpty() || days.contains(time.getDayOfWeek()))
                    && !clock.isBefore(from)
                    && (until.equals(LocalTime.MIDNIGHT) || clock.isBefore(until));
        }
    }

    static Optional<Condition> read(Form when) {
        List<Hours> windows = when.each("schedule", "weekly windows, any suffices", Hours::read);
        return windows.isEmpty() ? Optional.empty() : Optional.of(new Schedule(windows));
    }

    @Override
    public Optional<Miss> test(Situation situation) {
        ZonedDateTime now = ZonedDateTime.ofInstant(situation.at(), situation.zone());
        return windows.stream().anyMatch(window -> window.contains(now))
                ? Optional.empty()
                : Optional.of(Miss.of(Reason.OUTSIDE_SCHEDULE));
    }

    @Override
    public Optional<Never> never(Settings settings, Promotion promotion) {
        boolean week =
                promotion.from().isEmpty()
                        || promotion.till().isEmpty()
                        || Duration.between(promotion.from().get(), promotion.till().get()).toDays()
                                > DAYS_OF_WEEK;
        return week || opens(promotion.from().get(), promotion.till().get(), settings.zone())
                ? Optional.empty()
                : Optional.of(
                        new Never(
                                "schedule",
                                "has no such day or hour between from and till",
                                "move from and till, or the schedule"));
    }

    private boolean opens(Instant from, Instant till, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(from, zone);
        for (; day.atStartOfDay(zone).toInstant().isBefore(till); day = day.plusDays(1)) {
            for (Hours hours : windows) {
                if (hours.opens(day, from, till, zone)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public Reason reason() {
        return Reason.OUTSIDE_SCHEDULE;
    }
}
