package loyalty.engine.condition;

import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Period;
import java.time.ZoneId;
import java.util.Optional;
import loyalty.engine.form.Form;
import loyalty.engine.member.Member;
import loyalty.engine.money.Span;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Miss;
import loyalty.engine.promotion.Situation;
import loyalty.engine.quote.Reason;

/**
 * Days around the member's birthday: from 00:00 of the first day to the end of the last. A birthday
 * on 29 February is on the 28th in other years.
 *
 * @param before calendar days before the birthday
 * @param after calendar days after it
 */
public record BirthdayWindow(Period before, Period after) implements Condition {
    static Optional<Condition> read(Form when) {
        return when.mapping("birthday", "days around the birthday", BirthdayWindow::readWindow);
    }

    private static Condition readWindow(Form form) {
        return new BirthdayWindow(
                days(form, "before", "from so long before the birthday"),
                days(form, "after", "until so long after the birthday; its own day is always in"));
    }

    private static Period days(Form form, String key, String doc) {
        Optional<Span> span = form.span(key, doc);
        if (span.isPresent() && !span.get().time().isZero()) {
            form.problem(key, "a birthday is a matter of days", "write P14D");
        }
        return span.map(Span::calendar).orElse(Period.ZERO);
    }

    @Override
    public Optional<Miss> test(Situation situation) {
        Optional<LocalDate> birthday = situation.member().flatMap(Member::birthday);
        if (birthday.isEmpty()) {
            return Optional.of(Miss.of(Reason.MEMBER_REQUIRED));
        }
        return birthdayAround(birthday.get(), situation.at(), situation.zone()).isPresent()
                ? Optional.empty()
                : Optional.of(Miss.of(Reason.OUTSIDE_SCHEDULE));
    }

    /** The birthday whose window {@code at} lies in. */
    public Optional<LocalDate> birthdayAround(LocalDate born, Instant at, ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(at, zone);
        for (int year = today.getYear() - 1; year <= today.getYear() + 1; year++) {
            LocalDate day = MonthDay.from(born).atYear(year);
            if (!today.isBefore(day.minus(before)) && !today.isAfter(day.plus(after))) {
                return Optional.of(day);
            }
        }
        return Optional.empty();
    }

    @Override
    public Reason reason() {
        return Reason.OUTSIDE_SCHEDULE;
    }

    @Override
    public boolean needsMember() {
        return true;
    }
}
