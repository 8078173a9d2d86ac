package loyalty.processor.reports;

import static org.assertj.core.api.Assertions.assertThat;

import loyalty.processor.store.Store.Sums;
import org.junit.jupiter.api.Test;

/** What a programme is measured by, over sums worked out by hand. */
class FiguresTest {
    private static Figures figures(
            long receipts, long identified, long due, long ofMembers, long earned, long spent) {
        return Figures.of(
                new Sums(
                        "all",
                        receipts,
                        identified,
                        due,
                        0,
                        0,
                        due,
                        ofMembers,
                        earned,
                        spent,
                        0,
                        0));
    }

    /** Two members at 23 000.00 on average beside two others at 15 000.00. */
    @Test
    void aMembersReceiptOf23000BesideOneOf15000IsAnUpliftOf53Point3Percent() {
        Figures figures = figures(4, 2, 7_600_000, 4_600_000, 0, 0);
        assertThat(figures.averageMember()).isEqualTo(2_300_000);
        assertThat(figures.averageOther()).isEqualTo(1_500_000);
        assertThat(figures.uplift()).hasToString("53.3");
    }

    /** 3 of 8 receipts, 600.00 of 1 000.00, 45 of 120 points. */
    @Test
    void sharesArePercentagesWithOneDecimal() {
        Figures figures = figures(8, 3, 100_000, 60_000, 120, 45);
        assertThat(figures.coverage()).hasToString("37.5");
        assertThat(figures.revenueShare()).hasToString("60.0");
        assertThat(figures.spentOfEarned()).hasToString("37.5");
    }

    @Test
    void whereThereIsNothingThereIsNoShareOfIt() {
        Figures figures = figures(0, 0, 0, 0, 0, 0);
        assertThat(figures.coverage()).isZero();
        assertThat(figures.averageOther()).isZero();
        assertThat(figures.uplift()).isZero();
    }
}
