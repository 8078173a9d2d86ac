package loyalty.engine.spread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpreadTest {
    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @Test
    void ofEqualRemaindersTheLowerIndexIsRaised() {
        assertThat(Spread.proportionally(6000, new long[] {180, 204})).containsExactly(2813, 3187);
    }

    @Test
    void theLargestRemainderIsRaisedFirst() {
        // 10 over 1:2:4 is 1.43, 2.86, 5.71
        assertThat(Spread.proportionally(10, new long[] {1, 2, 4})).containsExactly(1, 3, 6);
    }

    @Test
    void nothingIsSpreadOverWeightsOfZero() {
        assertThat(Spread.proportionally(0, new long[] {0, 0})).containsExactly(0, 0);
    }

    @Test
    void whatOnePartCannotTakeGoesToTheOthers() {
        // 30 over 1:1 where the first takes 5
        assertThat(Spread.within(30, new long[] {1, 1}, new long[] {5, 100}))
                .containsExactly(5, 25);
    }

    @Test
    void aPartThatTakesNothingDoesNotStopTheOthersFromFilling() {
        assertThat(Spread.within(30, new long[] {10, 1, 1}, new long[] {0, 12, 100}))
                .containsExactly(0, 12, 18);
    }

    @Test
    void moreThanAllCanTakeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Spread.within(11, new long[] {1, 1}, new long[] {5, 5}))
                .withMessageContaining("more than all parts can take");
    }

    @Test
    void productsBeyondLongStayExact() {
        long huge = 4_000_000_000_000_000_000L;
        assertThat(Spread.proportionally(huge, new long[] {huge / 2 - 1, huge / 2 + 1}))
                .containsExactly(huge / 2 - 1, huge / 2 + 1);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void runsGetWhatTheirUnitsWouldGetOneByOne(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int runs = random.nextInt(1, 6);
        long[] each = random.longs(runs, 0, 50).toArray();
        long[] counts = random.longs(runs, 1, 5).toArray();
        long[] most = random.longs(runs, 0, 60).toArray();
        each[0]++;
        for (int i = 0; i < runs; i++) {
            most[i] = each[i] == 0 ? 0 : most[i];
        }
        long room = 0;
        for (int i = 0; i < runs; i++) {
            room += most[i] * counts[i];
        }
        long total = room == 0 ? 0 : random.nextLong(room + 1);
        Shares shares = Spread.overRuns(total, each, counts, most);
        assertThat(shares.total()).isEqualTo(total);
        assertThat(flat(shares)).isEqualTo(oneByOne(total, each, counts, most));
    }

    private static long[] flat(Shares shares) {
        LongStream.Builder units = LongStream.builder();
        for (int run = 0; run < shares.runs(); run++) {
            for (long unit = 0; unit < shares.count(run); unit++) {
                units.add(shares.ofFirst(run, unit + 1) - shares.ofFirst(run, unit));
            }
        }
        return units.build().toArray();
    }

    /** The same by the definition: water rises in steps, fractions as big integers. */
    private static long[] oneByOne(long total, long[] each, long[] counts, long[] most) {
        long[] weights = units(each, counts);
        long[] room = units(most, counts);
        boolean[] full = new boolean[weights.length];
        long[] parts = new long[weights.length];
        while (true) {
            long given = 0;
            long open = 0;
            for (int i = 0; i < parts.length; i++) {
                given += full[i] ? room[i] : 0;
                open += full[i] ? 0 : weights[i];
            }
            long left = total - given;
            boolean changed = false;
            for (int i = 0; i < parts.length; i++) {
                if (!full[i] && left * weights[i] > room[i] * open) {
                    full[i] = true;
                    parts[i] = room[i];
                    changed = true;
                }
            }
            if (!changed) {
                return rounded(left, open, weights, full, parts);
            }
        }
    }

    @Test
    void whatCannotBeSpreadIsOurBugAndSaysSo() {
        long[] one = {1};
        long[] two = {1, 1};
        assertRefused(() -> Spread.overRuns(-1, one, one, one));
        assertRefused(() -> Spread.overRuns(1, one, two, one));
        assertRefused(() -> Spread.overRuns(1, one, one, two));
        assertRefused(() -> Spread.overRuns(1, new long[] {-1}, one, one));
        assertRefused(() -> Spread.overRuns(1, one, new long[] {0}, one));
        assertRefused(() -> Spread.overRuns(1, one, one, new long[] {-1}));
        assertRefused(() -> Spread.overRuns(-1, one, one));
        assertRefused(() -> Spread.overRuns(1, one, new long[] {0}));
        assertRefused(() -> Spread.overRuns(1, new long[] {0}, one));
        assertRefused(() -> Spread.proportionally(1, new long[] {0}));
        assertRefused(() -> Spread.proportionally(-1, one));
        assertRefused(() -> Spread.within(3, two, two));
    }

    private static void assertRefused(ThrowableAssert.ThrowingCallable act) {
        assertThatThrownBy(act).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingIsSpreadAsNothing() {
        assertThat(Spread.proportionally(0, new long[] {5})).containsExactly(0);
        assertThat(Spread.proportionally(0, new long[] {5, 7})).containsExactly(0, 0);
        assertThat(Spread.overRuns(0, new long[] {5}, new long[] {3}).total(0)).isZero();
        assertThat(Spread.within(2, new long[] {1, 1}, new long[] {1, 1})).containsExactly(1, 1);
    }

    private static long[] rounded(
            long left, long open, long[] weights, boolean[] full, long[] parts) {
        BigInteger[] remainders = new BigInteger[parts.length];
        Arrays.fill(remainders, BigInteger.valueOf(-1));
        long rest = left;
        for (int i = 0; i < parts.length; i++) {
            if (!full[i] && open > 0) {
                BigInteger product =
                        BigInteger.valueOf(left).multiply(BigInteger.valueOf(weights[i]));
                BigInteger[] parts2 = product.divideAndRemainder(BigInteger.valueOf(open));
                parts[i] = parts2[0].longValueExact();
                remainders[i] = parts2[1];
                rest -= parts[i];
            }
        }
        for (; rest > 0; rest--) {
            int best = 0;
            for (int i = 1; i < parts.length; i++) {
                best = remainders[i].compareTo(remainders[best]) > 0 ? i : best;
            }
            parts[best]++;
            remainders[best] = BigInteger.valueOf(-1);
        }
        return parts;
    }

    private static long[] units(long[] each, long[] counts) {
        LongStream.Builder units = LongStream.builder();
        for (int run = 0; run < each.length; run++) {
            for (long unit = 0; unit < counts[run]; unit++) {
                units.add(each[run]);
            }
        }
        return units.build().toArray();
    }
}
