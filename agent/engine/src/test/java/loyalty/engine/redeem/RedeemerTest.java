package loyalty.engine.redeem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import loyalty.engine.money.Points;
import loyalty.engine.money.Rate;
import loyalty.engine.quote.CeilingLimit;
import loyalty.engine.quote.RedeemBound;
import loyalty.engine.quote.RedeemWish;
import loyalty.engine.spread.Shares;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Points at 1.00, amounts in kopecks, every line must leave 0.01 unless a test says otherwise. */
class RedeemerTest {
    private static final Instant SPRING = Instant.parse("2027-05-01T00:00:00Z");
    private static final Instant WINTER = Instant.parse("2026-12-01T00:00:00Z");
    private static final RedeemTerms TERMS = terms(30, 1, 0, Long.MAX_VALUE, 0);

    /** 60 points on 180.00 and 84.00 + 120.00: 28.125 and 31.875, the half goes to line 1. */
    @Test
    void moneyLiesInProportionToTheLinesAndTiesGoToTheLowerLine() {
        Redemption redemption =
                redeem(TERMS, List.of(line(18_000), line(8_400, 12_000)), lot("l", 60, SPRING));
        assertThat(redemption.onLines()).containsExactly(2_813L, 3_187L);
        assertThat(redemption.ceiling()).isEqualTo(60);
        assertThat(redemption.limitedBy()).contains(CeilingLimit.AVAILABLE);
        assertThat(redemption.onUnits().get(1).total(0)).isEqualTo(1_312);
        assertThat(redemption.onUnits().get(1).total(1)).isEqualTo(1_875);
    }

    @Test
    void theCapIsTakenOfThePayableLinesAndFloored() {
        PayableLine banned = new PayableLine(false, List.of(new PayableLine.UnitRun(1, 90_000, 0)));
        Redemption redemption =
                redeem(TERMS, List.of(line(100_099), banned), lot("l", 5_000, SPRING));
        // 30 % of 1000.99 is 300.297: 300 points
        assertThat(redemption.ceiling()).isEqualTo(300);
        assertThat(redemption.limitedBy()).contains(CeilingLimit.CAP);
        assertThat(redemption.onLines()).containsExactly(30_000L, 0L);
    }

    @Test
    void aCapPerLineBoundsEveryLineByItself() {
        RedeemTerms perLine = new RedeemTerms(100, Rate.percent(50), true, 1, 0, 9_999, 0, 1);
        BitSet first = bits(0);
        PayingLot sofa = lot("sofa", 5_000, WINTER, first);
        Redemption redemption = redeem(perLine, List.of(line(10_000), line(30_000)), sofa);
        assertThat(redemption.ceiling()).isEqualTo(50);
        assertThat(redemption.limitedBy()).contains(CeilingLimit.RESTRICTION);
    }

    /** The sofa's points must not be kept off the sofa by general points. */
    @Test
    void restrictedAndGeneralLotsDoNotGetInEachOthersWay() {
        RedeemTerms all = terms(100, 1, 0, Long.MAX_VALUE, 0);
        PayingLot general = lot("general", 100, WINTER);
        PayingLot sofa = lot("sofa", 100, SPRING, bits(0));
        Redemption redemption = redeem(all, List.of(line(10_001), line(10_001)), general, sofa);
        assertThat(redemption.points()).isEqualTo(200);
        assertThat(redemption.payments())
                .containsExactly(new Payment("general", 1, 10_000), new Payment("sofa", 0, 10_000));
    }

