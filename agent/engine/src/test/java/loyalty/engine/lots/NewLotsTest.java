package loyalty.engine.lots;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import loyalty.engine.member.Lot;
import loyalty.engine.money.Points;
import loyalty.engine.money.Span;
import loyalty.engine.programme.LotRule;
import loyalty.engine.programme.LotRule.Activation;
import loyalty.engine.programme.LotRule.End;
import loyalty.engine.programme.LotRule.Expiry;
import loyalty.engine.programme.LotRule.Start;
import loyalty.engine.quote.CreatedLot;
import loyalty.engine.select.Restriction;
import org.junit.jupiter.api.Test;

class NewLotsTest {
    private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
    private static final Instant NOON = at("2026-11-25T12:30:00+03:00");

    @Test
    void twentyFourHoursAreToTheSecondAndHalfAYearCountsFromTheActivation() {
        LotLife life = life(Activation.after(Span.of(Duration.ofHours(24))), months(6), NOON);
        assertThat(life.activeFrom()).isEqualTo(at("2026-11-26T12:30:00+03:00"));
        assertThat(life.expiresAt()).contains(at("2027-05-26T12:30:00+03:00"));
    }

    @Test
    void anExpiryMayCountFromThePurchase() {
        Expiry fromPurchase =
                new Expiry(
                        End.AFTER, true, Optional.of(span(Period.ofMonths(6))), Optional.empty());
        LotLife life = life(Activation.of(Start.NEXT_MONTH), fromPurchase, NOON);
        assertThat(life.activeFrom()).isEqualTo(at("2026-12-01T00:00:00+03:00"));
        assertThat(life.expiresAt()).contains(at("2027-05-25T12:30:00+03:00"));
    }

    @Test
    void theNextDayMonthAndQuarterBeginAtMidnightInTheZone() {
        Instant lateInUtc = at("2026-11-25T22:30:00Z");
        assertThat(active(Start.NEXT_DAY, lateInUtc)).isEqualTo(at("2026-11-27T00:00:00+03:00"));
        assertThat(active(Start.NEXT_MONTH, lateInUtc)).isEqualTo(at("2026-12-01T00:00:00+03:00"));
        assertThat(active(Start.NEXT_QUARTER, lateInUtc))
                .isEqualTo(at("2027-01-01T00:00:00+03:00"));
    }

    @Test
    void theEndOfMonthIsCountedFromTheActivationSoThatTheLastDayHasALife() {
        Instant lastDay = at("2026-01-31T15:00:00+03:00");
        LotLife life = life(Activation.of(Start.NEXT_DAY), end(End.END_OF_MONTH), lastDay);
        assertThat(life.expiresAt()).contains(at("2026-03-01T00:00:00+03:00"));
        LotLife longer = life(Activation.NOW, end(End.END_OF_NEXT_MONTH), lastDay);
        assertThat(longer.expiresAt()).contains(at("2026-03-01T00:00:00+03:00"));
    }

    @Test
    void aMonthAfterTheLastOfJanuaryIsTheLastOfFebruary() {
        LotLife life = life(Activation.NOW, months(1), at("2028-01-31T10:00:00+03:00"));
        assertThat(life.expiresAt()).contains(at("2028-02-29T10:00:00+03:00"));
    }

    @Test
    void anExpiryByTierWithoutATierLifeIsNever() {
        LotRule rule = rule(Activation.NOW, end(End.BY_TIER));
        assertThat(LotLife.of(rule, NOON, Optional.empty(), MOSCOW).expiresAt()).isEmpty();
        assertThat(
                        LotLife.of(rule, NOON, Optional.of(span(Period.ofMonths(12))), MOSCOW)
                                .expiresAt())
                .contains(at("2027-11-25T12:30:00+03:00"));
    }

    @Test
    void aBurnScheduleMakesPartsWithStaggeredEndsCountedFromTheActivation() {
        LotRule rule = burning(50, Period.ofMonths(1));
        List<CreatedLot> lots =
                newLots(Points.ZERO, at("2026-01-31T10:00:00+03:00"))
                        .add("back", Points.of(120), rule)
                        .made();
        assertThat(lots).extracting(lot -> lot.points().units()).containsExactly(50L, 50L, 20L);
        assertThat(lots).extracting(CreatedLot::key).containsExactly("back#1", "back#2", "back#3");
        assertThat(lots)
                .extracting(lot -> lot.expiresAt().orElseThrow())
                .containsExactly(
                        at("2026-02-28T10:00:00+03:00"),
                        at("2026-03-31T10:00:00+03:00"),
                        at("2026-04-30T10:00:00+03:00"));
    }

