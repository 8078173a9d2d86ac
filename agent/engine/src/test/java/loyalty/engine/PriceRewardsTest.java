package loyalty.engine;

import static loyalty.engine.Tills.discount;
import static loyalty.engine.Tills.fate;
import static loyalty.engine.Tills.prices;
import static org.assertj.core.api.Assertions.assertThat;

import loyalty.engine.quote.Quote;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** One class of cases per mechanic that changes prices; numbers worked out by hand. */
class PriceRewardsTest {
    private static Tills till() {
        return new Tills();
    }

    @Nested
    class PercentOff {
        @Test
        void isTakenOfTheWholeAndSpreadByLargestRemainder() {
            // 10 % of 3 × 0.33 = 0.099 → 0.10; shares 0.0333 each: 3 + 3 + 3, the rest to the first
            Quote quote =
                    till().promotion("id: p, reward: {percentOff: {percent: 10%}}")
                            .line("a", "3", "0.33")
                            .quote();
            assertThat(prices(quote)).isEqualTo("0.29 0.30 0.30");
        }

        @Test
        void losesWhatTheMinimumPriceKeeps() {
            // the ruling's example: 10 % on 100 (at least 95) and 100 is 15
            Quote quote =
                    till().promotion("id: p, reward: {percentOff: {percent: 10%}}")
                            .line("a", "1", "100.00", "minPrice: \"95.00\"")
                            .line("b", "1", "100.00")
                            .quote();
            assertThat(fate(quote, "p")).isEqualTo("applied 15.00");
            assertThat(prices(quote)).isEqualTo("95.00 | 90.00");
        }

        @Test
        void isRoundedOnEachLineIfItSaysSo() {
            // 10 % of 0.05 is 0.005 → 0.01 on each line; over both it would be 0.01 once
            Tills till = till().line("a", "1", "0.05").line("b", "1", "0.05");
            Quote perLine =
                    till.promotion("id: p, reward: {percentOff: {percent: 10%, scope: line}}")
                            .quote();
            assertThat(discount(perLine)).isEqualTo("0.02");
        }

        @Test
        void neverGivesMoreThanItsMaximum() {
            Quote quote =
                    till().promotion("id: p, reward: {percentOff: {percent: 50%, max: \"30\"}}")
                            .line("a", "1", "100.00")
                            .line("b", "1", "200.00")
                            .quote();
            assertThat(prices(quote)).isEqualTo("90.00 | 180.00");
        }

        @Test
        void underAMaximumTheSumOfItsLinesIsSpreadAnew() {
            Quote quote =
                    new Tills()
                            .promotion(
                                    "id: p, reward: {percentOff: {percent: 50%, scope: line, max: \"30.00\"}}")
                            .line("a", "1", "20.00")
                            .line("b", "1", "100.00")
                            .quote();
            assertThat(prices(quote)).isEqualTo("15.00 | 75.00");
        }

        @Test
        void neverTouchesAPriceBelowItsMinimum() {
            Quote quote =
                    new Tills()
                            .promotion("id: p, reward: {percentOff: {percent: 10%}}")
                            .line("a", "1", "100.00", "minPrice: \"120.00\"")
                            .line("b", "1", "100.00")
                            .quote();
            assertThat(prices(quote)).isEqualTo("100.00 | 90.00");
        }

        @Test
        void unitsOfAnAmountThatDoesNotDivideDifferByAKopeck() {
            Quote quote =
                    new Tills()
                            .promotion("id: p, reward: {percentOff: {percent: 50%}}")
                            .line("a", "3", "33.33", "amount: \"100.00\"")
                            .quote();
            assertThat(prices(quote)).isEqualTo("16.67 16.66 16.67");
        }

        @Test
        void looksAtTheBasePriceOrAtWhatOthersLeft() {
            // 10 % then 50 %: of 90 it is 45, of the base 100 it is 50
            Tills till =
                    till().promotion("id: a, priority: 1, reward: {percentOff: {percent: 10%}}")
                            .line("x", "1", "100.00");
            assertThat(
                            fate(
                                    till.promotion("id: b, reward: {percentOff: {percent: 50%}}")
                                            .quote(),
                                    "b"))
                    .isEqualTo("applied 45.00");
            assertThat(
                            fate(
                                    till().promotion(
                                                    "id: a, priority: 1, reward: {percentOff:"
                                                            + " {percent: 10%}}")
                                            .promotion(
                                                    "id: b, reward: {percentOff: {percent: 50%, of:"
                                                            + " base}}")
                                            .line("x", "1", "100.00")
                                            .quote(),
                                    "b"))
                    .isEqualTo("applied 50.00");
        }

