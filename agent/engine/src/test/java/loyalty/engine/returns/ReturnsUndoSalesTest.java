package loyalty.engine.returns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import loyalty.engine.member.Counters;
import loyalty.engine.member.Lot;
import loyalty.engine.member.Member;
import loyalty.engine.money.Money;
import loyalty.engine.money.PointScale;
import loyalty.engine.money.Points;
import loyalty.engine.money.Quantity;
import loyalty.engine.money.Span;
import loyalty.engine.programme.ReturnRules;
import loyalty.engine.quote.RedeemWish;
import loyalty.engine.select.Restriction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A sale that comes back whole, in any parts, leaves the member and the till as before. */
class ReturnsUndoSalesTest {
    private static final int CASES_PER_SEED = 50;
    private static final Instant NOW = Instant.parse("2026-11-25T09:30:00Z");

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("loyalty.seeds", 40));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyPartitionRestoresMemberMoneyAndCounters(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < CASES_PER_SEED; i++) {
            new Case(random).check();
        }
    }

    private static final class Case {
        private final SplittableRandom random;
        private final long worth;
        private final Sale sale;
        private final Member member;
        private final Optional<Span> prolongs;

        Case(SplittableRandom random) {
            this.random = random;
            this.worth = random.nextBoolean() ? 1 : 100;
            this.sale = new Sale("s-1", NOW, worth);
            int lines = random.nextInt(1, 5);
            for (int line = 0; line < lines; line++) {
                if (random.nextInt(4) == 0) {
                    sale.weighed(random.nextLong(1, 3_000_000), random.nextLong(1, 90_000));
                } else {
                    sale.pieces(random.nextLong(1, 6), random.nextLong(0, 40_000));
                }
            }
            this.member = member(lines);
            this.prolongs =
                    random.nextBoolean()
                            ? Optional.of(Span.of(Period.ofMonths(6)))
                            : Optional.empty();
        }

        private Member member(int lines) {
            List<Lot> lots = new ArrayList<>();
            int count = random.nextInt(0, 4);
            for (int lot = 0; lot < count; lot++) {
                Instant end = NOW.plus(Duration.ofDays(random.nextInt(1, 400)));
                lots.add(
                        new Lot(
                                "l-" + lot,
                                Points.of(random.nextLong(1, 300)),
                                Optional.empty(),
                                random.nextInt(4) == 0 ? Optional.empty() : Optional.of(end),
                                random.nextBoolean() ? Lot.PURCHASE : "gift",
                                "",
                                Restriction.NONE));
                BitSet admits = new BitSet();
                for (int line = 0; line < lines; line++) {
                    admits.set(line, random.nextInt(3) > 0);
                }
                sale.nextLotPays(admits);
            }
            Points debt = random.nextInt(3) == 0 ? Points.of(random.nextLong(50)) : Points.ZERO;
            Member newcomer = Member.newcomer("m-1").withLots(lots);
            return new Member(
                    newcomer.id(),
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    newcomer.segments(),
                    Counters.NONE,
                    lots,
                    debt,
                    List.of(),
                    newcomer.codesUsed(),
                    Map.of(),
                    Optional.empty(),
                    newcomer.granted(),
                    Optional.empty());
        }

        void check() throws Exception {
            SoldReceipt sold = sale.to(member, RedeemWish.MAX, prolongs);
            Member now = member.apply(Sale.effects(sold, member, prolongs));
            Returned before = Returned.NOTHING;
            Money money = Money.ZERO;
            Money price = Money.ZERO;
            Points restored = Points.ZERO;
            Points taken = Points.ZERO;
            boolean complete = false;
            for (int part = 0; !complete; part++) {
                ReturnQuote quote =
                        returns()
                                .quote(
                                        "r-" + part,
                                        sold,
                                        before,
                                        some(sold, before),
                                        Optional.of(now));
                now = now.apply(quote.effects());
                assertThat(quote.money().minor()).isNotNegative();
                assertThat(quote.shortfall()).isEqualTo(Points.ZERO);
                money = money.plus(quote.money());
                price = price.plus(quote.price());
                restored = restored.plus(quote.restored());
                taken = taken.plus(quote.takenBack());
                before = quote.after();
                complete = quote.complete();
            }
            assertThat(money).isEqualTo(Sale.due(sold));
            assertThat(restored)
                    .isEqualTo(
                            sold.consumed().stream()
                                    .map(lot -> lot.points())
                                    .reduce(Points.ZERO, Points::plus));
            assertThat(taken)
                    .isEqualTo(
                            sold.created().stream()
                                    .map(lot -> lot.points())
                                    .reduce(Points.ZERO, Points::plus));
            assertThat(withoutEmpty(now)).isEqualTo(withoutEmpty(member));
        }

        private Returns returns() {
            ReturnRules rules =
                    new ReturnRules(
                            ReturnRules.OnShortfall.NEGATIVE, Span.of(Period.ofDays(14)), false);
            PointScale points = new PointScale(0, Money.of(worth));
            return new Returns(
                    new ReturnTerms(rules, points, Sale.ZONE), (basket, who) -> Money.ZERO);
        }

        /** A random part of what is left, at least something. */
        private ReturnRequest some(SoldReceipt sold, Returned before) {
            ReturnRequest all = ReturnRequest.everything(sold, before, NOW.plusSeconds(60));
            if (random.nextInt(5) == 0) {
                return all;
            }
            Map<String, Quantity> lines = new TreeMap<>();
            for (SoldLine line : sold.lines()) {
                Quantity left = all.lines().getOrDefault(line.id(), Quantity.ZERO);
                if (left.millionths() > 0 && random.nextBoolean()) {
                    lines.put(line.id(), part(line, left));
                }
            }
            return lines.isEmpty() ? all : new ReturnRequest(all.at(), lines);
        }

        private Quantity part(SoldLine line, Quantity left) {
            return line.pieces()
                    ? Quantity.of(random.nextLong(1, left.wholeUnits() + 1))
                    : new Quantity(random.nextLong(1, left.millionths() + 1));
        }

        private static Member withoutEmpty(Member member) {
            return member.withLots(
                    member.lots().stream().filter(lot -> lot.points().isPositive()).toList());
        }
    }
}
