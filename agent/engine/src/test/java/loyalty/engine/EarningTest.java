package loyalty.engine;

import static loyalty.engine.Tills.earned;
import static loyalty.engine.Tills.fate;
import static loyalty.engine.Tills.lots;
import static org.assertj.core.api.Assertions.assertThat;

import loyalty.engine.quote.Quote;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Accrual: rates, fixed points, bases, rounding, and where the points go. */
class EarningTest {
    private static Tills till(String tierRate) {
        return new Tills().programme("earn: {rate: " + tierRate + "}").member("");
    }

    @Nested
    class EarnRate {
        @Test
        void replaceTakesTheWholeEarningToItsOwnLot() {
            // the ruling's example: 20 % against 15 % on 1000: the promotion's lot holds 200
            Quote quote =
                    till("15%")
                            .promotion(
                                    "id: january, reward: {earnRate: {mode: max, rate: 20%}}, lot: {expires: P1M}")
                            .line("a", "1", "1000.00")
                            .quote();
            assertThat(lots(quote)).isEqualTo("january 200");
        }

        @Test
        void addKeepsTheTiersShareInThePurchasesLot() {
            Quote quote =
                    till("5%")
                            .promotion(
                                    "id: more, reward: {earnRate: {mode: add, rate: 3%}}, lot: {expires: P1M}")
                            .line("a", "1", "1000.00")
                            .quote();
            assertThat(lots(quote)).isEqualTo("purchase 50, more 30");
        }

        @Test
        void priorityDecidesWhetherAddingOrDoublingComesFirst() {
            // 5 % + 3 % doubled is 16 %; 5 % doubled + 3 % is 13 %
            String add = "reward: {earnRate: {mode: add, rate: 3%}}";
            String twice = "reward: {earnRate: {mode: multiply, factor: 2}}";
            Tills first =
                    till("5%")
                            .promotion("id: add, priority: 2, " + add)
                            .promotion("id: twice, priority: 1, " + twice);
            Tills last =
                    till("5%")
                            .promotion("id: add, priority: 1, " + add)
                            .promotion("id: twice, priority: 2, " + twice);
            assertThat(earned(first.line("a", "1", "1000.00").quote())).isEqualTo("160");
            assertThat(earned(last.line("a", "1", "1000.00").quote())).isEqualTo("130");
        }

        @Test
        void aLowRateReplacesTheTiersUnlessAGroupChooses() {
            String low = "reward: {earnRate: {mode: replace, rate: 1%}}";
            assertThat(
                            earned(
                                    till("10%")
                                            .promotion("id: low, " + low)
                                            .line("a", "1", "100.00")
                                            .quote()))
                    .isEqualTo("1");
            Quote chosen =
                    new Tills()
                            .programme("earn: {rate: 10%}\ngroups: {g: {mode: best}}")
                            .member("")
                            .promotion("id: low, group: g, " + low)
                            .line("a", "1", "100.00")
                            .quote();
            assertThat(earned(chosen)).isEqualTo("10");
            assertThat(fate(chosen, "low")).isEqualTo("LOST_ARBITRATION by 9.00");
        }

        @Test
        void aHundredPercentOfACategory() {
            Quote quote =
                    till("5%")
                            .promotion(
                                    "id: all, reward: {earnRate: {rate: 100%, on: {categories: [pillows]}}}, lot: {active: nextMonth, expires: P14D}")
                            .line("pillows", "1", "300.00")
                            .line("beds", "1", "1000.00")
                            .quote();
            assertThat(lots(quote)).isEqualTo("purchase 50, all 300");
            assertThat(quote.created().get(1).activeFrom().orElseThrow())
                    .isEqualTo("2026-11-30T21:00:00Z");
        }
    }

    @Nested
    class EarnPoints {
        @Test
        void perReceiptPerUnitAndPerFullAmount() {
            assertThat(
                            earned(
                                    till("0%")
                                            .promotion("id: p, reward: {earnPoints: {points: 100}}")
                                            .line("a", "3", "10.00")
                                            .line("b", "1", "10.00")
                                            .quote()))
                    .isEqualTo("100");
            assertThat(
                            earned(
                                    till("0%")
                                            .promotion(
                                                    "id: p, reward: {earnPoints: {points: 7, per: unit, on: {categories: [a]}}}")
                                            .line("a", "3", "10.00")
                                            .line("b", "1", "10.00")
                                            .quote()))
                    .isEqualTo("21");
            assertThat(
                            earned(
                                    till("0%")
                                            .promotion(
                                                    "id: p, reward: {earnPoints: {points: 5, per: spend, every: \"100\"}}")
                                            .line("a", "1", "299.99")
                                            .quote()))
                    .isEqualTo("10");
        }

