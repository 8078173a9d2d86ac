package loyalty.engine.returns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.basket.Basket;
import loyalty.engine.basket.Context;
import loyalty.engine.basket.Line;
import loyalty.engine.member.Lot;
import loyalty.engine.member.LotChange;
import loyalty.engine.member.Member;
import loyalty.engine.money.Money;
import loyalty.engine.money.PointScale;
import loyalty.engine.money.Points;
import loyalty.engine.money.Quantity;
import loyalty.engine.money.Span;
import loyalty.engine.programme.ReturnRules;
import loyalty.engine.programme.ReturnRules.OnShortfall;
import loyalty.engine.quote.ConsumedLot;
import loyalty.engine.quote.CreatedLot;
import loyalty.engine.quote.QuoteRequest;
import loyalty.engine.quote.RedeemWish;
import loyalty.engine.returns.RefusedReturnException.Reason;
import loyalty.engine.select.Restriction;
import org.junit.jupiter.api.Test;

class ReturnsTest {
    private static final Instant SOLD = at("2026-11-25T12:30:00+03:00");
    private static final Instant LATER = at("2026-12-10T12:00:00+03:00");

    /** Two mugs at 100.00, 30 points on each at 1.00; 7 points earned on each. */
    private final SoldReceipt mugs =
            receipt(
                    new SoldLine("1", Quantity.of(2), true, List.of(run(2, 10_000, 3_000, 7))),
                    60,
                    14,
                    0);

    @Test
    void aUnitBringsBackItsMoneyItsPointsAndItsEarnings() throws Exception {
        Member member = member(lot("l-1", 0), lot("s:purchase", 14));
        ReturnQuote quote =
                returns(OnShortfall.NEGATIVE).quote("r", mugs, nothing(), one(), of(member));
        assertThat(quote.price()).isEqualTo(Money.of(10_000));
        assertThat(quote.money()).isEqualTo(Money.of(7_000));
        assertThat(quote.restored()).isEqualTo(Points.of(30));
        assertThat(quote.takenBack()).isEqualTo(Points.of(7));
        assertThat(quote.complete()).isFalse();
        assertThat(points(member.apply(quote.effects()), "l-1")).isEqualTo(30);
        assertThat(points(member.apply(quote.effects()), "s:purchase")).isEqualTo(7);
    }

    @Test
    void pointsOfAnExpiredLotComeBackAsANewLotForTwoWeeks() throws Exception {
        Lot expired =
                new Lot(
                        "l-1",
                        Points.ZERO,
                        Optional.empty(),
                        Optional.of(at("2026-12-01T00:00:00+03:00")),
                        "gift",
                        "",
                        Restriction.NONE);
        Member member = member(expired, lot("s:purchase", 14));
        ReturnQuote quote =
                returns(OnShortfall.NEGATIVE).quote("r", mugs, nothing(), one(), of(member));
        assertThat(quote.graceLots())
                .singleElement()
                .satisfies(lot -> assertThat(lot.id()).isEqualTo("r:l-1"))
                .satisfies(lot -> assertThat(lot.points()).isEqualTo(Points.of(30)))
                .satisfies(
                        lot ->
                                assertThat(lot.expiresAt())
                                        .contains(at("2026-12-24T12:00:00+03:00")));
    }

