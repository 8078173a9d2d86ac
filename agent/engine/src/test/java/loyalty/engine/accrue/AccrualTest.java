package loyalty.engine.accrue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccrualTest {
    /** 5 % of 151.87 and 172.13 kopeck-exact: 16.2 points, of which lines have 7.59 and 8.61. */
    @Test
    void theReceiptIsRoundedOnceAndThenSplitOverLines() {
        Earnings earnings =
                new Earnings(1, 10_000).line().units(1, 15187 * 5).line().units(1, 17213 * 5);
        Accrual accrual = Accrual.of(earnings, Rounding.DEFAULT);
        assertThat(accrual.total()).isEqualTo(16);
        assertThat(accrual.ofLine(0)).isEqualTo(7);
        assertThat(accrual.ofLine(1)).isEqualTo(9);
    }

    @Test
    void withLineScopeEachLineIsRoundedAlone() {
        Earnings earnings = new Earnings(1, 10).line().units(1, 15).line().units(1, 25);
        assertThat(total(earnings, Rounding.Mode.FLOOR)).isEqualTo(3);
        assertThat(total(earnings, Rounding.Mode.HALF_UP)).isEqualTo(5);
        assertThat(total(earnings, Rounding.Mode.HALF_EVEN)).isEqualTo(4);
        assertThat(total(earnings, Rounding.Mode.CEILING)).isEqualTo(5);
    }

    @Test
    void aLineIsSplitOverLotRulesByLargestRemainder() {
        // 1.4 by the purchase and 2.6 by a promotion
        Accrual accrual = Accrual.of(new Earnings(2, 10).line().units(2, 7, 13), Rounding.DEFAULT);
        assertThat(accrual.ofLine(0, 0)).isEqualTo(1);
        assertThat(accrual.ofLine(0, 1)).isEqualTo(3);
        assertThat(accrual.ofRule(1)).isEqualTo(3);
    }

    @Test
    void theFreeUnitEarnsNothing() {
        Accrual accrual =
                Accrual.of(new Earnings(1, 10).line().units(1, 0).units(2, 25), Rounding.DEFAULT);
        assertThat(accrual.onUnits(0).total(0)).isZero();
        assertThat(accrual.onUnits(0).ofFirst(1, 1)).isEqualTo(3);
        assertThat(accrual.onUnits(0).total(1)).isEqualTo(5);
    }

    private static long total(Earnings earnings, Rounding.Mode mode) {
        return Accrual.of(earnings, new Rounding(Rounding.Scope.LINE, mode)).total();
    }
}
