package loyalty.engine;

import static loyalty.engine.Tills.discount;
import static loyalty.engine.Tills.earned;
import static loyalty.engine.Tills.fate;
import static loyalty.engine.Tills.prices;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import loyalty.engine.member.Member;
import loyalty.engine.quote.CeilingLimit;
import loyalty.engine.quote.Message;
import loyalty.engine.quote.Quote;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Places where two good implementers would get different kopecks, beside the other tests. */
class RulingsTest {
    private static final String LOTS = "lots: [{id: l, points: \"1000\"}]";

    @Test
    void linesThatMayNotBeDiscountedCountForMinimumsAndBands() {
        Tills till =
                new Tills()
                        .promotion(
                                "id: p, when: {basket: {minAmount: \"150\"}}, reward: {thresholdDiscount: {by: basket, bands: [{from: \"150\", percent: 10%}]}}")
                        .line("tea", "1", "100.00")
                        .line("tobacco", "1", "50.00", "discountable: false");
        assertThat(discount(till.quote())).isEqualTo("10.00");
    }

    @Test
    void everyNthUnitAtAPriceNeverRaisesOne() {
        Tills till =
                new Tills()
                        .promotion("id: p, reward: {nthUnit: {n: 2, price: \"60\"}}")
                        .line("tea", "1", "50.00")
                        .line("jam", "1", "90.00");
        assertThat(fate(till.quote(), "p")).isEqualTo("NO_EFFECT");
    }

    /** The discount of a spread set is what its cheapest units cost, minimum prices aside. */
    @Test
    void aSpreadSetLosesNothingToTheMinimumPriceOfItsCheapestUnit() {
        for (String reward :
                new String[] {
                    "nForM: {n: 2, m: 1, spread: yes}",
                    "nthUnit: {n: 2, percent: 100%, spread: yes}"
                }) {
            Tills till =
                    new Tills()
                            .promotion("id: p, reward: {" + reward + "}")
                            .line("tea", "1", "50.00", "minPrice: \"45.00\"")
                            .line("jam", "1", "150.00");
            Quote quote = till.quote();
            assertThat(discount(quote)).as(reward).isEqualTo("50.00");
            assertThat(prices(quote)).as(reward).isEqualTo("45.00 | 105.00");
        }
    }

    /** For discounts "discounted" is the till's, for accrual the pack's too, by line. */
    @Test
    void discountedAlreadyMeansTheTillsForDiscountsAndThePacksTooForAccrual() {
        Tills till =
                new Tills()
                        .programme("earn: {rate: 10%}")
                        .promotion(
                                "id: a, priority: 2, reward: {percentOff: {percent: 10%, on: {categories: [tea]}}}")
                        .promotion(
                                "id: b, priority: 1, reward: {percentOff: {percent: 50%, on: {discounted: yes}}}")
                        .promotion(
                                "id: c, reward: {earnRate: {mode: replace, rate: 0%, on: {discounted: yes}}}")
                        .member("")
                        .line("tea", "1", "100.00")
                        .line("jam", "1", "100.00", "tillDiscount: \"5.00\"")
                        .line("bread", "1", "100.00");
        Quote quote = till.quote();
        assertThat(prices(quote)).isEqualTo("90.00 | 50.00 | 100.00");
        assertThat(earned(quote)).isEqualTo("10");
    }

    @Test
    void fullIsAfterTheTillsDiscountAndBeforeThePacks() {
        Tills till =
                new Tills()
                        .programme("earn: {rate: 10%, on: full}")
                        .promotion("id: p, reward: {percentOff: {percent: 50%}}")
                        .member("")
                        .line("tea", "1", "80.00", "tillDiscount: \"20.00\"");
        assertThat(earned(till.quote())).isEqualTo("8");
    }

