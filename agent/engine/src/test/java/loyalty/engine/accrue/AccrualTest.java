package loyalty.engine.accrue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import loyalty.engine.programme.Earn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(total(earnings, Earn.Rounding.FLOOR)).isEqualTo(3);
        assertThat(total(earnings, Earn.Rounding.HALF_UP)).isEqualTo(5);
        assertThat(total(earnings, Earn.Rounding.HALF_EVEN)).isEqualTo(4);
        assertThat(total(earnings, Earn.Rounding.CEILING)).isEqualTo(5);
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

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void linesRulesAndUnitsAddUpToTheSameTotal(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int rules = random.nextInt(1, 4);
        Earnings earnings = new Earnings(rules, 100);
        int lines = random.nextInt(1, 6);
        for (int line = 0; line < lines; line++) {
            earnings.line();
            for (int run = random.nextInt(1, 4); run > 0; run--) {
                earnings.units(random.nextInt(1, 5), random.longs(rules, 0, 900).toArray());
            }
        }
        Accrual accrual = Accrual.of(earnings, Rounding.DEFAULT);
        long byLine = 0;
        for (int line = 0; line < lines; line++) {
            long[][] units = accrual.onUnitsByRule(line);
            assertThat(Arrays.stream(units).flatMapToLong(Arrays::stream).sum())
                    .isEqualTo(accrual.ofLine(line));
            for (int rule = 0; rule < rules; rule++) {
                int number = rule;
                assertThat(Arrays.stream(units).mapToLong(unit -> unit[number]).sum())
                        .isEqualTo(accrual.ofLine(line, rule));
            }
            byLine += accrual.ofLine(line);
        }
        assertThat(byLine).isEqualTo(accrual.total());
    }

    private static long total(Earnings earnings, Earn.Rounding mode) {
        return Accrual.of(earnings, new Rounding(Earn.Scope.LINE, mode)).total();
    }
}
