package loyalty.drivers.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Duration;
import loyalty.drivers.DeviceAddress;
import loyalty.drivers.scanner.Scan;
import loyalty.drivers.scanner.Scanner;
import loyalty.drivers.scanner.ScannerSettings;
import loyalty.drivers.scanner.Scanners;
import org.junit.jupiter.api.Test;

class ScannerConsoleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final StringWriter said = new StringWriter();

    private void run(ScannerSimulator device, String lines) throws Exception {
        new ScannerConsole(device, new PrintWriter(said)).run(new StringReader(lines));
    }

    private static ScannerSimulator device(String where) throws Exception {
        return new ScannerSimulator(Wires.open(where, SecondConnection.WAITS));
    }

    @Test
    void linesAreScannedAndEscapesAreBytes() throws Exception {
        try (ScannerSimulator device = device("pty");
                Scanner scanner =
                        Scanners.open(
                                ScannerSettings.usual(DeviceAddress.parse(device.address())))) {
            run(device, "2900000012349\n0104600000000015\\x1d21a\n!half 3 12345\n");
            assertThat(scanner.poll(PATIENCE).map(Scan::text)).contains("2900000012349");
            assertThat(scanner.poll(PATIENCE).map(Scan::text))
                    .contains("0104600000000015\u001d21a");
            assertThat(scanner.poll(Duration.ofMillis(20))).isEmpty();
        }
        assertThat(said.toString()).contains("The scanner is at serial:/dev/pts/");
    }

    @Test
    void whatNobodyHearsIsToldAndLost() throws Exception {
        try (ScannerSimulator device = device("tcp:0")) {
            run(device, "1\n!unplug\n2\n!plug\n!nonsense\n!quit\n3");
        }
        assertThat(said.toString().lines().skip(1))
                .containsExactly(
                        "nobody listens: the scan is lost",
                        "unplugged",
                        "nobody listens: the scan is lost",
                        said.toString()
                                .lines()
                                .filter(l -> l.startsWith("plugged"))
                                .findAny()
                                .get(),
                        ScannerConsole.HELP);
    }

    @Test
    void aPlaceThatIsNoneIsRefused() {
        assertThatThrownBy(() -> device("usb"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pty");
    }
}
