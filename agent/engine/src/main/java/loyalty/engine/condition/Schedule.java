package loyalty.engine.condition;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loyalty.engine.form.Form;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Miss;
import loyalty.engine.promotion.Situation;
import loyalty.engine.quote.Reason;

/** Weekly windows, any of which suffices: {@code {days: [WED], until: "13:00"}}. */
record Schedule(List<Hours> windows) implements Condition {
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
    public Reason reason() {
        return Reason.OUTSIDE_SCHEDULE;
    }
}