        @Test
        void leavesLinesThatMayNotBeDiscounted() {
            Quote quote =
                    till().promotion("id: p, reward: {percentOff: {percent: 10%}}")
                            .line("a", "1", "100.00", "discountable: false")
                            .quote();
            assertThat(fate(quote, "p")).isEqualTo("NO_EFFECT");
        }

        @Test
        void aWeighedLineIsOneUnit() {
            // 0.435 kg × 199.90 = 86.9565 → 86.96; 15 % is 13.044 → 13.04
            Quote quote =
                    till().promotion("id: p, reward: {percentOff: {percent: 15%}}")
                            .line("a", "0.435", "199.90")
                            .quote();
            assertThat(prices(quote)).isEqualTo("73.92");
        }
    }

    @Nested
    class AmountOff {
        @Test
        void goesToOtherUnitsWhereOneCannotTakeIt() {
            Quote quote =
                    till().promotion("id: p, reward: {amountOff: {amount: \"20\"}}")
                            .line("a", "1", "100.00", "minPrice: \"95.00\"")
                            .line("b", "1", "100.00")
                            .quote();
            assertThat(prices(quote)).isEqualTo("95.00 | 85.00");
        }

        @Test
        void isTakenOffEachLineOrEachUnit() {
            Tills onLines =
                    till().promotion("id: p, reward: {amountOff: {amount: \"9\", scope: line}}");
            assertThat(prices(onLines.line("a", "2", "10.00").line("b", "1", "5.00").quote()))
                    .isEqualTo("5.50 5.50 | 0.00");
            Tills onUnits =
                    till().promotion("id: p, reward: {amountOff: {amount: \"9\", scope: unit}}");
            assertThat(prices(onUnits.line("a", "2", "10.00").line("b", "1", "5.00").quote()))
                    .isEqualTo("1.00 1.00 | 0.00");
        }
    }

    @Nested
    class FixedPrice {
        @Test
        void neverRaisesAPrice() {
            Quote quote =
                    till().promotion("id: p, reward: {fixedPrice: {price: \"50\"}}")
                            .line("a", "1", "40.00")
                            .line("b", "2", "60.00")
                            .quote();
            assertThat(prices(quote)).isEqualTo("40.00 | 50.00 50.00");
        }

        @Test
        void isForOneOfQuantity() {
            // 0.5 kg at 100 for a kilo instead of 130: 50.00 instead of 65.00
            Quote quote =
                    till().promotion("id: p, reward: {fixedPrice: {price: \"100\"}}")
                            .line("a", "0.5", "130.00")
                            .quote();
            assertThat(prices(quote)).isEqualTo("50.00");
        }
    }

    @Nested
    class NForM {
        @Test
        void freesTheCheapestOfAllSets() {
            // the ruling's example: 3 for 2 on 100, 90, 80, 70, 60, 50, 40: two sets, 40 + 50
            Tills till = till().promotion("id: p, reward: {nForM: {n: 3, m: 2}}");
            for (int price = 100; price >= 40; price -= 10) {
                till.line("a", "1", price + ".00");
            }
            assertThat(fate(till.quote(), "p")).isEqualTo("applied 90.00");
        }

        @Test
        void ofTwoSetsOfFiveForThreeTheFourCheapestAreFree() {
            Quote quote =
                    new Tills()
                            .promotion("id: p, reward: {nForM: {n: 5, m: 3}}")
                            .line("a", "4", "10.00")
                            .line("b", "6", "20.00")
                            .quote();
            assertThat(prices(quote))
                    .isEqualTo("0.00 0.00 0.00 0.00 | 20.00 20.00 20.00 20.00 20.00 20.00");
        }