        @Test
        void perUnitOnAsManyUnitsAsTheReceiptAllows() {
            Quote quote =
                    new Tills()
                            .member("")
                            .promotion(
                                    "id: p, limits: {perReceipt: 3}, reward: {earnPoints: {points: 5, per: unit}}")
                            .line("a", "2", "10.00")
                            .line("b", "2", "10.00")
                            .quote();
            assertThat(quote.lines())
                    .extracting(line -> line.earned().units())
                    .containsExactly(10L, 5L);
        }

        @Test
        void whatPointsPaidForWhollyEarnsItsFixedPointsEvenly() {
            Quote quote =
                    new Tills()
                            .programme("redeem: {cap: 100%, minLineAmount: \"0\"}")
                            .member("lots: [{id: l, points: 100}]")
                            .redeem("max")
                            .promotion("id: p, reward: {earnPoints: {points: 7}}")
                            .line("a", "1", "30.00")
                            .line("b", "1", "70.00")
                            .quote();
            assertThat(quote.lines())
                    .extracting(line -> line.earned().units())
                    .containsExactly(4L, 3L);
        }

        @Test
        void inALineGroupTheyGoBeforeRatesAndKeepTheirLinesToThemselves() {
            Quote quote =
                    new Tills()
                            .programme("earn: {rate: 1%}\ngroups: {g: {mode: best, scope: line}}")
                            .member("")
                            .promotion(
                                    "id: fixed, priority: 2, group: g, reward: {earnPoints: {points: 5, on: {categories: [a]}}}")
                            .promotion(
                                    "id: late, priority: 1, group: g, reward: {earnPoints: {points: 50, on: {categories: [a, b]}}}")
                            .promotion("id: rate, group: g, reward: {earnRate: {rate: 10%}}")
                            .line("a", "1", "100.00")
                            .line("b", "1", "100.00")
                            .quote();
            assertThat(fate(quote, "late")).isEqualTo("applied 50 points");
            assertThat(fate(quote, "fixed")).startsWith("LOST_ARBITRATION to late");
        }

        @Test
        void fixedPointsKeepTheirNumberBesideRates() {
            // three lines share 100 points evenly enough, and the lot still holds exactly 100
            Quote quote =
                    till("7%")
                            .promotion(
                                    "id: p, reward: {earnPoints: {points: 100}}, lot: {expires: P7D}")
                            .line("a", "1", "33.33")
                            .line("b", "1", "33.33")
                            .line("c", "1", "33.33")
                            .quote();
            // 7 % of 99.99 = 6.9993 → 6
            assertThat(lots(quote)).isEqualTo("purchase 6, p 100");
            assertThat(quote.lines().stream().mapToLong(line -> line.earned().units()).sum())
                    .isEqualTo(106);
        }
    }

    @Test
    void nobodyEarnsWithoutACard() {
        Quote quote =
                new Tills()
                        .programme("earn: {rate: 5%}")
                        .promotion("id: p, reward: {earnPoints: {points: 100}}")
                        .line("a", "1", "100.00")
                        .quote();
        assertThat(earned(quote)).isEqualTo("0");
        assertThat(quote.created()).isEmpty();
        assertThat(fate(quote, "p")).isEqualTo("MEMBER_REQUIRED");
    }

    @Test
    void linesThatDoNotEarnEarnNothingWhateverRuns() {
        Quote quote =
                till("5%")
                        .promotion("id: p, reward: {earnRate: {mode: add, rate: 5%}}")
                        .line("a", "1", "100.00", "earns: false")
                        .line("b", "1", "100.00")
                        .quote();
        assertThat(earned(quote)).isEqualTo("10");
    }

    @Test
    void theFreeUnitOfThreeForTwoEarnsNothing() {
        Quote quote =
                till("10%")
                        .promotion("id: p, reward: {nForM: {n: 3, m: 2}}")
                        .line("a", "3", "100.00")
                        .quote();
        assertThat(quote.lines().get(0).units())
                .extracting(unit -> unit.earnedTotal().units())
                .containsExactly(0L, 10L, 10L);
    }

    @Test
    void theBaseIsWhatTheProgrammeNames() {
        String promotion = "id: p, reward: {percentOff: {percent: 10%}}";
        String lots = "lots: [{id: l, points: \"30\"}]";
        for (String[] wanted :
                new String[][] {{"paid", "6"}, {"discounted", "9"}, {"full", "10"}}) {
            Quote quote =
                    new Tills()
                            .programme("earn: {rate: 10%, on: " + wanted[0] + "}")
                            .promotion(promotion)
                            .member(lots)
                            .redeem("30")
                            .line("a", "1", "100.00")
                            .quote();
            assertThat(earned(quote)).as(wanted[0]).isEqualTo(wanted[1]);
        }
    }

    /** 12.3456 % of 5 000 000 000.00. */
    @Test
    void theFinestRateIsExactOnTheDearestBasket() {
        Quote quote = till("12.3456%").line("a", "50", "100000000.00").quote();
        assertThat(earned(quote)).isEqualTo("617280000");
    }
}