    @Test
    void theDebtIsFilledByTheNextLotsEvenIfTheyArePending() {
        List<CreatedLot> lots =
                newLots(Points.of(70), NOON)
                        .add("purchase", Points.of(50), LotRule.PLAIN)
                        .add(
                                "bonus",
                                Points.of(30),
                                rule(Activation.of(Start.NEXT_MONTH), Expiry.NEVER))
                        .made();
        assertThat(lots).extracting(lot -> lot.filledDebt().units()).containsExactly(50L, 20L);
    }

    @Test
    void noPointsMakeNoLot() {
        assertThat(newLots(Points.ZERO, NOON).add("purchase", Points.ZERO, LotRule.PLAIN).made())
                .isEmpty();
    }

    @Test
    void aPurchaseProlongsPurchaseLotsThatWouldEndEarlier() {
        Lot early = lot("early", Lot.PURCHASE, Optional.of(at("2026-12-01T00:00:00+03:00")));
        Lot late = lot("late", Lot.PURCHASE, Optional.of(at("2028-01-01T00:00:00+03:00")));
        Lot gift = lot("gift", "birthday", Optional.of(at("2026-12-01T00:00:00+03:00")));
        Lot gone = lot("gone", Lot.PURCHASE, Optional.of(at("2026-11-01T00:00:00+03:00")));
        Lot ever = lot("ever", Lot.PURCHASE, Optional.empty());
        assertThat(
                        Prolonging.by(
                                NOON,
                                List.of(early, late, gift, gone, ever),
                                Optional.of(span(Period.ofMonths(6))),
                                MOSCOW))
                .singleElement()
                .satisfies(longer -> assertThat(longer.lot()).isEqualTo("early"))
                .satisfies(
                        longer ->
                                assertThat(longer.expiresAt())
                                        .isEqualTo(at("2027-05-25T12:30:00+03:00")));
    }

    @Test
    void whatAReturnedPurchaseProlongedFallsBackToTheLongestOfTheOthers() {
        Instant born = at("2026-12-01T00:00:00+03:00");
        Instant first = at("2027-01-01T00:00:00+03:00");
        Instant second = at("2027-02-01T00:00:00+03:00");
        Lot lot =
                lot("l", Lot.PURCHASE, Optional.of(born))
                        .withProlongation("a", first)
                        .withProlongation("b", second);
        assertThat(lot.expiresAt()).contains(second);
        assertThat(lot.withoutProlongation("b").expiresAt()).contains(first);
        assertThat(lot.withoutProlongation("a").withoutProlongation("b"))
                .isEqualTo(lot("l", Lot.PURCHASE, Optional.of(born)));
    }

    private static NewLots newLots(Points debt, Instant at) {
        return new NewLots(MOSCOW, at, Optional.empty(), debt);
    }

    private static LotRule burning(long amount, Period every) {
        return new LotRule(
                Activation.NOW,
                Expiry.NEVER,
                Optional.of(new LotRule.Burn(Points.of(amount), span(every))),
                Restriction.NONE);
    }

    private static Instant active(Start start, Instant purchase) {
        return life(Activation.of(start), Expiry.NEVER, purchase).activeFrom();
    }

    private static LotLife life(Activation active, Expiry expires, Instant purchase) {
        return LotLife.of(rule(active, expires), purchase, Optional.empty(), MOSCOW);
    }

    private static LotRule rule(Activation active, Expiry expires) {
        return new LotRule(active, expires, Optional.empty(), Restriction.NONE);
    }

    private static Expiry end(End end) {
        return new Expiry(end, false, Optional.empty(), Optional.empty());
    }

    private static Expiry months(int months) {
        return Expiry.after(span(Period.ofMonths(months)));
    }

    private static Span span(Period period) {
        return Span.of(period);
    }

    private static Lot lot(String id, String source, Optional<Instant> expiresAt) {
        return new Lot(
                id, Points.of(10), Optional.empty(), expiresAt, source, "", Restriction.NONE);
    }

    private static Instant at(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
