package loyalty.processor.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import loyalty.processor.store.Store.Sums;

/**
 * What the sums of a group say. Shares are percentages with one decimal, rounded half-up.
 *
 * @param coverage share of receipts with a member
 * @param revenueShare share of money with a member
 * @param spentOfEarned points spent per points earned
 * @param averageMember average receipt of members, in minor units
 * @param averageOther average receipt of others, in minor units
 * @param uplift how much more the average member's receipt is
 */
record Figures(
        BigDecimal coverage,
        BigDecimal revenueShare,
        BigDecimal spentOfEarned,
        long averageMember,
        long averageOther,
        BigDecimal uplift) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    static Figures of(Sums sums) {
        long others = sums.receipts() - sums.identified();
        long otherDue = sums.dueMinor() - sums.identifiedDueMinor();
        long member = average(sums.identifiedDueMinor(), sums.identified());
        long other = average(otherDue, others);
        return new Figures(
                share(sums.identified(), sums.receipts()),
                share(sums.identifiedDueMinor(), sums.dueMinor()),
                share(sums.spent(), sums.earned()),
                member,
                other,
                other == 0 ? BigDecimal.ZERO : share(member - other, other));
    }

    private static long average(long sum, long count) {
        return count == 0 ? 0 : Math.floorDiv(Math.addExact(sum, count / 2), count);
    }

    private static BigDecimal share(long part, long whole) {
        return whole == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(part)
                        .multiply(HUNDRED)
                        .divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_UP);
    }
}