    /** The snapshot knows the lot no longer: its end on the receipt decides. */
    @Test
    void pointsOfALotThatIsForgottenComeBackWithItsOwnEndIfThatIsAhead() throws Exception {
        Member member = member(lot("s:purchase", 14));
        Instant early = at("2026-11-30T23:59:59+03:00");
        ReturnRequest soon = new ReturnRequest(early, Map.of("1", Quantity.ONE));
        ReturnQuote before =
                returns(OnShortfall.NEGATIVE).quote("r", mugs, nothing(), soon, of(member));
        assertThat(before.graceLots())
                .singleElement()
                .extracting(Lot::expiresAt)
                .isEqualTo(Optional.of(at("2026-12-01T00:00:00+03:00")));
        Instant end = at("2026-12-01T00:00:00+03:00");
        ReturnRequest late = new ReturnRequest(end, Map.of("1", Quantity.ONE));
        ReturnQuote at =
                returns(OnShortfall.NEGATIVE).quote("r", mugs, nothing(), late, of(member));
        assertThat(at.graceLots())
                .singleElement()
                .extracting(Lot::expiresAt)
                .isEqualTo(Optional.of(at("2026-12-15T00:00:00+03:00")));
    }

    /** Earned points whose lot is gone are missing, unless it had come to its end by then. */
    @Test
    void earnedPointsOfALotThatIsForgottenAreMissingOnlyBeforeItsEnd() throws Exception {
        CreatedLot created = mugs.created().get(0);
        Instant end = at("2026-12-10T12:00:00+03:00");
        SoldReceipt ending =
                withCreated(
                        mugs,
                        new CreatedLot(
                                created.key(),
                                created.source(),
                                created.points(),
                                created.filledDebt(),
                                created.activeFrom(),
                                Optional.of(end),
                                created.only()));
        Member member = member(lot("l-1", 0));
        Returns returns = returns(OnShortfall.NEGATIVE);
        assertThat(returns.quote("r", ending, nothing(), one(), of(member)).shortfall())
                .isEqualTo(Points.ZERO);
        ReturnRequest sooner = new ReturnRequest(end.minusSeconds(1), Map.of("1", Quantity.ONE));
        assertThat(returns.quote("r", ending, nothing(), sooner, of(member)).shortfall())
                .isEqualTo(Points.of(7));
        assertThat(returns.quote("r", mugs, nothing(), one(), of(member)).shortfall())
                .isEqualTo(Points.of(7));
    }

    /** Two lots paid 40.00 and 20.00 of two mugs: the first mug's 30.00 are all the first lot's. */
    @Test
    void lotsGetBackWhatLiesOnTheUnitsInTheirOrder() throws Exception {
        List<ConsumedLot> both = List.of(consumed("x", 40, "1"), consumed("y", 20, "1"));
        SoldReceipt twice = withConsumed(mugs, both);
        Member member = member(lot("x", 0), lot("y", 0), lot("s:purchase", 14));
        ReturnQuote first =
                returns(OnShortfall.NEGATIVE).quote("r", twice, nothing(), one(), of(member));
        assertThat(first.effects().changes())
                .filteredOn(change -> change.kind() == LotChange.Kind.RESTORED)
                .extracting(change -> change.lot() + " " + change.points().units())
                .containsExactly("x 30");
        ReturnQuote second =
                returns(OnShortfall.NEGATIVE).quote("r2", twice, first.after(), one(), of(member));
        assertThat(second.effects().changes())
                .filteredOn(change -> change.kind() == LotChange.Kind.RESTORED)
                .extracting(change -> change.lot() + " " + change.points().units())
                .containsExactly("x 10", "y 20");
    }

    @Test
    void aReturnTellsEachLineWithItsMoneyAndPoints() throws Exception {
        Member member = member(lot("l-1", 0), lot("s:purchase", 14));
        ReturnQuote quote =
                returns(OnShortfall.NEGATIVE).quote("r", mugs, nothing(), one(), of(member));
        assertThat(quote.lines())
                .containsExactly(
                        new ReturnQuote.ReturnedLine(
                                "1",
                                Quantity.ONE,
                                Money.of(10_000),
                                Money.of(3_000),
                                Points.of(7)));
    }

