package loyalty.engine;

import static loyalty.engine.Tills.discount;
import static loyalty.engine.Tills.fate;
import static loyalty.engine.Tills.prices;
import static org.assertj.core.api.Assertions.assertThat;

import loyalty.engine.arbitrate.Arbitration;
import loyalty.engine.quote.Quote;
import org.junit.jupiter.api.Test;

class ArbitrationTest {
    private static Tills group(String settings) {
        return new Tills().programme("groups: {g: {" + settings + "}}");
    }

    @Test
    void theBestForTheCustomerWinsAndTheLoserIsToldByHowMuch() {
        Quote quote =
                group("mode: best")
                        .promotion(
                                "id: a, group: g, priority: 9, reward: {percentOff: {percent: 10%}}")
                        .promotion("id: b, group: g, reward: {amountOff: {amount: \"15\"}}")
                        .line("x", "1", "100.00")
                        .quote();
        assertThat(fate(quote, "b")).isEqualTo("applied 15.00");
        assertThat(fate(quote, "a")).isEqualTo("LOST_ARBITRATION to b by 5.00");
    }

    @Test
    void firstTakesTheHighestPriorityThatHasAnEffect() {
        Quote quote =
                group("mode: first")
                        .promotion(
                                "id: a, group: g, priority: 9, reward: {fixedPrice: {price: \"500\"}}")
                        .promotion(
                                "id: b, group: g, priority: 5, reward: {percentOff: {percent: 1%}}")
                        .promotion("id: c, group: g, reward: {percentOff: {percent: 50%}}")
                        .line("x", "1", "100.00")
                        .quote();
        assertThat(fate(quote, "a")).isEqualTo("NO_EFFECT");
        assertThat(fate(quote, "b")).isEqualTo("applied 1.00");
        assertThat(fate(quote, "c")).startsWith("LOST_ARBITRATION to b");
    }

    @Test
    void exclusionIsSymmetricAndTheBetterStays() {
        Quote quote =
                new Tills()
                        .promotion("id: a, priority: 1, reward: {percentOff: {percent: 10%}}")
                        .promotion("id: b, excludes: [a], reward: {percentOff: {percent: 20%}}")
                        .line("x", "1", "100.00")
                        .quote();
        assertThat(fate(quote, "b")).isEqualTo("applied 20.00");
        assertThat(fate(quote, "a")).isEqualTo("EXCLUDED_BY to b by 10.00");
    }

    @Test
    void theExclusiveOneGoesAloneOrNotAtAll() {
        Tills till =
                new Tills()
                        .promotion(
                                "id: alone, exclusive: true, reward: {percentOff: {percent: 15%}}")
                        .promotion("id: a, reward: {percentOff: {percent: 10%}}")
                        .promotion("id: b, reward: {amountOff: {amount: \"10\"}}")
                        .line("x", "1", "100.00");
        assertThat(discount(till.quote())).isEqualTo("20.00");
        assertThat(fate(till.quote(), "alone")).startsWith("EXCLUDED_BY");
    }

    @Test
    void anEarlierStageWinsOverALaterOne() {
        Quote quote =
                new Tills()
                        .promotion("id: off, reward: {percentOff: {percent: 10%}}")
                        .promotion("id: earn, excludes: [off], reward: {earnRate: {rate: 20%}}")
                        .member("")
                        .line("x", "1", "100.00")
                        .quote();
        assertThat(fate(quote, "earn")).isEqualTo("EXCLUDED_BY to off");
    }

    @Test
    void ofEqualsTheHigherPriorityWinsThenTheLowerId() {
        Quote quote =
                group("mode: best")
                        .promotion("id: b, group: g, reward: {percentOff: {percent: 10%}}")
                        .promotion("id: a, group: g, reward: {amountOff: {amount: \"10\"}}")
                        .line("x", "1", "100.00")
                        .quote();
        assertThat(fate(quote, "a")).isEqualTo("applied 10.00");
        assertThat(fate(quote, "b")).isEqualTo("LOST_ARBITRATION to a by 0.00");
    }

