package loyalty.engine;

import static loyalty.engine.Tills.fate;
import static org.assertj.core.api.Assertions.assertThat;

import loyalty.engine.condition.Sample;
import loyalty.engine.money.Rate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every condition: the reason it gives, and the edge at which it turns. */
class ConditionsTest {
    private static String fateWhen(String when, Tills till) {
        return fate(
                till.promotion("id: p, when: {" + when + "}, reward: {percentOff: {percent: 10%}}")
                        .quote(),
                "p");
    }

    private static Tills till() {
        return new Tills().line("seeds", "1", "100.00");
    }

    private static final String APPLIED = "applied 10.00";

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "2026-11-30T23:59:59+03:00, NOT_STARTED",
        "2026-12-01T00:00:00+03:00, applied 10.00",
        "2026-12-31T23:59:59+03:00, applied 10.00",
        "2027-01-01T00:00:00+03:00, ENDED"
    })
    void datesAreHalfOpenInTheProgrammesZone(String at, String fate) {
        Tills till =
                till().promotion(
                                "id: p, from: 2026-12-01, till: 2027-01-01, reward: {percentOff: {percent: 10%}}")
                        .at(at);
        assertThat(fate(till.quote(), "p")).isEqualTo(fate);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "2026-11-25T00:00:00+03:00, applied 10.00",
        "2026-11-25T12:59:59+03:00, applied 10.00",
        "2026-11-25T13:00:00+03:00, OUTSIDE_SCHEDULE",
        "2026-11-26T10:00:00+03:00, OUTSIDE_SCHEDULE"
    })
    void onlyWednesdaysUntilThirteen(String at, String fate) {
        assertThat(fateWhen("schedule: [{days: [WED], until: \"13:00\"}]", till().at(at)))
                .isEqualTo(fate);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "2026-12-03T23:59:59+03:00, OUTSIDE_SCHEDULE",
        "2026-12-04T00:00:00+03:00, applied 10.00",
        "2026-12-18T23:59:59+03:00, applied 10.00",
        "2026-12-19T00:00:00+03:00, OUTSIDE_SCHEDULE"
    })
    void twoWeeksBeforeTheBirthdayToItsEnd(String at, String fate) {
        Tills till = till().member("birthday: \"1990-12-18\"").at(at);
        assertThat(fateWhen("birthday: {before: P14D}", till)).isEqualTo(fate);
    }

    @Test
    void aLeapDaysBirthdayIsTheTwentyEighthInOtherYears() {
        Tills till = till().member("birthday: \"1992-02-29\"").at("2027-02-28T12:00:00+03:00");
        assertThat(fateWhen("birthday: {before: P1D}", till)).isEqualTo(APPLIED);
    }

    @Test
    void aBirthdayWindowReachesOverTheYearsEnd() {
        Tills till = till().member("birthday: \"1990-01-05\"").at("2026-12-25T12:00:00+03:00");
        assertThat(fateWhen("birthday: {before: P14D}", till)).isEqualTo(APPLIED);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "stores, STORE_NOT_INCLUDED",
        "regions, REGION_NOT_INCLUDED",
        "channels, CHANNEL_NOT_INCLUDED",
        "registers, REGISTER_NOT_INCLUDED"
    })
    void placesAreNamed(String key, String reason) {
        String one = key.substring(0, key.length() - 1);
        assertThat(fateWhen(key + ": [here]", till())).isEqualTo(reason);
        assertThat(fateWhen(key + ": [here]", till().context(one + ": here"))).isEqualTo(APPLIED);
    }

    @Test
    void segmentsAnyAllNone() {
        String when = "segments: {any: [a, b], all: [c], none: [d]}";
        assertThat(fateWhen(when, till())).isEqualTo("MEMBER_REQUIRED");
        assertThat(fateWhen(when, till().member("segments: [a]"))).isEqualTo("SEGMENT_MISSING");
        assertThat(fateWhen(when, till().member("segments: [a, c]"))).isEqualTo(APPLIED);
        assertThat(fateWhen(when, till().member("segments: [a, c, d]")))
                .isEqualTo("SEGMENT_MISSING");
    }

    @Test
    void purchasesAreCountedInTheirWindow() {
        String history =
                "counters: {purchases: [{at: \"2026-10-01T00:00:00+03:00\", amount: \"10\"}, {at:"
                        + " \"2026-10-31T23:59:59+03:00\", amount: \"20\"}, {at:"
                        + " \"2026-11-01T00:00:00+03:00\", amount: \"40\"}]}";
        String two = "purchases: {window: previousMonth, min: 2, below: 3}";
        assertThat(fateWhen(two, till().member(history))).isEqualTo(APPLIED);
        String three = "purchases: {window: previousMonth, min: 3}";
        assertThat(fateWhen(three, till().member(history))).isEqualTo("COUNTER_NOT_MET missing 1");
        String spend = "spend: {window: previousMonth, min: \"31\"}";
        assertThat(fateWhen(spend, till().member(history)))
                .isEqualTo("COUNTER_NOT_MET missing 1.00");
    }

    @Test
    void theFirstPurchaseIsTheFirst() {
        assertThat(fateWhen("firstPurchase: true", till().member(""))).isEqualTo(APPLIED);
        assertThat(
                        fateWhen(
                                "firstPurchase: true",
                                till().member("counters: {lifetimePurchases: 1}")))
                .isEqualTo("COUNTER_NOT_MET");
    }

    @Test
    void awayForTwoHundredAndFortyDays() {
        String last =
                "counters: {purchases: [{at: \"2026-03-30T12:30:00+03:00\", amount: \"10\"}]}";
        assertThat(fateWhen("away: P240D", till().member(last))).isEqualTo(APPLIED);
        assertThat(fateWhen("away: P241D", till().member(last))).isEqualTo("COUNTER_NOT_MET");
    }

    @Test
    void aWeekAfterJoiningWithoutAnOrder() {
        String when = "memberSince: {after: P7D}, purchases: {below: 1}";
        assertThat(fateWhen(when, till().member("joined: \"2026-11-18\""))).isEqualTo(APPLIED);
        assertThat(fateWhen(when, till().member("joined: \"2026-11-20\"")))
                .isEqualTo("COUNTER_NOT_MET");
    }

    @Test
    void aCodeIsRequiredKnownAndForgivingOfCase() {
        assertThat(fateWhen("code: SPRING", till())).isEqualTo("CODE_REQUIRED");
        assertThat(fateWhen("code: SPRING", till().codes("AUTUMN"))).isEqualTo("CODE_UNKNOWN");
        assertThat(fateWhen("code: SPRING", till().codes("\" spring \""))).isEqualTo(APPLIED);
    }

    @Test
    void aSingleUseCodeNeedsTheProcessorUnlessTheProgrammeDoesWithout() {
        String when = "code: {any: [ONCE], single: true}";
        assertThat(fateWhen(when, till().codes("ONCE"))).isEqualTo("NEEDS_ONLINE");
        assertThat(fateWhen(when, till().codes("ONCE").context("mode: online"))).isEqualTo(APPLIED);
        assertThat(
                        fateWhen(
                                when,
                                till().programme("offline: {singleUseCodes: accept}")
                                        .codes("ONCE")))
                .isEqualTo(APPLIED);
        assertThat(fateWhen(when, till().member("codesUsed: [ONCE]").codes("ONCE")))
                .isEqualTo("CODE_USED");
    }

    @Test
    void aPersonalCodeBelongsToItsMemberAndExpires() {
        String when = "code: {kind: personal, single: false}";
        String own = "codes: [{code: MINE, promotion: p, expiresAt: \"2026-11-26\"}]";
        assertThat(fateWhen(when, till().member(own).codes("MINE"))).isEqualTo(APPLIED);
        assertThat(fateWhen(when, till().member(own).codes("MINE").at("2026-11-26T00:00:00+03:00")))
                .isEqualTo("CODE_EXPIRED");
        assertThat(fateWhen(when, till().member("").codes("MINE"))).isEqualTo("CODE_UNKNOWN");
    }

    @Test
    void theCodeWordIsSaidAtTheTill() {
        assertThat(fateWhen("codeWord: ОСЕНЬ", till().codes("осень"))).isEqualTo(APPLIED);
        assertThat(fateWhen("codeWord: ОСЕНЬ", till())).isEqualTo("CODE_REQUIRED");
    }

    @Test
    void minimumsLookAtThePricesBeforeAnyPromotion() {
        Tills till =
                till().promotion("id: first, priority: 9, reward: {percentOff: {percent: 50%}}");
        assertThat(fateWhen("basket: {minAmount: \"100\"}", till)).isEqualTo("applied 5.00");
        assertThat(fateWhen("basket: {minAmount: \"280\", on: {categories: [seeds]}}", till()))
                .isEqualTo("BASKET_BELOW_MINIMUM missing 180.00");
    }

    @Test
    void fiveGoodsOfDifferentCategories() {
        Tills till = till().line("a", "1", "1").line("b", "1", "1").line("a", "1", "1");
        assertThat(fateWhen("basket: {distinctCategories: 5}", till))
                .isEqualTo("BASKET_BELOW_MINIMUM missing 2");
    }

    @Test
    void theSampleIsStableAndNearItsShare() {
        int in = 0;
        for (int i = 0; i < 2000; i++) {
            in += new Sample("p", Rate.percent(30)).includes("m-" + i) ? 1 : 0;
        }
        assertThat(in).isBetween(540, 660);
    }

    @Test
    void limitsAreCountedPerMemberAndPeriod() {
        String limited =
                "id: p, limits: {perMember: {count: 1, period: month}}, reward: {percentOff: {percent: 10%}}";
        Tills used = till().promotion(limited).member("limitsUsed: {p: {month/2026-11: \"1\"}}");
        assertThat(fate(used.quote(), "p")).isEqualTo("LIMIT_REACHED");
        Tills fresh = till().promotion(limited).member("limitsUsed: {p: {month/2026-10: \"1\"}}");
        assertThat(fate(fresh.quote(), "p")).isEqualTo(APPLIED);
        assertThat(fresh.quote().limits())
                .singleElement()
                .satisfies(use -> assertThat(use.period()).isEqualTo("month/2026-11"));
    }

    @Test
    void theReasonIsTheFirstInTheOrderOfTheApi() {
        String when = "code: X, segments: {any: [a]}, stores: [s]";
        assertThat(fateWhen(when, till().member(""))).isEqualTo("STORE_NOT_INCLUDED");
        assertThat(fateWhen(when, till().member("").context("store: s")))
                .isEqualTo("SEGMENT_MISSING");
        assertThat(fateWhen(when, till().member("segments: [a]").context("store: s")))
                .isEqualTo("CODE_REQUIRED");
    }
}