    @Test
    void anAnonymousSaleReturnsMoneyAndTouchesNobody() throws Exception {
        SoldReceipt anonymous =
                new SoldReceipt(
                        "s",
                        SOLD,
                        "",
                        List.of(
                                new SoldLine(
                                        "1", Quantity.of(2), true, List.of(run(2, 10_000, 0, 0)))),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty());
        ReturnQuote quote =
                returns(OnShortfall.NEGATIVE)
                        .quote("r", anonymous, nothing(), one(), of(member(lot("l-1", 5))));
        assertThat(quote.money()).isEqualTo(Money.of(10_000));
        assertThat(quote.effects().changes()).isEmpty();
        assertThat(quote.effects().purchases()).isEmpty();
    }

    private static ConsumedLot consumed(String lot, long points, String line) {
        return new ConsumedLot(
                lot,
                Points.of(points),
                Optional.empty(),
                List.of(new ConsumedLot.OnLine(line, Money.of(points * 100))));
    }

    private static SoldReceipt withConsumed(SoldReceipt sold, List<ConsumedLot> consumed) {
        return new SoldReceipt(
                sold.sale(),
                sold.at(),
                sold.memberId(),
                sold.lines(),
                consumed,
                sold.created(),
                sold.limits(),
                sold.codesUsed(),
                sold.request(),
                sold.member());
    }

    private static SoldReceipt withCreated(SoldReceipt sold, CreatedLot created) {
        return new SoldReceipt(
                sold.sale(),
                sold.at(),
                sold.memberId(),
                sold.lines(),
                sold.consumed(),
                List.of(created),
                sold.limits(),
                sold.codesUsed(),
                sold.request(),
                sold.member());
    }

    @Test
    void missingPointsBecomeADebt() throws Exception {
        Member member = member(lot("l-1", 0), lot("s:purchase", 2));
        ReturnQuote quote =
                returns(OnShortfall.NEGATIVE).quote("r", mugs, nothing(), one(), of(member));
        assertThat(quote.shortfall()).isEqualTo(Points.of(5));
        assertThat(quote.money()).isEqualTo(Money.of(7_000));
        assertThat(member.apply(quote.effects()).debt()).isEqualTo(Points.of(5));
    }

    @Test
    void missingPointsAreWithheldButNeverMoreThanTheRefund() throws Exception {
        Member member = member(lot("l-1", 0), lot("s:purchase", 2));
        ReturnQuote quote =
                returns(OnShortfall.WITHHOLD).quote("r", mugs, nothing(), one(), of(member));
        assertThat(quote.withheld()).isEqualTo(Money.of(500));
        assertThat(quote.money()).isEqualTo(Money.of(6_500));
        SoldReceipt cheap =
                receipt(
                        new SoldLine("1", Quantity.of(2), true, List.of(run(2, 3_100, 3_000, 7))),
                        60,
                        14,
                        0);
        ReturnQuote little =
                returns(OnShortfall.WITHHOLD).quote("r", cheap, nothing(), one(), of(member));
        assertThat(little.withheld()).isEqualTo(Money.of(100));
        assertThat(little.money()).isEqualTo(Money.ZERO);
    }

    @Test
    void missingPointsMayBeForgiven() throws Exception {
        Member member = member(lot("l-1", 0), lot("s:purchase", 2));
        ReturnQuote quote =
                returns(OnShortfall.FORGIVE).quote("r", mugs, nothing(), one(), of(member));
        assertThat(quote.money()).isEqualTo(Money.of(7_000));
        assertThat(member.apply(quote.effects()).debt()).isEqualTo(Points.ZERO);
    }

    @Test
    void unspentPointsThatExpiredAreNoShortfall() throws Exception {
        Lot expired =
                new Lot(
                        "s:purchase",
                        Points.of(14),
                        Optional.empty(),
                        Optional.of(at("2026-12-01T00:00:00+03:00")),
                        Lot.PURCHASE,
                        "s",
                        Restriction.NONE);
        ReturnQuote quote =
                returns(OnShortfall.WITHHOLD)
                        .quote("r", mugs, nothing(), one(), of(member(lot("l-1", 0), expired)));
        assertThat(quote.shortfall()).isEqualTo(Points.ZERO);
        assertThat(quote.withheld()).isEqualTo(Money.ZERO);
    }