    /** Lots for lines 1–2 and 2–3: 66.67, 66.67 and 66.66. */
    @Test
    void overlappingRestrictionsLoseNoPointsAndStayProportional() {
        RedeemTerms all = terms(100, 1, 0, Long.MAX_VALUE, 0);
        Redemption redemption =
                redeem(
                        all,
                        List.of(line(20_000), line(20_000), line(20_000)),
                        lot("a", 100, WINTER, bits(0, 1)),
                        lot("b", 100, SPRING, bits(1, 2)));
        assertThat(redemption.onLines()).containsExactly(6_667L, 6_667L, 6_666L);
        assertThat(redemption.payments())
                .containsExactly(
                        new Payment("a", 0, 6_667),
                        new Payment("a", 1, 3_333),
                        new Payment("b", 1, 3_334),
                        new Payment("b", 2, 6_666));
    }

    @Test
    void lotsPayByExpiryThenTheMoreRestrictedThenTheOlderThenById() {
        RedeemTerms all = terms(100, 1, 0, Long.MAX_VALUE, 0);
        PayingLot never = lot("never", 10, Instant.MAX);
        PayingLot late = lot("late", 10, SPRING);
        PayingLot early = lot("early", 10, WINTER);
        PayingLot earlySofa = lot("zz", 10, WINTER, bits(0));
        PayingLot older = new PayingLot("y", 10, 10, Instant.EPOCH, SPRING, false, bits(0, 1));
        Redemption redemption =
                redeem(
                        all,
                        List.of(line(30_000), line(30_000)),
                        never,
                        late,
                        early,
                        older,
                        earlySofa);
        assertThat(redemption.spent())
                .extracting(Redemption.Spent::lot)
                .containsExactly("zz", "early", "late", "y", "never");
    }

    @Test
    void aLineKeepsItsMinimumPriceAndItsKopeck() {
        RedeemTerms all = terms(100, 1, 0, Long.MAX_VALUE, 0);
        PayableLine guarded =
                new PayableLine(true, List.of(new PayableLine.UnitRun(2, 10_000, 9_000)));
        Redemption redemption = redeem(all, List.of(guarded, line(5_000)), lot("l", 500, SPRING));
        // 20.00 of the first, 49.99 of the second: 69 whole points
        assertThat(redemption.ceiling()).isEqualTo(69);
        assertThat(redemption.limitedBy()).contains(CeilingLimit.LINE_FLOOR);
        assertThat(redemption.onLines().get(0)).isLessThanOrEqualTo(2_000);
        assertThat(redemption.onLines().get(1)).isLessThanOrEqualTo(4_999);
    }

    @Test
    void stepMinimumAndMaximumBindCeilingAndWish() {
        List<PayableLine> basket = List.of(line(100_000));
        PayingLot lot = lot("l", 1_000, SPRING);
        RedeemTerms stepped = terms(30, 50, 100, 270, 0);
        Redemption most = redeem(stepped, basket, lot);
        assertThat(most.ceiling()).isEqualTo(250);
        assertThat(most.limitedBy()).contains(CeilingLimit.STEP);
        Redemption wished = Redeemer.redeem(basket(stepped, basket, lot), wish(199));
        assertThat(wished.points()).isEqualTo(150);
        assertThat(wished.limitedBy()).contains(CeilingLimit.WISH);
        Redemption tooLittle = Redeemer.redeem(basket(stepped, basket, lot), wish(99));
        assertThat(tooLittle.points()).isZero();
        RedeemTerms high = terms(30, 1, 301, Long.MAX_VALUE, 0);
        assertThat(redeem(high, basket, lot).limitedBy()).contains(CeilingLimit.MIN_POINTS);
        RedeemTerms rich = terms(30, 1, 0, Long.MAX_VALUE, 100_001);
        assertThat(redeem(rich, basket, lot).limitedBy()).contains(CeilingLimit.MIN_BASKET);
    }

    @Test
    void withoutTheProcessorOnlyRightsCanBeSpentLotByLot() {
        RedeemTerms all = terms(100, 1, 0, Long.MAX_VALUE, 0);
        PayingLot general = new PayingLot("g", 100, 20, Instant.MIN, WINTER, false, bits(0, 1));
        PayingLot sofa = new PayingLot("s", 100, 90, Instant.MIN, SPRING, true, bits(0));
        Redemption redemption = redeem(all, List.of(line(5_000), line(50_000)), general, sofa);
        // the sofa line takes 49 of the sofa's 90, the other line all 20 general ones
        assertThat(redemption.ceiling()).isEqualTo(69);
        assertThat(redemption.limitedBy()).contains(CeilingLimit.OFFLINE_RIGHTS);
    }

