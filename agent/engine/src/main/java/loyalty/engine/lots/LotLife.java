package loyalty.engine.lots;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import loyalty.engine.money.Span;
import loyalty.engine.programme.LotRule;
import loyalty.engine.programme.LotRule.Activation;
import loyalty.engine.programme.LotRule.Expiry;

/**
 * When points are usable: {@code [activeFrom, expiresAt)}.
 *
 * @param activeFrom from here on, included
 * @param expiresAt empty = never
 */
public record LotLife(Instant activeFrom, Optional<Instant> expiresAt) {
    /**
     * The life of points made at {@code purchase} under {@code rule}, before any burn schedule.
     *
     * @param tierLife for the expiry "by tier"; empty = such points never expire
     */
    public static LotLife of(LotRule rule, Instant purchase, Optional<Span> tierLife, ZoneId zone) {
        Instant active = activeFrom(rule.active(), purchase, zone);
        Expiry expires = rule.expires();
        Instant start = expires.fromPurchase() ? purchase : active;
        return new LotLife(active, expiresAt(expires, start, tierLife, zone));
    }

    private static Instant activeFrom(Activation rule, Instant purchase, ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(purchase, zone);
        return switch (rule.start()) {
            case NOW -> purchase;
            case AFTER -> rule.after().orElseThrow().after(purchase, zone);
            case NEXT_DAY -> midnight(today.plusDays(1), zone);
            case NEXT_MONTH -> midnight(firstOfMonth(today).plusMonths(1), zone);
            case NEXT_QUARTER -> midnight(firstOfQuarter(today).plusMonths(3), zone);
            case DATE -> rule.date().orElseThrow();
        };
    }

    private static Optional<Instant> expiresAt(
            Expiry rule, Instant start, Optional<Span> tierLife, ZoneId zone) {
        LocalDate month = firstOfMonth(LocalDate.ofInstant(start, zone));
        return switch (rule.end()) {
            case NEVER -> Optional.empty();
            case AFTER -> Optional.of(rule.span().orElseThrow().after(start, zone));
            case END_OF_MONTH -> Optional.of(midnight(month.plusMonths(1), zone));
            case END_OF_NEXT_MONTH -> Optional.of(midnight(month.plusMonths(2), zone));
            case BY_TIER -> tierLife.map(life -> life.after(start, zone));
            case DATE -> rule.date();
        };
    }

    private static LocalDate firstOfMonth(LocalDate day) {
        return day.withDayOfMonth(1);
    }

    private static LocalDate firstOfQuarter(LocalDate day) {
        return firstOfMonth(day).minusMonths((day.getMonthValue() - 1) % 3);
    }

    private static Instant midnight(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }
}