        @Test
        void spreadsTheDiscountOverTheSetIfAsked() {
            Quote quote =
                    till().promotion("id: p, reward: {nForM: {n: 3, m: 2, spread: yes}}")
                            .line("a", "3", "100.00")
                            .quote();
            assertThat(prices(quote)).isEqualTo("66.66 66.67 66.67");
        }

        @Test
        void isBoundedByItsTimesAndByTheReceipt() {
            Tills times =
                    till().promotion("id: p, reward: {nForM: {n: 2, m: 1, maxTimes: 1}}")
                            .line("a", "6", "10.00");
            assertThat(discount(times.quote())).isEqualTo("10.00");
            Tills receipt =
                    till().promotion(
                                    "id: p, limits: {perReceipt: 2}, reward: {nForM: {n: 2, m: 1}}")
                            .line("a", "6", "10.00");
            assertThat(discount(receipt.quote())).isEqualTo("20.00");
        }

        @Test
        void saysHowManyUnitsAreMissing() {
            Quote quote =
                    till().promotion("id: p, reward: {nForM: {n: 3, m: 2}}")
                            .line("a", "2", "10.00")
                            .quote();
            assertThat(fate(quote, "p")).isEqualTo("BASKET_BELOW_MINIMUM missing 1");
            assertThat(quote.messages()).anyMatch(m -> m.text().contains("Добавьте ещё 1"));
        }

        @Test
        void aUnitIsUsedByOneSetOfAGroupOnly() {
            Quote quote =
                    till().programme("groups: {sets: {mode: stack}}")
                            .promotion(
                                    "id: a, group: sets, priority: 1, reward: {nForM: {n: 2, m: 1}}")
                            .promotion("id: b, group: sets, reward: {nForM: {n: 2, m: 1}}")
                            .line("x", "3", "10.00")
                            .quote();
            assertThat(fate(quote, "a")).isEqualTo("applied 10.00");
            assertThat(fate(quote, "b")).isEqualTo("NO_EFFECT");
        }
    }

    @Nested
    class NthUnit {
        @Test
        void theThirdPackCostsOneRouble() {
            Quote quote =
                    till().promotion("id: p, reward: {nthUnit: {n: 3, price: \"1.00\"}}")
                            .line("a", "3", "150.00")
                            .quote();
            assertThat(prices(quote)).isEqualTo("1.00 150.00 150.00");
        }

        @Test
        void everySecondIsHalfPriceCheapestFirst() {
            Quote quote =
                    till().promotion("id: p, reward: {nthUnit: {n: 2, percent: 50%}}")
                            .line("a", "1", "100.00")
                            .line("b", "2", "60.00")
                            .line("c", "1", "10.00")
                            .quote();
            assertThat(prices(quote)).isEqualTo("100.00 | 30.00 60.00 | 5.00");
        }
    }

    @Nested
    class Combo {
        @Test
        void eachTriggerMakesOneTargetCheaperTheDearestFirst() {
            Quote quote =
                    till().promotion(
                                    "id: p, reward: {combo: {trigger: {categories: [coffee]},"
                                            + " target: {categories: [cake]}, percent: 30%}}")
                            .line("coffee", "1", "180.00")
                            .line("cake", "1", "100.00")
                            .line("cake", "1", "120.00")
                            .quote();
            assertThat(prices(quote)).isEqualTo("180.00 | 100.00 | 84.00");
        }

        @Test
        void aTriggerServesOneComboOfAGroup() {
            Quote quote =
                    new Tills()
                            .programme("groups: {g: {mode: stack}}")
                            .promotion(
                                    "id: cake, priority: 1, group: g, reward: {combo: {trigger: {categories: [coffee]}, target: {categories: [cake]}, percent: 50%}}")
                            .promotion(
                                    "id: pie, group: g, reward: {combo: {trigger: {categories: [coffee]}, target: {categories: [pie]}, percent: 50%}}")
                            .line("coffee", "1", "100.00")
                            .line("cake", "1", "100.00")
                            .line("pie", "1", "100.00")
                            .quote();
            assertThat(prices(quote)).isEqualTo("100.00 | 50.00 | 100.00");
        }