    @Test
    void aReturnedReceiptOpensTheDebtThatItFilled() throws Exception {
        SoldReceipt filled =
                receipt(
                        new SoldLine("1", Quantity.of(2), true, List.of(run(2, 10_000, 0, 7))),
                        0,
                        14,
                        10);
        Member member = member(lot("s:purchase", 4));
        Returns returns = returns(OnShortfall.FORGIVE);
        ReturnQuote first = returns.quote("r-1", filled, nothing(), one(), of(member));
        assertThat(first.owed()).isEqualTo(Points.of(3));
        Member between = member.apply(first.effects());
        ReturnQuote second = returns.quote("r-2", filled, first.after(), one(), of(between));
        assertThat(second.owed()).isEqualTo(Points.of(7));
        assertThat(between.apply(second.effects()).debt()).isEqualTo(Points.of(10));
    }

    @Test
    void aWeighedLineComesBackByShareOfItsQuantity() throws Exception {
        // 0.435 kg for 87.05, 10 points; 0.100 kg is 20.0115 and 2.29 points
        SoldReceipt cheese =
                receipt(
                        new SoldLine(
                                "1", new Quantity(435_000), false, List.of(run(1, 8_705, 0, 10))),
                        0,
                        10,
                        0);
        ReturnRequest part = new ReturnRequest(LATER, Map.of("1", new Quantity(100_000)));
        Member member = member(lot("s:purchase", 10));
        ReturnQuote first =
                returns(OnShortfall.NEGATIVE).quote("r", cheese, nothing(), part, of(member));
        assertThat(first.money()).isEqualTo(Money.of(2_001));
        assertThat(first.takenBack()).isEqualTo(Points.of(2));
        ReturnRequest rest = ReturnRequest.everything(cheese, first.after(), LATER);
        ReturnQuote second =
                returns(OnShortfall.NEGATIVE)
                        .quote(
                                "r2",
                                cheese,
                                first.after(),
                                rest,
                                of(member.apply(first.effects())));
        assertThat(second.money()).isEqualTo(Money.of(6_704));
        assertThat(second.takenBack()).isEqualTo(Points.of(8));
        assertThat(second.complete()).isTrue();
    }

    /** Six bottles at 100.00 less 10 % from six: 540.00. One back: five cost 500.00, so 40.00. */
    @Test
    void aBrokenConditionRepricesTheRest() throws Exception {
        Line bottles = Line.of("1", "wine", Quantity.of(6), Money.of(10_000));
        QuoteRequest asked =
                new QuoteRequest(
                        Optional.empty(),
                        new Basket("A-1", List.of(bottles)),
                        List.of(),
                        RedeemWish.NOTHING,
                        Optional.empty(),
                        Context.at(SOLD));
        SoldReceipt sold =
                receipt(
                                new SoldLine(
                                        "1", Quantity.of(6), true, List.of(run(6, 9_000, 0, 0))),
                                0,
                                0,
                                0)
                        .asAsked(asked, Optional.empty());
        Returns returns =
                new Returns(
                        terms(OnShortfall.NEGATIVE, true),
                        (basket, who) -> basket.basket().amount());
        ReturnQuote one = returns.quote("r-1", sold, nothing(), one(), Optional.empty());
        assertThat(one.money()).isEqualTo(Money.of(4_000));
        assertThat(one.keptByReprice()).isEqualTo(Money.of(5_000));
        ReturnRequest rest = ReturnRequest.everything(sold, one.after(), LATER);
        ReturnQuote all = returns.quote("r-2", sold, one.after(), rest, Optional.empty());
        assertThat(all.money()).isEqualTo(Money.of(50_000));
    }

