package loyalty.engine;

import static loyalty.engine.Tills.fate;
import static org.assertj.core.api.Assertions.assertThat;

import loyalty.engine.quote.CeilingLimit;
import loyalty.engine.quote.Quote;
import org.junit.jupiter.api.Test;

class RedeemRulesTest {
    private static final String LOTS = "lots: [{id: l, points: \"10000\"}]";

    private static Tills till(String redeem) {
        return new Tills().programme("redeem: {" + redeem + "}").member(LOTS).redeem("max");
    }

    private static long ceiling(Quote quote) {
        return quote.points().ceiling().units();
    }

    @Test
    void aCampaignRaisesTheCap() {
        Quote quote =
                till("cap: 30%")
                        .promotion("id: p, till: 2026-12-01, reward: {redeemRule: {cap: 50%}}")
                        .line("a", "1", "1000.00")
                        .quote();
        assertThat(ceiling(quote)).isEqualTo(500);
        assertThat(fate(quote, "p")).isEqualTo("applied");
        assertThat(quote.points().ceilingLimitedBy()).contains(CeilingLimit.CAP);
    }

    @Test
    void discountedLinesAreNeitherPaidNorInTheCapsBase() {
        // the ruling's example: a discounted sofa and a lamp for 3000 under "no": 30 % is 900
        Quote quote =
                till("cap: 30%, onDiscountedLines: no")
                        .promotion(
                                "id: sale, reward: {percentOff: {percent: 10%, on: {categories: [sofas]}}}")
                        .line("sofas", "1", "50000.00")
                        .line("lamps", "1", "3000.00")
                        .quote();
        assertThat(ceiling(quote)).isEqualTo(900);
        assertThat(quote.lines().get(0).redeemed().minor()).isZero();
    }

    @Test
    void oneRegionTriesPointsOnDiscountedLines() {
        Tills till =
                till("cap: 30%, onDiscountedLines: no")
                        .promotion(
                                "id: trial, when: {regions: [ural]}, reward: {redeemRule: {onDiscountedLines: yes}}")
                        .line("a", "1", "1000.00", "tillDiscount: \"100.00\"");
        assertThat(ceiling(till.quote())).isZero();
        assertThat(ceiling(till.context("region: ural").quote())).isEqualTo(300);
    }

    @Test
    void bannedLinesCannotBePaid() {
        Quote quote =
                till("cap: 100%")
                        .promotion("id: p, reward: {redeemRule: {ban: {categories: [tobacco]}}}")
                        .line("tobacco", "1", "200.00")
                        .line("bread", "1", "50.00")
                        .quote();
        // one kopeck of every line must stay: 49.99 is 49 whole points
        assertThat(ceiling(quote)).isEqualTo(49);
    }

    /** Money times weight is beyond a long here. */
    @Test
    void restrictedPointsPayForTheDearestBasketThatCanBeCounted() {
        Quote quote =
                new Tills()
                        .member(
                                "lots: [{id: a, points: \"3000000000\", only: {categories: [sofas]}}, {id: b, points: \"6000000000\"}]")
                        .redeem("max")
                        .line("sofas", "1", "5000000000.00")
                        .line("lamps", "1", "5000000000.00")
                        .quote();
        assertThat(quote.points().redeemed().units()).isEqualTo(9_000_000_000L);
        assertThat(quote.lines().get(0).redeemed().minor()).isEqualTo(450_000_000_000L);
        assertThat(quote.lines().get(1).redeemed().minor()).isEqualTo(450_000_000_000L);
    }

    @Test
    void whereEachLineWouldChooseTheRuleThatLetsMostBePaidApplies() {
        Quote quote = rivals("best, scope: line");
        assertThat(ceiling(quote)).isEqualTo(500);
        assertThat(fate(quote, "low")).isEqualTo("LOST_ARBITRATION to high by 200.00");
        assertThat(fate(quote, "high")).isEqualTo("applied");
    }

    @Test
    void whereEachLineWouldTakeTheFirstTheFirstRuleApplies() {
        Quote quote = rivals("first, scope: line");
        assertThat(ceiling(quote)).isEqualTo(300);
        assertThat(fate(quote, "low")).isEqualTo("applied");
        assertThat(fate(quote, "high")).startsWith("LOST_ARBITRATION to low");
    }

    private static Quote rivals(String mode) {
        return new Tills()
                .programme("redeem: {cap: 10%}\ngroups: {g: {mode: " + mode + "}}")
                .member(LOTS)
                .redeem("max")
                .promotion("id: low, priority: 2, group: g, reward: {redeemRule: {cap: 30%}}")
                .promotion("id: high, priority: 1, group: g, reward: {redeemRule: {cap: 50%}}")
                .line("a", "1", "1000.00")
                .quote();
    }
}
