package loyalty.engine.redeem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
import loyalty.engine.money.Rate;
import loyalty.engine.quote.CeilingLimit;
import loyalty.engine.quote.RedeemWish;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random small baskets; the engine must agree with a model that tries everything. */
class RedemptionAgainstSlowModelTest {
    private static final int CASES_PER_SEED =
            Math.min(100, Integer.getInteger("cases.per.seed", 100));

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("loyalty.seeds", 30));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void agreesWithTryingEverything(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < CASES_PER_SEED; i++) {
            new Case(random).check();
        }
    }

    private static final class Case {
        private final long worth;
        private final long[] amounts;
        private final long[] least;
        private final boolean[][] admits;
        private final long[] points;
        private final Rate cap;
        private final long wish;

        Case(SplittableRandom random) {
            int lines = random.nextInt(1, 5);
            int lots = random.nextInt(1, 5);
            worth = random.nextInt(1, 5);
            amounts = random.longs(lines, 1, 12).toArray();
            least = random.longs(lines, 0, 3).toArray();
            points = random.longs(lots, 0, 5).toArray();
            admits = new boolean[lots][lines];
            for (boolean[] lot : admits) {
                for (int line = 0; line < lines; line++) {
                    lot[line] = random.nextInt(5) < 3;
                }
            }
            cap = random.nextBoolean() ? Rate.ONE : Rate.percent(random.nextInt(10, 100));
            wish = random.nextBoolean() ? Long.MAX_VALUE : random.nextLong(1, 8);
        }

        void check() {
            Redemption engine = Redeemer.redeem(basket(), new RedeemWish(Points.of(wish)));
            long[] rooms = new long[amounts.length];
            Arrays.setAll(rooms, line -> Math.max(0, amounts[line] - least[line]));
            SlowRedemption slow = new SlowRedemption(worth, admits, rooms);
            long capped = cap.ofFloor(Money.of(Arrays.stream(amounts).sum())).minor();
            long ceiling = Arrays.stream(slow.choose(points, capped / worth)).sum();
            long[] chosen = slow.choose(points, Math.min(wish, ceiling));
            assertThat(engine.proven()).isTrue();
            assertThat(engine.ceiling()).as(this::toString).isEqualTo(ceiling);
            assertThat(given(engine)).as(this::toString).isEqualTo(chosen);
            long[] money = Arrays.stream(chosen).map(p -> p * worth).toArray();
            checkLines(engine, slow, money);
            assertThat(laid(engine))
                    .as(this::toString)
                    .containsExactlyElementsOf(texts(slow.lay(money, onLines(engine))));
        }

        private void checkLines(Redemption engine, SlowRedemption slow, long[] money) {
            long[] shares = onLines(engine);
            assertThat(shares)
                    .as("%s near %s", this, Arrays.deepToString(slow.nearest(amounts, money)))
                    .isEqualTo(slow.rounded(amounts, money));
            assertThat(Arrays.stream(shares).sum()).isEqualTo(Arrays.stream(money).sum());
        }

        private Redeemable basket() {
            List<PayableLine> lines = new ArrayList<>();
            for (int line = 0; line < amounts.length; line++) {
                lines.add(
                        new PayableLine(
                                true,
                                List.of(new PayableLine.UnitRun(1, amounts[line], least[line]))));
            }
            List<PayingLot> lots = new ArrayList<>();
            for (int lot = 0; lot < points.length; lot++) {
                lots.add(
                        new PayingLot(
                                "" + lot,
                                points[lot],
                                points[lot],
                                Instant.MIN,
                                Instant.ofEpochSecond(lot),
                                true,
                                bits(admits[lot])));
            }
            long all = Arrays.stream(points).sum();
            RedeemTerms terms = new RedeemTerms(worth, cap, false, 1, 0, Long.MAX_VALUE, 0, 0);
            return new Redeemable(
                    terms, lines, 0, lots, all, CeilingLimit.OFFLINE_RIGHTS, List.of());
        }

        private long[] given(Redemption engine) {
            long[] given = new long[points.length];
            engine.spent().forEach(spent -> given[Integer.parseInt(spent.lot())] = spent.points());
            return given;
        }

        private static long[] onLines(Redemption engine) {
            return engine.onLines().stream().mapToLong(Long::longValue).toArray();
        }

        private static List<String> laid(Redemption engine) {
            return engine.payments().stream()
                    .map(p -> p.lot() + "->" + p.line() + " " + p.amount())
                    .toList();
        }

        private static List<String> texts(List<long[]> payments) {
            return payments.stream().map(p -> p[0] + "->" + p[1] + " " + p[2]).toList();
        }

        private static BitSet bits(boolean[] flags) {
            BitSet bits = new BitSet();
            for (int i = 0; i < flags.length; i++) {
                bits.set(i, flags[i]);
            }
            return bits;
        }

        @Override
        public String toString() {
            return "worth %d, amounts %s, least %s, points %s, admits %s, cap %s, wish %d"
                    .formatted(
                            worth,
                            Arrays.toString(amounts),
                            Arrays.toString(least),
                            Arrays.toString(points),
                            Arrays.deepToString(admits),
                            cap,
                            wish);
        }
    }
}