    /** The best running rule, else the tier's, else the programme's: also when that is lower. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "none | 200",
                "{id: a, reward: {redeemRule: {cap: 10%}}} | 100",
                "{id: a, reward: {redeemRule: {cap: 50%}}}, {id: b, reward: {redeemRule: {cap: 40%}}} | 500",
            })
    void theCapIsTheBestRulesElseTheTiersElseTheProgrammes(String rules, long ceiling) {
        String tiers = "tiers: {levels: [{name: Base, cap: 20%}]}\nredeem: {cap: 30%}";
        Tills till = new Tills().programme(tiers).member(LOTS).redeem("max");
        if (!rules.strip().equals("none")) {
            for (String rule : rules.strip().split("(?<=}}}), ", -1)) {
                till.promotion(rule.substring(1, rule.length() - 1));
            }
        }
        Quote quote = till.line("tea", "1", "1000.00").quote();
        assertThat(quote.points().ceiling().units()).isEqualTo(ceiling);
    }

    @ParameterizedTest(name = "redeem {0}, wish {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "cap: 100% | max | AVAILABLE | 1000",
                "cap: 30% | max | CAP | 600",
                "cap: 30% | 700 | CAP | 600",
                "cap: 30% | 500 | WISH | 500",
                "cap: 100%, maximum: 400 | max | MAXIMUM | 400",
                "cap: 30%, maximum: 600 | max | CAP | 600",
                "cap: 30%, step: 250 | max | STEP | 500",
                "cap: 30%, minPoints: 601 | max | MIN_POINTS | 0",
                "cap: 30%, minPoints: 600 | max | CAP | 600",
                "cap: 30%, minBasket: \"2000.01\" | max | MIN_BASKET | 0",
                "cap: 100%, minLineAmount: \"1500\" | max | LINE_FLOOR | 500",
            })
    void theLastBoundThatLoweredTheCeilingIsNamed(
            String redeem, String wish, CeilingLimit limit, String redeemed) {
        Quote quote =
                new Tills()
                        .programme("redeem: {" + redeem.strip() + "}")
                        .member(LOTS)
                        .redeem(wish)
                        .line("tea", "1", "2000.00")
                        .quote();
        assertThat(quote.points().ceilingLimitedBy()).contains(limit);
        assertThat(quote.units().text(quote.points().redeemed())).isEqualTo(redeemed);
    }

    @Test
    void availableIsBeforeTheSaleAndTheBalanceAfterHasPendingLotsToo() {
        Quote quote =
                new Tills()
                        .programme("earn: {rate: 10%, lot: {active: nextDay}}")
                        .member(
                                "lots: [{id: l, points: \"40\"}, {id: p, points: \"7\", activeFrom: \"2026-12-01T00:00:00+03:00\"},"
                                        + " {id: gone, points: \"9\", expiresAt: \"2026-11-25T12:30:00+03:00\"}]")
                        .redeem("max")
                        .line("tea", "1", "100.00")
                        .quote();
        assertThat(quote.points().available().units()).isEqualTo(40);
        // 40 are paid, 7 wait, 10 % of 60.00 is earned
        assertThat(quote.points().balanceAfter().units()).isEqualTo(13);
    }

    // Codes and messages

    private static String codes(Quote quote) {
        return quote.codesIssued().stream()
                .map(
                        code ->
                                code.issuer()
                                        + " opens "
                                        + code.promotion()
                                        + (code.transferable() ? " for anybody" : "")
                                        + code.expiresAt()
                                                .map(end -> " until " + quote.units().text(end))
                                                .orElse(""))
                .collect(Collectors.joining(", "));
    }

    private static Tills issuing(String reward) {
        return new Tills()
                .programme("codeKey: \"0123456789abcdef\"")
                .promotion("id: give, reward: {issueCode: {promotion: take" + reward + "}}")
                .promotion(
                        "id: take, when: {code: {kind: derived}}, reward: {amountOff: {amount: \"1\"}}")
                .line("tea", "1", "100.00");
    }

    /** Codes end at a midnight: the one after the period, or the date itself. */
    @Test
    void aCodeIsAnnouncedWithItsEnd() {
        assertThat(codes(issuing(", transferable: yes, expires: P1M").quote()))
                .isEqualTo("give opens take for anybody until 2026-12-26T00:00:00+03:00");
        assertThat(codes(issuing(", transferable: yes, expires: 2026-12-31").quote()))
                .isEqualTo("give opens take for anybody until 2026-12-31T00:00:00+03:00");
        assertThat(codes(issuing(", transferable: yes").quote()))
                .isEqualTo("give opens take for anybody");
    }

    @Test
    void aCodeForOneselfNeedsAMember() {
        assertThat(codes(issuing("").quote())).isEmpty();
        assertThat(fate(issuing("").quote(), "give")).isEqualTo("MEMBER_REQUIRED");
        assertThat(codes(issuing("").member("").quote())).isEqualTo("give opens take");
    }

    private static String said(Quote quote) {
        return quote.messages().stream()
                .map(m -> m.audience() + " " + m.promotion() + ": " + m.text())
                .collect(Collectors.joining("; "));
    }

    @Test
    void textsAreInTheLanguageAskedForElseInTheFirstThereIs() {
        Tills till =
                new Tills()
                        .promotion(
                                "id: p, reward: {message: {}}, texts: {ru: {cashier: Скажите, receipt: Спасибо}, en: {receipt: Thanks}}")
                        .line("tea", "1", "100.00");
        assertThat(said(till.context("language: en").quote()))
                .isEqualTo("CASHIER p: Скажите; RECEIPT p: Thanks");
        assertThat(said(till.context("language: ru").quote()))
                .isEqualTo("CASHIER p: Скажите; RECEIPT p: Спасибо");
    }