    @Test
    void theRegistersOwnBoundIsNamed() {
        Redeemable basket =
                new Redeemable(
                        TERMS,
                        List.of(line(100_000)),
                        100_000,
                        List.of(lot("l", 500, SPRING)),
                        500,
                        CeilingLimit.OFFLINE_RIGHTS,
                        List.of(new RedeemBound(Points.of(40), CeilingLimit.STALE)));
        Redemption redemption = Redeemer.redeem(basket, RedeemWish.MAX);
        assertThat(redemption.points()).isEqualTo(40);
        assertThat(redemption.limitedBy()).contains(CeilingLimit.STALE);
    }

    /** Each line of 0.50: a point needs two lines, and the middle lot would block both others. */
    @Test
    void aWholePointThatOnlyASearchFindsIsFound() {
        RedeemTerms all = new RedeemTerms(100, Rate.ONE, false, 1, 0, 99, 0, 0);
        Redemption redemption =
                redeem(
                        all,
                        List.of(line(50), line(50), line(50), line(50)),
                        lot("middle", 1, WINTER, bits(1, 2)),
                        lot("left", 1, SPRING, bits(0, 1)),
                        lot("right", 1, SPRING, bits(2, 3)));
        assertThat(redemption.points()).isEqualTo(2);
        assertThat(redemption.spent())
                .extracting(Redemption.Spent::lot)
                .containsExactly("left", "right");
    }