    @Test
    void neverMoreComesBackThanWasSold() throws Exception {
        Member member = member(lot("l-1", 0), lot("s:purchase", 14));
        Returns returns = returns(OnShortfall.NEGATIVE);
        ReturnQuote first = returns.quote("r", mugs, nothing(), one(), of(member));
        ReturnRequest two = new ReturnRequest(LATER, Map.of("1", Quantity.of(2)));
        assertThatThrownBy(() -> returns.quote("r2", mugs, first.after(), two, of(member)))
                .isInstanceOf(RefusedReturnException.class)
                .hasMessage("Line 1: only 1 of 2 is left to return, not 2.")
                .extracting(e -> ((RefusedReturnException) e).reason())
                .isEqualTo(Reason.OVER_RETURNED);
    }

    @Test
    void halfAPieceAnUnknownLineAndNothingAreRefused() {
        Returns returns = returns(OnShortfall.NEGATIVE);
        assertRefused(returns, Map.of("1", new Quantity(500_000)), Reason.BAD_QUANTITY);
        assertRefused(returns, Map.of("1", Quantity.ZERO), Reason.BAD_QUANTITY);
        assertRefused(returns, Map.of("7", Quantity.ONE), Reason.UNKNOWN_LINE);
        assertRefused(returns, Map.of(), Reason.NOTHING_TO_RETURN);
    }

    private void assertRefused(Returns returns, Map<String, Quantity> lines, Reason reason) {
        assertThatThrownBy(
                        () ->
                                returns.quote(
                                        "r",
                                        mugs,
                                        nothing(),
                                        new ReturnRequest(LATER, lines),
                                        Optional.empty()))
                .extracting(e -> ((RefusedReturnException) e).reason())
                .isEqualTo(reason);
    }

    private static SoldReceipt receipt(SoldLine line, long redeemed, long earned, long filled) {
        Optional<Instant> end = Optional.of(at("2026-12-01T00:00:00+03:00"));
        ConsumedLot consumed =
                new ConsumedLot(
                        "l-1",
                        Points.of(redeemed),
                        end,
                        List.of(new ConsumedLot.OnLine("1", Money.of(redeemed * 100))));
        CreatedLot created =
                new CreatedLot(
                        "purchase",
                        Lot.PURCHASE,
                        Points.of(earned),
                        Points.of(filled),
                        Optional.empty(),
                        Optional.empty(),
                        Restriction.NONE);
        return new SoldReceipt(
                "s",
                SOLD,
                "m-1",
                List.of(line),
                redeemed == 0 ? List.of() : List.of(consumed),
                List.of(created),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static SoldRun run(long count, long price, long redeemed, long earned) {
        return new SoldRun(
                count, Money.of(price), Money.of(redeemed), Map.of("purchase", Points.of(earned)));
    }

    private static Returns returns(OnShortfall rule) {
        return new Returns(terms(rule, false), (basket, member) -> Money.ZERO);
    }

    private static ReturnTerms terms(OnShortfall rule, boolean reprice) {
        return new ReturnTerms(
                new ReturnRules(rule, Span.of(Period.ofDays(14)), reprice),
                new PointScale(0, Money.of(100)),
                Sale.ZONE);
    }

    private static Returned nothing() {
        return Returned.NOTHING;
    }

    private static ReturnRequest one() {
        return new ReturnRequest(LATER, Map.of("1", Quantity.ONE));
    }

    private static Member member(Lot... lots) {
        return Member.newcomer("m-1").withLots(List.of(lots));
    }

    private static Optional<Member> of(Member member) {
        return Optional.of(member);
    }

    private static Lot lot(String id, long points) {
        return new Lot(
                id,
                Points.of(points),
                Optional.empty(),
                Optional.empty(),
                Lot.PURCHASE,
                "",
                Restriction.NONE);
    }

    private static long points(Member member, String lot) {
        return member.lot(lot).orElseThrow().points().units();
    }

    private static Instant at(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
