package loyalty.engine.promotion;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.form.Form;
import loyalty.engine.form.Words;

/**
 * How often a promotion may apply; 0 = as often as it likes.
 *
 * @param perReceipt repetitions within one receipt
 * @param perMember receipts of one member in each period
 * @param perCode receipts with one code
 * @param total receipts altogether, enforced by the processor
 */
public record Limits(long perReceipt, long perMember, Period period, long perCode, long total) {
    public static final Limits NONE = new Limits(0, 0, Period.PROMOTION, 0, 0);
    private static final long MOST = 1_000_000_000;

    /** Calendar periods in the programme's zone, and the promotion's whole life. */
    public enum Period {
        DAY,
        WEEK,
        MONTH,
        QUARTER,
        YEAR,
        PROMOTION;

        /** As they are written in a pack. */
        public static final Map<String, Period> WORDS = Words.inSmallLetters(values());

        /** As {@code month/2026-11}: the period that {@code at} lies in. */
        public String key(Instant at, ZoneId zone) {
            LocalDate day = LocalDate.ofInstant(at, zone);
            return switch (this) {
                case DAY -> "day/" + day;
                case WEEK ->
                        String.format(
                                Locale.ROOT,
                                "week/%d-W%02d",
                                day.get(IsoFields.WEEK_BASED_YEAR),
                                day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
                case MONTH -> "month/" + day.toString().substring(0, 7);
                case QUARTER ->
                        "quarter/" + day.getYear() + "-Q" + day.get(IsoFields.QUARTER_OF_YEAR);
                case YEAR -> "year/" + day.getYear();
                case PROMOTION -> "promotion";
            };
        }
    }

    public static Limits read(Form form) {
        Optional<PerMember> perMember =
                form.mapping("perMember", "receipts of one member in each period", PerMember::read);
        return new Limits(
                form.whole("perReceipt", 0, 1, MOST, "repetitions within one receipt"),
                perMember.map(PerMember::count).orElse(0L),
                perMember.map(PerMember::period).orElse(Period.PROMOTION),
                form.whole("perCode", 0, 1, MOST, "receipts with one code"),
                form.whole("total", 0, 1, MOST, "receipts altogether; kept by the processor"));
    }

    /** A count in a period. */
    private record PerMember(long count, Period period) {
        static PerMember read(Form form) {
            return new PerMember(
                    form.requiredWhole("count", 1, MOST, "how many receipts"),
                    form.choice("period", Period.PROMOTION, Period.WORDS, "in which period"));
        }
    }

    /** Repetitions that {@code wanted} of the reward itself (0 = no bound) leaves possible. */
    public long timesWithin(long wanted) {
        if (wanted == 0 || perReceipt == 0) {
            return wanted + perReceipt == 0 ? Long.MAX_VALUE : wanted + perReceipt;
        }
        return Math.min(wanted, perReceipt);
    }
}