    /** Two units are paid as if each were a line; else splitting a line would move kopecks. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void unitsOfALineAreLikeLinesOfOneUnit(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<PayableLine> whole = new ArrayList<>();
        List<PayableLine> split = new ArrayList<>();
        List<Integer> lineOf = new ArrayList<>();
        for (int line = random.nextInt(1, 5); line > 0; line--) {
            List<PayableLine.UnitRun> runs = new ArrayList<>();
            for (int run = random.nextInt(1, 4); run > 0; run--) {
                PayableLine.UnitRun units =
                        new PayableLine.UnitRun(
                                random.nextInt(1, 4),
                                random.nextLong(0, 900),
                                random.nextInt(3) == 0 ? random.nextLong(0, 900) : 0);
                runs.add(units);
                for (long unit = 0; unit < units.count(); unit++) {
                    split.add(
                            new PayableLine(
                                    true,
                                    List.of(
                                            new PayableLine.UnitRun(
                                                    1, units.price(), units.least()))));
                    lineOf.add(whole.size());
                }
            }
            whole.add(new PayableLine(true, runs));
        }
        List<PayingLot> lots = new ArrayList<>();
        List<PayingLot> splitLots = new ArrayList<>();
        for (int lot = random.nextInt(1, 4); lot > 0; lot--) {
            BitSet admits = new BitSet();
            BitSet splitAdmits = new BitSet();
            for (int line = 0; line < whole.size(); line++) {
                admits.set(line, random.nextInt(3) > 0);
            }
            for (int line = 0; line < split.size(); line++) {
                splitAdmits.set(line, admits.get(lineOf.get(line)));
            }
            long points = random.nextLong(0, 2_000);
            lots.add(lot("l-" + lot, points, SPRING, admits));
            splitLots.add(lot("l-" + lot, points, SPRING, splitAdmits));
        }
        RedeemTerms terms =
                new RedeemTerms(
                        random.nextInt(1, 4),
                        Rate.percent(random.nextInt(10, 101)),
                        false,
                        1,
                        0,
                        Long.MAX_VALUE,
                        0,
                        0);
        Redemption one = redeem(terms, whole, lots.toArray(PayingLot[]::new));
        Redemption other = redeem(terms, split, splitLots.toArray(PayingLot[]::new));
        assertThat(units(one)).isEqualTo(units(other));
        assertThat(one.spent()).isEqualTo(other.spent());
    }

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    private static List<Long> units(Redemption redemption) {
        List<Long> units = new ArrayList<>();
        for (Shares line : redemption.onUnits()) {
            for (int run = 0; run < line.runs(); run++) {
                for (long unit = 0; unit < line.count(run); unit++) {
                    units.add(line.ofFirst(run, unit + 1) - line.ofFirst(run, unit));
                }
            }
        }
        return units;
    }

    @Test
    void nobodyHasNothing() {
        Redemption redemption = redeem(TERMS, List.of(line(100)), new PayingLot[0]);
        assertThat(redemption.ceiling()).isZero();
        assertThat(redemption.limitedBy()).contains(CeilingLimit.AVAILABLE);
    }

    @Test
    void aThousandLinesAndFiveHundredRestrictedLotsAddUp() {
        SplittableRandom random = new SplittableRandom(7);
        List<PayableLine> lines = new ArrayList<>();
        for (int line = 0; line < 1_000; line++) {
            lines.add(line(random.nextLong(100, 100_000)));
        }
        PayingLot[] lots = new PayingLot[500];
        for (int lot = 0; lot < lots.length; lot++) {
            BitSet admits = new BitSet();
            for (int line = 0; line < 1_000; line++) {
                admits.set(line, random.nextInt(10) == 0);
            }
            Instant end = SPRING.plusSeconds(random.nextInt(1_000));
            lots[lot] = lot("l-" + lot, random.nextLong(1, 2_000), end, admits);
        }
        Redemption redemption = redeem(terms(90, 1, 0, Long.MAX_VALUE, 0), lines, lots);
        assertThat(redemption.onLines().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(redemption.points() * 100);
        assertThat(redemption.payments().stream().mapToLong(Payment::amount).sum())
                .isEqualTo(redemption.points() * 100);
    }

    private static Redemption redeem(
            RedeemTerms terms, List<PayableLine> lines, PayingLot... lots) {
        return Redeemer.redeem(basket(terms, lines, lots), RedeemWish.MAX);
    }

    private static Redeemable basket(
            RedeemTerms terms, List<PayableLine> lines, PayingLot... lots) {
        long available = Arrays.stream(lots).mapToLong(PayingLot::points).sum();
        long amount = lines.stream().mapToLong(PayableLine::amount).sum();
        return new Redeemable(
                terms,
                lines,
                amount,
                List.of(lots),
                available,
                CeilingLimit.OFFLINE_RIGHTS,
                List.of());
    }

    private static RedeemTerms terms(
            long capPercent, long step, long minPoints, long maximum, long minBasket) {
        return new RedeemTerms(
                100, Rate.percent(capPercent), false, step, minPoints, maximum, minBasket, 1);
    }

    private static PayableLine line(long... unitPrices) {
        return new PayableLine(
                true,
                Arrays.stream(unitPrices)
                        .mapToObj(price -> new PayableLine.UnitRun(1, price, 0))
                        .toList());
    }

    private static PayingLot lot(String id, long points, Instant expiresAt) {
        BitSet all = new BitSet();
        all.set(0, 1_000);
        return new PayingLot(id, points, points, Instant.MIN, expiresAt, false, all);
    }

    private static PayingLot lot(String id, long points, Instant expiresAt, BitSet admits) {
        return new PayingLot(id, points, points, Instant.MIN, expiresAt, true, admits);
    }

    private static BitSet bits(int... lines) {
        BitSet bits = new BitSet();
        Arrays.stream(lines).forEach(bits::set);
        return bits;
    }

    private static RedeemWish wish(long points) {
        return new RedeemWish(Points.of(points));
    }
}
