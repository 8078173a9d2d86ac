package loyalty.engine.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import loyalty.engine.Yaml;
import loyalty.engine.document.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a pack cannot say: each mistake with its place, its path, and what to write instead. */
class BadPacksTest {
    private static List<String> problems(String text) {
        return RulePack.read(Yaml.read(text)).problems().stream().map(Problem::toString).toList();
    }

    /** One promotion in line 5. */
    private static List<String> ofOne(String promotion) {
        return of("  - {id: p, " + promotion + "}");
    }

    private static List<String> of(String promotions) {
        return problems(
                "programme: test\ncurrency: RUB\nzone: Europe/Moscow\npromotions:\n" + promotions);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "from: 2026-02-30, reward: {percentOff: {percent: 5%}} | test:5:19: promotions[0].from: \"2026-02-30\" is not a possible date or time (write 2026-11-25 or 2026-11-25T12:30:00+03:00)",
                "from: 2026-11-25T25:00:00Z, reward: {percentOff: {percent: 5%}} | test:5:19: promotions[0].from: \"2026-11-25T25:00:00Z\" is not a possible date or time (write 2026-11-25 or 2026-11-25T12:30:00+03:00)",
                "from: 2026-12-01, till: 2026-12-01, reward: {percentOff: {percent: 5%}} | test:5:37: promotions[0].till: is not after from, so it never runs (the end is not included)",
                "when: {segments: {any: []}}, reward: {percentOff: {percent: 5%}} | test:5:36: promotions[0].when.segments.any: the list is empty and would match nothing (leave the key out)",
                "limits: {perReceipt: 0}, reward: {percentOff: {percent: 5%}} | test:5:34: promotions[0].limits.perReceipt: must be a whole number from 1 to 1000000000, is 0",
                "reward: {percentOff: {percent: 150%}} | test:5:44: promotions[0].reward.percentOff.percent: is more than 100% (write a part of the whole, as \"30%\")",
                "reward: {percentOff: {percent: 5}} | test:5:44: promotions[0].reward.percentOff.percent: a rate without % is at most 1, is 5 (for 5 percent write \"5%\")",
                "reward: {percentOff: {percent: 5%, on: {price: {min: \"5\", below: \"5\"}}}} | test:5:60: promotions[0].reward.percentOff.on.price: no price can be in this range (write min below below)",
                "reward: {percentOff: {percent: 5%, on: {}}} | test:5:52: promotions[0].reward.percentOff.on: selects nothing in particular (name skus, categories, brands, …)",
                "reward: {percentOff: {percent: 5%, on: {category: [a]}}} | test:5:63: promotions[0].reward.percentOff.on.category: unknown key (did you mean categories?)",
                "reward: {amountOff: {amount: \"1.005\"}} | test:5:42: promotions[0].reward.amountOff.amount: 1.005 is not possible here (an amount is not negative and has 2 decimals in RUB)",
                "reward: {amountOff: {amount: -5}} | test:5:42: promotions[0].reward.amountOff.amount: -5 is not possible here (an amount is not negative and has 2 decimals in RUB)",
                "reward: {earnPoints: {points: 99999999999999999999}} | test:5:43: promotions[0].reward.earnPoints.points: 99999999999999999999 is not possible here (points are not negative and have 0 decimals)",
                "reward: {percentOff: {percent: 5%}, amountOff: {amount: \"5\"}} | test:5:21: promotions[0].reward: only one of percentOff, amountOff, fixedPrice, nForM, nthUnit, combo, thresholdDiscount, earnRate, earnPoints, redeemRule, grant, issueCode, message (write exactly one of them)",
                "reward: {} | test:5:21: promotions[0].reward: one of percentOff, amountOff, fixedPrice, nForM, nthUnit, combo, thresholdDiscount, earnRate, earnPoints, redeemRule, grant, issueCode, message is missing (write exactly one of them)",
                "reward: {percentOf: {percent: 5%}} | test:5:33: promotions[0].reward.percentOf: unknown key (did you mean percentOff?)",
                "excludes: [p], reward: {percentOff: {percent: 5%}} | test:5:23: promotions[0].excludes: a promotion cannot exclude itself (name another)",
                "excludes: [q], reward: {percentOff: {percent: 5%}} | test:5:23: promotions[0].excludes: unknown promotion or group q (name one of this pack)",
                "group: g, reward: {percentOff: {percent: 5%}} | test:5:20: promotions[0].group: unknown group g (add it under groups)",
                "when: {tiers: [Gold]}, reward: {percentOff: {percent: 5%}} | test:5:27: promotions[0].when.tiers: unknown tier Gold (this programme has no tiers)",
                "when: {code: {kind: derived}}, reward: {percentOff: {percent: 5%}} | test:5:26: promotions[0].when.code: derived codes need a key (add codeKey at the top of the pack)",
                "when: {schedule: [{days: [Wednesday]}]}, reward: {percentOff: {percent: 5%}} | test:5:38: promotions[0].when.schedule[0].days: unknown day Wednesday (write MON, TUE, WED, …)",
                "when: {schedule: [{from: \"13:00\", until: \"09:00\"}]}, reward: {percentOff: {percent: 5%}} | test:5:54: promotions[0].when.schedule[0].until: is not after from (write two windows to pass midnight)",
                "when: {away: 14 days}, reward: {percentOff: {percent: 5%}} | test:5:26: promotions[0].when.away: \"14 days\" is not a period (write PT24H, P14D or P6M; 100 years at most)",
                "reward: {nForM: {n: 3, m: 3}} | test:5:39: promotions[0].reward.nForM.m: is not below n, so nothing is free (for 3 for 2 write n: 3, m: 2)",
                "reward: {thresholdDiscount: {by: basket, bands: [{from: \"100\", percent: 5%}, {from: \"50\", percent: 9%}]}} | test:5:61: promotions[0].reward.thresholdDiscount.bands: do not rise (write the lowest first)",
                "reward: {issueCode: {promotion: nobody}} | test:5:45: promotions[0].reward.issueCode.promotion: unknown promotion nobody (name one of this pack)",
                "reward: {issueCode: {promotion: p, expires: P11Y}} | test:5:57: promotions[0].reward.issueCode.expires: a code lives ten years at most (write P30D)",
                "reward: {issueCode: {promotion: p, expires: 2090-01-01}} | test:5:57: promotions[0].reward.issueCode.expires: a code ends between 2020-01-02 and 2064-11-08 (write another date, or P30D)",
                "reward: {issueCode: {promotion: p, expires: 2019-01-01}} | test:5:57: promotions[0].reward.issueCode.expires: a code ends between 2020-01-02 and 2064-11-08 (write another date, or P30D)",
                "reward: {earnRate: {mode: multiply, rate: 5%}} | test:5:39: promotions[0].reward.earnRate.mode: multiply has a factor (write {mode: multiply, factor: 2} or {mode: add, rate: 5%})",
            })
    void aMistakeInAPromotion(String promotion, String problem) {
        assertThat(ofOne(promotion)).contains(problem);
    }

    @Test
    void exclusionsThatGoRoundInACircle() {
        assertThat(
                        of(
                                """
                                  - {id: a, excludes: [b], reward: {percentOff: {percent: 5%}}}
                                  - {id: b, excludes: [c], reward: {percentOff: {percent: 5%}}}
                                  - {id: c, excludes: [a], reward: {percentOff: {percent: 5%}}}
                                """))
                .containsExactly(
                        "test:5:23: promotions[0].excludes: goes round in a circle: a, b, c, a"
                                + " (exclusion works both ways: name each pair once, or use a group"
                                + " of mode best)");
    }

    @Test
    void exclusionsThatGoRoundThroughAGroup() {
        assertThat(
                        problems(
                                """
                                programme: test
                                currency: RUB
                                zone: Europe/Moscow
                                groups: {g: {mode: best}}
                                promotions:
                                  - {id: a, excludes: [g], reward: {percentOff: {percent: 5%}}}
                                  - {id: b, group: g, excludes: [a], reward: {percentOff: {percent: 5%}}}
                                """))
                .containsExactly(
                        "test:6:23: promotions[0].excludes: goes round in a circle: a, g, b, a"
                                + " (exclusion works both ways: name each pair once, or use a group"
                                + " of mode best)");
    }

    /** Each pair named once is no circle, however they are all tied together. */
    @Test
    void pairsNamedOnceAreNoCircle() {
        assertThat(
                        of(
                                """
                                  - {id: a, excludes: [b, c], reward: {percentOff: {percent: 5%}}}
                                  - {id: b, excludes: [c], reward: {percentOff: {percent: 5%}}}
                                  - {id: c, reward: {percentOff: {percent: 5%}}}
                                """))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "points: {scale: 3} | test:4:17: points.scale: must be a whole number from 0 to 2, is 3",
                "points: {scale: 2, value: \"0.01\"} | test:4:27: points.value: the smallest part of a point is not worth a whole number of minor units of RUB (raise value or lower scale)",
                "earn: {rate: 5} | test:4:14: earn.rate: a rate without % is at most 1, is 5 (for 5 percent write \"5%\")",
                "redeem: {cap: 130%} | test:4:15: redeem.cap: is more than 100% (write a part of the whole, as \"30%\")",
                "redeem: {step: 0} | test:4:16: redeem.step: a step of 0 leads nowhere (leave it out or raise it)",
                "tiers: {levels: []} | test:4:17: tiers.levels: there are no levels (add at least one)",
                "tiers: {levels: [{name: A, from: \"10\"}]} | test:4:17: tiers.levels: nobody is below the first level (write from: \"0\" first)",
                "tiers: {levels: [{name: A}, {name: A, from: \"10\"}]} | test:4:17: tiers.levels: two levels A (rename one)",
                "tiers: {levels: [{name: A}, {name: B}]} | test:4:17: tiers.levels: B does not start above A (write levels lowest first)",
                "offline: {lowerOffline: 9, upperOffline: 3} | test:4:25: offline.lowerOffline: is above upperOffline (swap them)",
                "codeKey: short | test:4:10: codeKey: is too short to be a key (write 16 characters or more)",
                "groups: {g: {mode: most}} | test:4:20: groups.g.mode: unknown value \"most\"; did you mean best? (one of stack, best, first)",
                "redeem: {kap: 30%} | test:4:15: redeem.kap: unknown key (did you mean cap?)",
            })
    void aMistakeInTheProgramme(String head, String problem) {
        assertThat(
                        problems(
                                "programme: test\ncurrency: RUB\nzone: Europe/Moscow\n"
                                        + head
                                        + "\npromotions: []\n"))
                .contains(problem);
    }
}