    @Test
    void inALineGroupEachUnitTakesWhatGivesItMost() {
        // a: 10 % of everything; b: 15.00 off each unit of y; c: 30 % of z
        Quote quote =
                group("mode: best, scope: line")
                        .promotion("id: a, group: g, reward: {percentOff: {percent: 10%}}")
                        .promotion(
                                "id: b, group: g, reward: {amountOff: {amount: \"15\", scope: unit, on: {categories: [y]}}}")
                        .promotion(
                                "id: c, group: g, reward: {percentOff: {percent: 30%, on: {categories: [z]}}}")
                        .line("x", "1", "100.00")
                        .line("y", "1", "100.00")
                        .line("y", "1", "200.00")
                        .line("z", "1", "100.00")
                        .quote();
        assertThat(prices(quote)).isEqualTo("90.00 | 85.00 | 180.00 | 70.00");
    }

    @Test
    void inALineGroupSetsTakePartAsWholes() {
        // 3 for 2 frees 100 and uses all three; 20 % each would give 60
        Tills sets =
                group("mode: best, scope: line")
                        .promotion("id: set, group: g, reward: {nForM: {n: 3, m: 2}}")
                        .promotion("id: each, group: g, reward: {percentOff: {percent: 20%}}");
        Quote quote = sets.line("x", "3", "100.00").quote();
        assertThat(fate(quote, "set")).isEqualTo("applied 100.00");
        assertThat(fate(quote, "each")).isEqualTo("LOST_ARBITRATION to set by 40.00");
        // a fourth unit is free to take the percentage
        Quote four = sets.line("x", "1", "150.00").quote();
        assertThat(discount(four)).isEqualTo("130.00");
    }

    @Test
    void manyInALineGroupAreStillProven() {
        Tills till = group("mode: best, scope: line").line("x", "5", "100.00");
        for (int i = 0; i < 40; i++) {
            till.promotion(
                    "id: p%d, group: g, reward: {percentOff: {percent: %d%%}}".formatted(i, i + 1));
        }
        assertThat(till.quote().proven()).isTrue();
        assertThat(discount(till.quote())).isEqualTo("200.00");
    }

    @Test
    void theDocumentedNumberOfConflictsIsAlwaysProven() {
        // all of equal worth and pairwise excluding in a ring: nothing can be pruned early
        Tills till = new Tills().line("x", "10", "100.00");
        int last = Arbitration.MOST_PROVEN - 1;
        for (int i = 0; i <= last; i++) {
            String neighbours =
                    i == 0
                            ? "excludes: [p01, p%02d], ".formatted(last)
                            : i == last ? "" : "excludes: [p%02d], ".formatted(i + 1);
            till.promotion(
                    "id: p%02d, %sreward: {amountOff: {amount: \"10\"}}".formatted(i, neighbours));
        }
        Quote quote = till.quote();
        assertThat(quote.proven()).isTrue();
        assertThat(discount(quote)).isEqualTo("80.00");
    }

    @Test
    void orderInThePackChangesNothing() {
        Quote one =
                group("mode: best")
                        .promotion("id: a, group: g, reward: {percentOff: {percent: 10%}}")
                        .promotion("id: b, group: g, reward: {percentOff: {percent: 12%}}")
                        .line("x", "1", "99.99")
                        .quote();
        Quote other =
                group("mode: best")
                        .promotion("id: b, group: g, reward: {percentOff: {percent: 12%}}")
                        .promotion("id: a, group: g, reward: {percentOff: {percent: 10%}}")
                        .line("x", "1", "99.99")
                        .quote();
        assertThat(one.total()).isEqualTo(other.total());
        assertThat(fate(one, "a")).isEqualTo(fate(other, "a"));
    }

    /** A whole takes the units it makes cheaper; those it leaves alone choose for themselves. */
    @Test
    void inALineGroupAWholeLeavesTheUnitsThatItGivesNothing() {
        Quote quote =
                new Tills()
                        .programme("groups: {g: {mode: best, scope: line}}")
                        .promotion(
                                "id: amount, priority: 1, group: g, reward: {amountOff: {amount: \"30.00\"}}")
                        .promotion("id: tenth, group: g, reward: {percentOff: {percent: 10%}}")
                        .line("a", "1", "100.00", "minPrice: \"70.00\"")
                        .line("b", "1", "0.01", "minPrice: \"0.01\"")
                        .line("c", "1", "50.00", "discountable: false")
                        .quote();
        assertThat(prices(quote)).isEqualTo("70.00 | 0.01 | 50.00");
        assertThat(fate(quote, "tenth")).startsWith("LOST_ARBITRATION to amount");
    }
}
