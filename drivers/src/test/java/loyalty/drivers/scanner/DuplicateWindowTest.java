package loyalty.drivers.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DuplicateWindowTest {
    private final ManualTicker ticker = new ManualTicker();
    private final DuplicateWindow window = new DuplicateWindow(ScannerSettings.USUAL_WINDOW);

    private boolean admits(String code) {
        return window.admits(Scan.of(code), ticker.nanos());
    }

    @Test
    void theSameCodeFiveTimesIn300MillisecondsIsOneScan() {
        assertThat(admits("2900000012349")).isTrue();
        for (int i = 0; i < 4; i++) {
            ticker.advance(Duration.ofMillis(75));
            assertThat(admits("2900000012349")).isFalse();
        }
    }

    @Test
    void afterTheWindowItIsAScanAgain() {
        admits("1");
        ticker.advance(ScannerSettings.USUAL_WINDOW);
        assertThat(admits("1")).isTrue();
    }

    @Test
    void anotherCodeStartsAnew() {
        assertThat(admits("1")).isTrue();
        assertThat(admits("2")).isTrue();
        assertThat(admits("1")).isTrue();
    }
}
