package loyalty.engine.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RateTest {
    private static final long HUGE = 4_000_000_000_000_000_000L;

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyPartAgreesWithExactDecimals(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 50; i++) {
            int digits = random.nextInt(17);
            BigDecimal fraction = BigDecimal.valueOf(random.nextLong(HUGE)).movePointLeft(18);
            Rate rate = Rate.of(fraction.setScale(digits, RoundingMode.FLOOR));
            long whole = random.nextLong(random.nextBoolean() ? 1_000 : HUGE / 5);
            for (RoundingMode mode :
                    new RoundingMode[] {RoundingMode.FLOOR, RoundingMode.HALF_UP}) {
                long expected =
                        rate.fraction()
                                .multiply(BigDecimal.valueOf(whole))
                                .setScale(0, mode)
                                .longValueExact();
                assertThat(rate.part(whole, mode)).as(rate + " of " + whole).isEqualTo(expected);
            }
        }
    }

    @Test
    void aHalfGoesUpAndLessThanAHalfDoesNot() {
        Rate half = Rate.percent(50);
        assertThat(half.ofHalfUp(Money.of(3))).isEqualTo(Money.of(2));
        assertThat(half.ofFloor(Money.of(3))).isEqualTo(Money.of(1));
        assertThat(Rate.percent(49).ofHalfUp(Money.of(1))).isEqualTo(Money.ZERO);
    }

    @Test
    void ratesAreComparedByValueAndWrittenAsPercent() {
        Rate five = Rate.of(new BigDecimal("0.050"));
        assertThat(five).isEqualTo(Rate.percent(5)).hasSameHashCodeAs(Rate.percent(5));
        assertThat(five).isNotEqualTo(Rate.percent(6)).isLessThan(Rate.percent(6));
        assertThat(five.plus(five)).isEqualTo(Rate.percent(10)).hasToString("10%");
        assertThat(Rate.percent(10).minus(five)).isEqualTo(five);
        assertThat(Rate.percent(200).times(five)).isEqualTo(Rate.percent(10));
        assertThat(Rate.of(new BigDecimal("0.125"))).hasToString("12.5%");
        assertThat(Rate.ZERO.isZero()).isTrue();
        assertThat(Rate.ZERO.isPositive()).isFalse();
        assertThat(five.isZero()).isFalse();
        assertThat(five.isPositive()).isTrue();
    }
}
