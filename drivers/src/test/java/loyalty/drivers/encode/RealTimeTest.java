package loyalty.drivers.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealTimeTest {
    @Test
    void theThreeRealTimeCommandsAreSeen() {
        assertThat(RealTime.in(new byte[] {0x10, 0x04})).isTrue();
        assertThat(RealTime.in(new byte[] {1, 0x10, 0x05})).isTrue();
        assertThat(RealTime.in(new byte[] {0x10, 0x10, 0x14})).isTrue();
        assertThat(RealTime.in(new byte[] {0x10, 0x06, 0x04})).isFalse();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void defusedDotsHaveNoneAndKeepEveryBlackDot(long seed) {
        Random random = new Random(seed);
        byte[] dots = new byte[20_000];
        byte[] likely = {0x10, 0x04, 0x05, 0x14, 0x55};
        for (int i = 0; i < dots.length; i++) dots[i] = likely[random.nextInt(likely.length)];
        byte[] safe = RealTime.defused(dots);
        assertThat(RealTime.in(safe)).isFalse();
        for (int i = 0; i < dots.length; i++) {
            assertThat(safe[i] & dots[i]).isEqualTo((int) dots[i]);
            assertThat(Integer.bitCount((safe[i] ^ dots[i]) & 0xFF)).isLessThanOrEqualTo(1);
        }
    }
}
