package loyalty.engine.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import loyalty.engine.Yaml;
import loyalty.engine.document.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pack may say but probably does not mean: each warning with its place, path and hint. */
class PackWarningsTest {
    private static final String OFF = "reward: {percentOff: {percent: 5%}}";

    private static String pack(String head, String promotions) {
        return "programme: test\ncurrency: RUB\nzone: Europe/Moscow\n"
                + head
                + "\npromotions:\n"
                + promotions
                + "\n";
    }

    private static List<String> warnings(String head, String promotions) {
        return RulePack.read(Yaml.read(pack(head, promotions))).warnings().stream()
                .map(Problem::toString)
                .toList();
    }

    /** One promotion in line 6 of a pack with tiers by lifetime spend. */
    private static List<String> ofOne(String promotion) {
        return warnings(
                "tiers: {by: spend, window: lifetime, levels: [{name: Base, earn: 5%}, {name: Gold, from: \"1000\", earn: 7%}]}",
                "  - {id: p, " + promotion + "}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "when: {segments: {any: [a], none: [a, b]}}, "
                        + OFF
                        + "| test:6:30: promotions[0].when.segments: p never applies: it asks for a segment that it also forbids (take it out of any and all, or out of none)",
                "when: {segments: {all: [a, c], none: [c]}}, "
                        + OFF
                        + "| test:6:30: promotions[0].when.segments: p never applies: it asks for a segment that it also forbids (take it out of any and all, or out of none)",
                "when: {memberSince: {after: P7D, within: P7D}}, "
                        + OFF
                        + "| test:6:33: promotions[0].when.memberSince: p never applies: it asks for members since after P7D and within P7D, which is no time at all (write a within that is longer than after)",
                "when: {purchases: {min: 3, below: 3}}, "
                        + OFF
                        + "| test:6:31: promotions[0].when.purchases: p never applies: it asks for at least min and for less than below, which is not more (raise below or lower min)",
                "when: {spend: {below: \"0\"}}, "
                        + OFF
                        + "| test:6:27: promotions[0].when.spend: p never applies: it asks for less than nothing (raise below)",
                "when: {firstPurchase: yes, purchases: {min: 1}}, "
                        + OFF
                        + "| test:6:35: promotions[0].when.firstPurchase: p never applies: it is for the first purchase and asks for earlier ones (leave out firstPurchase or the minimum)",
                "when: {tiers: [Gold], spend: {below: \"1000\"}}, "
                        + OFF
                        + "| test:6:42: promotions[0].when.spend: p never applies: it asks for a range that no level of its tiers is in (change tiers or the range)",
                "when: {away: P3M, purchases: {window: rolling P1M, min: 1}}, "
                        + OFF
                        + "| test:6:42: promotions[0].when.purchases: p never applies: it asks for purchases in a window in which, by away, there is none (make the window longer than away)",
                "when: {sample: 0%}, "
                        + OFF
                        + "| test:6:28: promotions[0].when.sample: p never applies: it takes nobody into its trial (write sample: 50%)",
                "from: 2026-11-23, till: 2026-11-25, when: {schedule: [{days: [WED]}]}, "
                        + OFF
                        + "| test:6:66: promotions[0].when.schedule: p never applies: it has no such day or hour between from and till (move from and till, or the schedule)",
                "when: {trigger: {skus: [a], not: {skus: [a, b]}}}, "
                        + OFF
                        + "| test:6:29: promotions[0].when.trigger: p never applies: it selects nothing: all it names is under not as well (take it out of not)",
                "when: {basket: {on: {categories: [tea/green], not: {categories: [tea]}}, minAmount: \"1\"}}, "
                        + OFF
                        + "| test:6:28: promotions[0].when.basket: p never applies: it looks at nothing: all it names is under not as well (take it out of not)",
            })
    void conditionsThatNobodyCanMeet(String promotion, String warning) {
        assertThat(ofOne(promotion)).containsExactly(warning);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{percentOff: {percent: 0%}} | reward.percentOff: p never applies: it takes nothing off (write a percent and a max above 0)",
                "{percentOff: {percent: 5%, max: \"0\"}} | reward.percentOff: p never applies: it takes nothing off (write a percent and a max above 0)",
                "{amountOff: {amount: \"0\"}} | reward.amountOff.amount: p never applies: it takes nothing off (write an amount above 0)",
                "{nthUnit: {n: 2, percent: 0%}} | reward.nthUnit: p never applies: it takes nothing off (write a percent above 0)",
                "{combo: {trigger: {skus: [a]}, target: {skus: [b]}, amount: \"0\"}} | reward.combo: p never applies: it takes nothing off (write a percent or an amount above 0)",
                "{thresholdDiscount: {by: basket, bands: [{from: \"10\", percent: 0%}]}} | reward.thresholdDiscount.bands: p never applies: it takes nothing off (write a percent or an amount above 0)",
                "{earnRate: {mode: add, rate: 0%}} | reward.earnRate.rate: p never applies: it leaves every rate as it is (write a rate above 0, or a factor other than 1)",
                "{earnRate: {mode: multiply, factor: 1}} | reward.earnRate.factor: p never applies: it leaves every rate as it is (write a rate above 0, or a factor other than 1)",
                "{earnPoints: {points: 0}} | reward.earnPoints.points: p never applies: it gives no points (write a number above 0)",
                "{grant: {points: 0}} | reward.grant.points: p never applies: it gives no points (write a number above 0)",
                "{redeemRule: {onDiscountedLines: yes}} | reward.redeemRule: p never applies: it says what the programme says already (give another cap, onDiscountedLines or ban)",
                "{redeemRule: {ban: {skus: [a], not: {skus: [a]}}}} | reward.redeemRule: p never applies: it says what the programme says already (give another cap, onDiscountedLines or ban)",
                "{percentOff: {percent: 5%, on: {brands: [x], not: {brands: [x, y]}}}} | reward.percentOff.on: p never applies: it selects nothing: all it names is under not as well (take it out of not)",
                "{message: {}} | reward: p has no text to say (add texts)",
            })
    void rewardsThatChangeNothing(String reward, String warning) {
        assertThat(ofOne("reward: " + reward))
                .singleElement()
                .asString()
                .startsWith("test:6:")
                .endsWith(": promotions[0]." + warning);
    }

    /** Other selections leave something over, or may. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{skus: [a, b], not: {skus: [a]}}",
                "{categories: [tea], not: {categories: [tea/green]}}",
                "{categories: [teapots], not: {categories: [tea]}}",
                "{brands: [x], not: {skus: [a]}}",
                "{attributes: {colour: [red, blue]}, not: {attributes: {colour: red}}}",
                "{skus: [a], not: {skus: [a], discounted: yes}}",
                "{skus: [a], not: {skus: [a], price: {min: \"5\"}}}",
                "{not: {skus: [a]}}",
            })
    void aSelectionThatLeavesSomethingOverIsFine(String selection) {
        assertThat(ofOne("reward: {percentOff: {percent: 5%, on: " + selection + "}}")).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "from: 2026-12-23, lot: {expires: 2026-12-23}, reward: {grant: {points: 5}}"
                        + "| lot: p's points would end before they can be spent (move active or expires)",
                "lot: {active: 2026-12-23, expires: 2026-12-23}, reward: {grant: {points: 5}}"
                        + "| lot: p's points would end before they can be spent (move active or expires)",
                "lot: {active: P3D, expires: {period: P1D, after: purchase}}, reward: {earnPoints: {points: 5}}"
                        + "| lot: p's points would end before they can be spent (move active or expires)",
                "lot: {expires: P1D}, reward: {percentOff: {percent: 5%}}"
                        + "| lot: p has a life for points but gives none (leave lot out)",
                "when: {basket: {minAmount: \"10\"}}, reward: {grant: {points: 5}}"
                        + "| when: p asks for goods or a code, but grants are made without a basket (write a reward that is given at a purchase, as earnPoints)",
                "limits: {perCode: 1}, reward: {percentOff: {percent: 5%}}"
                        + "| limits.perCode: p has a limit per code but asks for no code (add when: {code: …})",
            })
    void livesAndLimitsThatLeadNowhere(String promotion, String warning) {
        assertThat(ofOne(promotion))
                .singleElement()
                .asString()
                .startsWith("test:6:")
                .endsWith(": promotions[0]." + warning);
    }

    @Test
    void aCodeForWhatIsOverThenIsNoUse() {
        assertThat(
                        warnings(
                                "codeKey: \"0123456789abcdef\"",
                                """
                                  - {id: give, from: 2026-12-01, reward: {issueCode: {promotion: take}}}
                                  - {id: take, till: 2026-11-30, when: {code: {kind: derived}}, reward: {percentOff: {percent: 5%}}}"""))
                .containsExactly(
                        "test:6:40: promotions[0].reward: the codes of give open take, which ends"
                                + " before they are issued, on 2026-11-30T00:00:00+03:00 (move its till)");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "earn: {rate: 5%}~redeem: {cap: 0%} | test:5:15: redeem.cap: points can never pay for anything (write cap: 30%)",
                "redeem: {maximum: 0} | test:4:19: redeem.maximum: is below minPoints or step, so points can never pay (raise it)",
                "redeem: {maximum: 50, minPoints: 51} | test:4:19: redeem.maximum: is below minPoints or step, so points can never pay (raise it)",
                "redeem: {maximum: 50, step: 100} | test:4:19: redeem.maximum: is below minPoints or step, so points can never pay (raise it)",
                "earn: {lot: {active: P2D, expires: {period: P1D, after: purchase}}} | test:4:13: earn.lot: points would end before they can be spent (move active or expires)",
                "groups: {g: {mode: best}} | test:4:13: groups.g: no promotion is in it (leave it out)",
            })
    void programmesThatDefeatThemselves(String head, String warning) {
        assertThat(warnings(head.replace("~", "\n"), "  - {id: p, " + OFF + "}"))
                .containsExactly(warning);
    }

    @Test
    void aCapOfZeroIsFineIfALevelOrARuleGivesOne() {
        String rule = "  - {id: p, reward: {redeemRule: {cap: 20%}}}";
        assertThat(warnings("redeem: {cap: 0%}\nearn: {rate: 5%}", rule)).isEmpty();
        assertThat(
                        warnings(
                                "redeem: {cap: 0%}\ntiers: {levels: [{name: A, earn: 5%, cap: 20%}]}",
                                "  - {id: p, " + OFF + "}"))
                .isEmpty();
    }

    // Overlaps

    private static List<String> two(String first, String second) {
        return warnings("", "  - {id: a, " + first + "}\n  - {id: b, " + second + "}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "code: SALE | code: sale | code | SALE",
                "code: {any: [X, Y]} | code: {any: [Y]} | code | Y",
                "codeWord: осень | codeWord: ОСЕНЬ | codeWord | ОСЕНЬ",
                "code: ОСЕНЬ | codeWord: осень | codeWord | ОСЕНЬ",
            })
    void codesThatCollide(String one, String other, String key, String code) {
        assertThat(
                        two(
                                "exclusive: true, when: {" + one + "}, " + OFF,
                                "exclusive: true, when: {" + other + "}, " + OFF))
                .singleElement()
                .asString()
                .startsWith("test:7:")
                .endsWith(
                        "promotions[1].when."
                                + key
                                + ": b has the code "
                                + code
                                + " of a, too (give it another code, unless one code is to open both)");
    }

    @Test
    void theSameCodeInAnotherSeasonDoesNotCollide() {
        assertThat(
                        two(
                                "till: 2026-05-01, when: {code: SALE}, " + OFF,
                                "from: 2026-05-01, when: {code: SALE}, " + OFF))
                .isEmpty();
    }

    @Test
    void discountsOrRatesWithoutAGroupAreArbitratedByNobody() {
        String warning =
                "test:7:5: promotions[1]: b and a may both apply and nobody arbitrates (put both"
                        + " into a group, of mode: stack if that is meant)";
        assertThat(two(OFF, OFF)).containsExactly(warning);
        String rate = "reward: {earnRate: {mode: replace, rate: 7%}}";
        assertThat(two(rate, rate)).containsExactly(warning);
    }

    @ParameterizedTest(name = "{0} beside {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "excludes: [b] | id2: none",
                "exclusive: true | id2: none",
                "priority: 1 | id2: none",
                "when: {stores: [x]} | when: {stores: [y]}",
                "when: {code: A} | id2: none",
                "till: 2026-01-01 | from: 2026-01-01",
            })
    void whatIsKeptApartNeedsNoArbitration(String one, String other) {
        String second = other.startsWith("id2") ? OFF : other + ", " + OFF;
        assertThat(two(one + ", " + OFF, second)).isEmpty();
    }

    @Test
    void differentGoodsNeedNoArbitration() {
        assertThat(
                        two(
                                "reward: {percentOff: {percent: 5%, on: {categories: [tea]}}}",
                                "reward: {percentOff: {percent: 5%, on: {categories: [teapots]}}}"))
                .isEmpty();
        assertThat(
                        two(
                                "reward: {percentOff: {percent: 5%, on: {categories: [tea]}}}",
                                "reward: {percentOff: {percent: 5%, on: {categories: [tea/green]}}}"))
                .hasSize(1);
    }

    // Over

    @Test
    void whatIsOverNeverAppliesAgain() {
        String text = pack("", "  - {id: p, till: 2026-12-01, " + OFF + "}");
        Instant end = Instant.parse("2026-11-30T21:00:00Z");
        assertThat(RulePack.check(Yaml.read(text), end).warnings())
                .extracting(Problem::toString)
                .containsExactly(
                        "test:6:19: promotions[0].till: p ended on 2026-12-01T00:00:00+03:00 and"
                                + " never applies again (move till, or leave the promotion out)");
        assertThat(RulePack.check(Yaml.read(text), end.minusSeconds(1)).warnings()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "accumulated",
                "alpina",
                "apteka",
                "askona",
                "bask",
                "builder",
                "divan",
                "greenhouse",
                "korzinka",
                "letto",
                "tanuki",
                "veska",
                "you"
            })
    void theProgrammesThatAreShippedGiveNone(String name) throws IOException {
        String text = Files.readString(Path.of("../../config/programmes", name + ".yaml"));
        assertThat(RulePack.read(Yaml.read(text)).warnings()).isEmpty();
    }
}
