package loyalty.processor.load;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import loyalty.engine.document.Fields;
import loyalty.processor.member.Account;
import loyalty.processor.member.Circumstances;

/**
 * Computes fields of every member (days since the last purchase, purchases and money of a year, an
 * RFM word, the favourite category), and puts members in or out of one segment by them.
 *
 * @param segment none: only the fields
 */
record Segments(Optional<Rule> segment) implements MemberJob.Step {
    private static final Duration YEAR = Duration.ofDays(365);

    /** Bounds are from (included) and below (excluded); favourite must be equal where given. */
    record Rule(
            String name,
            Bounds daysSinceLast,
            Bounds purchases,
            Bounds spendMinor,
            Optional<String> favourite) {
        static Rule read(Fields fields) {
            Rule rule =
                    new Rule(
                            fields.requiredText("name"),
                            Bounds.read(fields, "daysSinceLast"),
                            Bounds.read(fields, "purchases"),
                            Bounds.read(fields, "spendMinor"),
                            fields.text("favourite"));
            fields.end();
            return rule;
        }
    }

    /** A half-open range. */
    record Bounds(long min, long below) {
        static Bounds read(Fields fields, String key) {
            Optional<Fields> bounds = fields.mapping(key);
            if (bounds.isEmpty()) {
                return new Bounds(Long.MIN_VALUE, Long.MAX_VALUE);
            }
            Bounds read =
                    new Bounds(
                            bounds.get().whole("min", Long.MIN_VALUE, 0, Long.MAX_VALUE),
                            bounds.get().whole("below", Long.MAX_VALUE, 0, Long.MAX_VALUE));
            bounds.get().end();
            return read;
        }

        boolean hold(long value) {
            return value >= min && value < below;
        }
    }

    @Override
    public boolean on(Account account, Circumstances now) {
        Instant year = now.time().minus(YEAR);
        long days =
                account.lastPurchase()
                        .map(last -> Duration.between(last, now.time()).toDays())
                        .orElse(99_999L);
        long purchases = account.purchasesSince(year);
        long spend = account.spendSince(year);
        boolean changed = account.compute("daysSinceLast", Long.toString(days));
        changed |= account.compute("rfm", rfm(days, purchases, spend));
        if (account.favourite().isPresent()) {
            changed |= account.compute("favourite", account.favourite().get());
        }
        if (segment.isPresent()) {
            Rule rule = segment.get();
            boolean in =
                    rule.daysSinceLast().hold(days)
                            && rule.purchases().hold(purchases)
                            && rule.spendMinor().hold(spend)
                            && (rule.favourite().isEmpty()
                                    || rule.favourite().equals(account.favourite()));
            changed |= account.segment(rule.name(), in);
        }
        return changed;
    }

    /** Three digits from 1 (worst) to 3 (best): recency, frequency, money. */
    private static String rfm(long days, long purchases, long spendMinor) {
        String recency = days < 30 ? "3" : days < 120 ? "2" : "1";
        String frequency = purchases >= 12 ? "3" : purchases >= 3 ? "2" : "1";
        String money = spendMinor >= 3_000_000 ? "3" : spendMinor >= 500_000 ? "2" : "1";
        return recency + frequency + money;
    }
}
