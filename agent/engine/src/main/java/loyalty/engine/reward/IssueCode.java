package loyalty.engine.reward;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import loyalty.engine.codes.DerivedCode;
import loyalty.engine.form.Form;
import loyalty.engine.form.Moments;
import loyalty.engine.money.Span;
import loyalty.engine.promotion.Reward;

/**
 * A code on the receipt that opens another promotion.
 *
 * @param promotion the one it opens; its code is derived
 * @param transferable for a friend, instead of for this member only
 * @param life how long it is good from the sale on
 * @param end a fixed end instead
 */
public record IssueCode(
        String promotion, boolean transferable, Optional<Span> life, Optional<Instant> end)
        implements Reward {
    public static final String NAME = "issueCode";

    public static IssueCode read(Form form) {
        String promotion = form.requiredText("promotion", "id of the promotion that it opens");
        boolean transferable = form.truth("transferable", false, "anybody may use it");
        ZoneId zone = form.units().zone();
        Optional<Expiry> expires =
                form.word(
                        "expires",
                        "P30D from the sale, or a date",
                        w -> Expiry.parse(w, zone),
                        "P30D");
        expires.ifPresent(end -> end.check(form));
        return new IssueCode(
                promotion,
                transferable,
                expires.flatMap(Expiry::life),
                expires.flatMap(Expiry::end));
    }

    /** Either of both. */
    private record Expiry(Optional<Span> life, Optional<Instant> end) {
        private static final Duration LONGEST = Duration.ofDays(10 * 366);

        /** A code has room for a day of some decades only. */
        void check(Form form) {
            boolean early =
                    end.filter(e -> e.isBefore(start(DerivedCode.FIRST_END.plusDays(1))))
                            .isPresent();
            boolean late = end.filter(e -> e.isAfter(start(DerivedCode.LAST_END))).isPresent();
            if (early || late) {
                form.problem(
                        "expires",
                        "a code ends between "
                                + DerivedCode.FIRST_END
                                + " and "
                                + DerivedCode.LAST_END,
                        "write another date, or P30D");
            }
            if (life.filter(span -> span.longest().compareTo(LONGEST) > 0).isPresent()) {
                form.problem("expires", "a code lives ten years at most", "write P30D");
            }
        }

        private static Instant start(LocalDate day) {
            return day.atStartOfDay(ZoneOffset.UTC).toInstant();
        }

        static Optional<Expiry> parse(String word, ZoneId zone) {
            Optional<Span> life = Span.parse(word);
            Optional<Instant> end = life.isPresent() ? Optional.empty() : Moments.parse(word, zone);
            return life.isPresent() || end.isPresent()
                    ? Optional.of(new Expiry(life, end))
                    : Optional.empty();
        }
    }

    /** The first instant at which a code issued at {@code at} is no good: codes end at midnight. */
    public Optional<Instant> endsFor(Instant at, ZoneId zone) {
        return life.map(span -> span.after(at, zone))
                .or(() -> end)
                .map(instant -> midnightAfter(instant, zone));
    }

    private static Instant midnightAfter(Instant instant, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(instant, zone);
        Instant start = day.atStartOfDay(zone).toInstant();
        return start.equals(instant) ? start : day.plusDays(1).atStartOfDay(zone).toInstant();
    }

    @Override
    public String mechanic() {
        return NAME;
    }

    @Override
    public Stage stage() {
        return Stage.MESSAGES;
    }

    @Override
    public boolean needsMember() {
        return !transferable;
    }
}
