package loyalty.engine.spread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProportionTest {
    /** More than fits into a long when squared. */
    private static final long HUGE = 4_000_000_000_000_000_000L;

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "{0}/2: down {1}, half up {2}, half even {3}, up {4}")
    @CsvSource({"4,2,2,2,2", "5,2,3,2,3", "7,3,4,4,4", "1,0,1,0,1", "3,1,2,2,2", "0,0,0,0,0"})
    void halvesAreRoundedAsTheModeSays(long a, long down, long halfUp, long halfEven, long up) {
        assertThat(Proportion.floor(a, 1, 2)).isEqualTo(down);
        assertThat(Proportion.halfUp(a, 1, 2)).isEqualTo(halfUp);
        assertThat(Proportion.halfEven(a, 1, 2)).isEqualTo(halfEven);
        assertThat(Proportion.ceiling(a, 1, 2)).isEqualTo(up);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyRoundingAgreesWithExactDecimalsBelowAndAboveALong(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 50; i++) {
            long bound = random.nextBoolean() ? 20 : HUGE;
            long c = 1 + random.nextLong(bound);
            long a = random.nextLong(bound);
            long b = random.nextLong(c);
            String what = a + " × " + b + " ÷ " + c;
            assertThat(Proportion.floor(a, b, c)).as(what).isEqualTo(exact(a, b, c, "FLOOR"));
            assertThat(Proportion.halfUp(a, b, c)).as(what).isEqualTo(exact(a, b, c, "HALF_UP"));
            assertThat(Proportion.halfEven(a, b, c))
                    .as(what)
                    .isEqualTo(exact(a, b, c, "HALF_EVEN"));
            assertThat(Proportion.ceiling(a, b, c)).as(what).isEqualTo(exact(a, b, c, "CEILING"));
            assertThat(Proportion.remainder(a, b, c))
                    .as(what)
                    .isEqualTo(product(a, b).mod(BigInteger.valueOf(c)).longValueExact());
            long d = random.nextLong(bound);
            assertThat(Proportion.compare(a, b, c, d))
                    .as(what + " : " + d)
                    .isEqualTo(product(a, b).compareTo(product(c, d)));
        }
    }

    @Test
    void productsThatOnlyJustDoNotFitAreComparedExactly() {
        assertThat(Proportion.compare(1L << 62, 2, 1, 1)).isPositive();
        assertThat(Proportion.compare(1, 1, 1L << 62, 2)).isNegative();
        assertThat(Proportion.compare(1L << 62, 4, 1, 1)).isPositive();
        assertThat(Proportion.floor(1L << 62, 2, 1L << 62)).isEqualTo(2);
        assertThat(Proportion.remainder(1L << 62, 2, 3)).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0} × {1} ÷ {2}")
    @CsvSource({"-1,1,1", "1,-1,1", "1,1,0", "1,1,-1"})
    void whatIsNoProportionIsRefused(long a, long b, long c) {
        assertThatThrownBy(() -> Proportion.floor(a, b, c)).hasMessageContaining("proportion");
        assertThatThrownBy(() -> Proportion.remainder(a, b, c)).hasMessageContaining("proportion");
    }

    @Test
    void nothingAtAllIsAProportion() {
        assertThat(Proportion.floor(0, 0, 1)).isZero();
    }

    private static BigInteger product(long a, long b) {
        return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
    }

    private static long exact(long a, long b, long c, String mode) {
        return new BigDecimal(product(a, b))
                .divide(BigDecimal.valueOf(c), 0, RoundingMode.valueOf(mode))
                .longValueExact();
    }
}