    @Test
    void whatAppliesSaysItsTextsAndWhatLostIsSilent() {
        Tills till =
                new Tills()
                        .programme("groups: {g: {mode: best}}")
                        .promotion(
                                "id: p, group: g, reward: {percentOff: {percent: 10%}}, texts: {en: {receipt: Ten}}")
                        .promotion(
                                "id: q, group: g, reward: {percentOff: {percent: 20%}}, texts: {en: {receipt: Twenty}}")
                        .line("tea", "1", "100.00");
        assertThat(said(till.quote())).isEqualTo("RECEIPT q: Twenty");
    }

    /** 30 points burn on the 30th at the latest; at 20 % a basket of 150.00 uses them. */
    @Test
    void theReminderTellsHowMuchBurnsWhenAndTheBasketThatUsesIt() {
        Tills till =
                new Tills()
                        .programme("redeem: {cap: 20%}")
                        .promotion(
                                "id: p, reward: {message: {burning: P7D}}, texts: {en: {receipt: \"{burning} on {burnsOn}, {basket}\"}}")
                        .line("tea", "1", "100.00");
        String lot = "lots: [{id: l, points: \"30\", expiresAt: \"2026-12-01T00:00:00+03:00\"}]";
        assertThat(said(till.member(lot).context("language: en").quote()))
                .startsWith("RECEIPT p: 30 on ")
                .contains("30", "150.0");
        assertThat(fate(till.member(LOTS).quote(), "p")).isEqualTo("NO_EFFECT");
    }

    @Test
    void theBalanceIsToldFromTheProgrammesThresholdOn() {
        Tills till =
                new Tills()
                        .programme("messages: {balanceFrom: 1000}")
                        .promotion(
                                "id: p, reward: {message: {balance: yes}}, texts: {en: {receipt: \"You have {balance}\"}}")
                        .line("tea", "1", "100.00");
        assertThat(said(till.member(LOTS).quote())).isEqualTo("RECEIPT p: You have 1000");
        assertThat(fate(till.member("lots: [{id: l, points: \"999\"}]").quote(), "p"))
                .isEqualTo("NO_EFFECT");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"best", "first", "best, scope: line", "first, scope: line"})
    void ofAGroupOfMessagesTheFirstThatHasSomethingToSayIsHeard(String mode) {
        Quote quote =
                new Tills()
                        .programme("groups: {g: {mode: " + mode + "}}")
                        .member(LOTS)
                        .promotion(
                                "id: p, priority: 2, group: g, reward: {message: {burning: P1D}}, texts: {ru: {receipt: \"{burning} burn\"}}")
                        .promotion(
                                "id: q, priority: 1, group: g, reward: {message: {}}, texts: {ru: {receipt: first}}")
                        .promotion(
                                "id: r, group: g, reward: {message: {}}, texts: {ru: {receipt: second}}")
                        .line("tea", "1", "100.00")
                        .quote();
        assertThat(quote.messages()).extracting(Message::text).containsExactly("first");
        assertThat(fate(quote, "q")).isEqualTo("applied");
        assertThat(fate(quote, "r")).startsWith("LOST_ARBITRATION to q");
    }

    @Test
    void ofTwoCodesForOnePromotionTheGoodOneOpensIt() {
        Quote quote =
                new Tills()
                        .member(
                                "codes: [{code: A, promotion: p, expiresAt: \"2026-01-01\"}, {code: B, promotion: p}]")
                        .promotion(
                                "id: p, when: {code: {kind: personal}}, reward: {amountOff: {amount: \"10\"}}")
                        .codes("A, B")
                        .context("mode: online")
                        .line("tea", "1", "100.00")
                        .quote();
        assertThat(fate(quote, "p")).isEqualTo("applied 10.00");
        assertThat(quote.codesUsed()).containsExactly("B");
    }

    /** What a register writes of a member it must be able to read again. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "expires: P100Y",
                "active: P100Y, expires: P100Y",
                "burn: {amount: \"1\", every: P100Y}"
            })
    void theLongestLivesOfPointsCanBeReadAgain(String lot) {
        Tills till =
                new Tills()
                        .programme("earn: {rate: 100%, lot: {" + lot + "}}")
                        .member("")
                        .line("tea", "1", "2000.00");
        Member after = Member.newcomer("m-1").apply(till.quote().effects("s"));
        assertThat(Member.read(after.toNode(till.pack()), till.pack()).problems()).isEmpty();
        assertThat(after.lots().stream().mapToLong(l -> l.points().units()).sum()).isEqualTo(2_000);
    }
}