        @Test
        void aTriggerThatCouldBeATargetIsSparedForTheNextCombo() {
            String cheaper = "target: {categories: [cake]}, percent: 50%, maxTimes: 1}}";
            Quote quote =
                    new Tills()
                            .programme("groups: {g: {mode: stack}}")
                            .promotion(
                                    "id: first, priority: 1, group: g, reward: {combo: {trigger: {categories: [cake, coffee]}, "
                                            + cheaper)
                            .promotion(
                                    "id: second, group: g, reward: {combo: {trigger: {categories: [tea]}, "
                                            + cheaper)
                            .line("cake", "2", "100.00")
                            .line("coffee", "1", "100.00")
                            .line("tea", "1", "100.00")
                            .quote();
            assertThat(prices(quote)).isEqualTo("50.00 50.00 | 100.00 | 100.00");
        }

        @Test
        void aUnitIsTriggerOrTargetNeverBoth() {
            Tills till =
                    till().promotion(
                                    "id: p, reward: {combo: {trigger: {categories: [a]}, target:"
                                            + " {categories: [a]}, percent: 50%}}");
            assertThat(prices(till.line("a", "1", "100.00").quote())).isEqualTo("100.00");
            assertThat(prices(till.line("a", "1", "60.00").quote())).isEqualTo("50.00 | 60.00");
        }

        @Test
        void saysWhatIsMissing() {
            Tills till =
                    till().promotion(
                                    "id: p, reward: {combo: {trigger: {categories: [coffee]}, target:"
                                            + " {categories: [cake]}, percent: 30%}}");
            assertThat(fate(till.line("cake", "1", "10.00").quote(), "p"))
                    .isEqualTo("TRIGGER_MISSING");
            assertThat(
                            fate(
                                    till().promotion(
                                                    "id: p, reward: {combo: {trigger: {categories:"
                                                            + " [coffee]}, target: {categories:"
                                                            + " [cake]}, percent: 30%}}")
                                            .line("coffee", "1", "10.00")
                                            .quote(),
                                    "p"))
                    .isEqualTo("NO_MATCHING_LINES");
        }
    }

    @Nested
    class ThresholdDiscount {
        private static final String BANDS =
                "id: p, reward: {thresholdDiscount: {bands: [{from: \"100\", percent: 5%}, {from:"
                        + " \"200\", amount: \"30\"}]}}";

        @Test
        void bandsAreHalfOpen() {
            assertThat(fate(till().promotion(BANDS).line("a", "1", "99.99").quote(), "p"))
                    .isEqualTo("BASKET_BELOW_MINIMUM missing 0.01");
            assertThat(fate(till().promotion(BANDS).line("a", "1", "100.00").quote(), "p"))
                    .isEqualTo("applied 5.00");
            assertThat(fate(till().promotion(BANDS).line("a", "1", "200.00").quote(), "p"))
                    .isEqualTo("applied 30.00");
        }

        @Test
        void accumulatedSpendGivesFifteenPercentFromThreeHundredThousand() {
            String promotion =
                    "id: p, reward: {thresholdDiscount: {by: lifetime, bands: [{from: \"300000\","
                            + " percent: 15%}]}}";
            Tills enough =
                    till().promotion(promotion)
                            .member("counters: {lifetimeSpend: \"300000.00\"}")
                            .line("a", "1", "100.00");
            assertThat(fate(enough.quote(), "p")).isEqualTo("applied 15.00");
            Tills short1 =
                    till().promotion(promotion)
                            .member("counters: {lifetimeSpend: \"299999.99\"}")
                            .line("a", "1", "100.00");
            assertThat(fate(short1.quote(), "p")).isEqualTo("COUNTER_NOT_MET missing 0.01");
        }
    }

    @Nested
    class Tier {
        @Test
        void itsDiscountComesLastOnWhatIsLeft() {
            // 10 % leaves 90; 5 % of that is 4.50
            Quote quote =
                    till().programme(
                                    "tiers: {by: given, levels: [{name: Gold, from: \"0\","
                                            + " discount: 5%}]}")
                            .promotion("id: p, reward: {percentOff: {percent: 10%}}")
                            .member("")
                            .line("a", "1", "100.00")
                            .quote();
            assertThat(fate(quote, "tier")).isEqualTo("applied 4.50");
        }
    }
}
