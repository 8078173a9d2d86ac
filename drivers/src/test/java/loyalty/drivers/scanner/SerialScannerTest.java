package loyalty.drivers.scanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import loyalty.drivers.DeviceAddress;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.link.Link;
import loyalty.drivers.link.LinkSettings;
import loyalty.drivers.link.Links;
import loyalty.drivers.loop.Duty;
import loyalty.drivers.loop.DutyThread;
import loyalty.drivers.simulate.PtyWire;
import loyalty.drivers.simulate.ScannerSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scanner on a PTY, opened through jSerialComm like any serial device. */
class SerialScannerTest extends SimulatedDeviceContract {
    @TempDir Path directory;

    @Override
    ScannerSimulator newDevice() throws Exception {
        return new ScannerSimulator(PtyWire.open(directory.resolve("scanner")));
    }

    @Test
    void aFrameSplitAtEveryByteOnTheWireIsOneCode() throws Exception {
        try (ScannerSimulator device = new ScannerSimulator(PtyWire.open());
                Scanner scanner = open(device)) {
            for (int split = 0; split <= 14; split++) {
                String code = String.valueOf(1_000_000_000_000L + split);
                byte[] frame = device.framed(code.getBytes(StandardCharsets.US_ASCII));
                device.send(Arrays.copyOf(frame, split));
                Optional<Scan> early = scanner.poll(Duration.ofMillis(5));
                device.send(Arrays.copyOfRange(frame, split, frame.length));
                Optional<Scan> scan = early.isPresent() ? early : scanner.poll(PATIENCE);
                assertThat(scan.map(Scan::text)).as("split at " + split).contains(code);
            }
        }
    }

    @Test
    void tenMegabytesOfNoiseAndAMegabyteWithoutEndCostNothingButTime() throws Exception {
        try (ScannerSimulator device = new ScannerSimulator(PtyWire.open());
                Scanner scanner = open(device);
                DutyThread noise = DutyThread.start(noise(device), REST, (who, e) -> {})) {
            assertThat(noise.running()).isTrue();
            Optional<Scan> last = Optional.empty();
            while (!last.map(Scan::text).equals(Optional.of("2900000012349"))) {
                last = scanner.poll(PATIENCE);
                last.ifPresent(scan -> assertThat(scan.length()).isLessThanOrEqualTo(7_100));
            }
        }
    }

    private static final Duration REST = Duration.ofSeconds(60);

    private static Duty noise(ScannerSimulator device) {
        return new Duty() {
            @Override
            public String name() {
                return "noise";
            }

            @Override
            public boolean turn() throws DeviceException {
                SplittableRandom random = new SplittableRandom(7);
                byte[] chunk = new byte[1000];
                for (int i = 0; i < 10_000; i++) {
                    random.nextBytes(chunk);
                    device.send(chunk);
                }
                Arrays.fill(chunk, (byte) 'x');
                for (int i = 0; i < 1_000; i++) device.send(chunk);
                device.send(new byte[] {'\r'});
                device.scan("2900000012349");
                return false;
            }

            @Override
            public void close() {}
        };
    }

    private static Scanner open(ScannerSimulator device) throws Exception {
        return Scanners.open(settings(device.address()));
    }

    /** Another program that holds a port: opens its argument, says so, and waits for its end. */
    static final class Holding {
        private Holding() {}

        public static void main(String[] arguments) throws Exception {
            try (Link link = Links.open(DeviceAddress.parse(arguments[0]), LinkSettings.usual())) {
                System.out.println("holding " + link.name());
                while (System.in.read() >= 0) {
                    // until the test closes our input
                }
            }
        }
    }

    @Test
    void aPortHeldByAnotherProcessIsBusyAndTheHolderIsNamed() throws Exception {
        try (ScannerSimulator device = new ScannerSimulator(PtyWire.open())) {
            Process other =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    Holding.class.getName(),
                                    device.address())
                            .start();
            try (BufferedReader said =
                    new BufferedReader(
                            new InputStreamReader(
                                    other.getInputStream(), StandardCharsets.UTF_8))) {
                assertThat(said.readLine()).isEqualTo("holding " + device.address());
                assertThatThrownBy(() -> open(device))
                        .isInstanceOfSatisfying(
                                DeviceException.class,
                                e -> assertThat(e.fault()).isEqualTo(Fault.BUSY))
                        .hasMessageContaining("java (process " + other.pid() + ")");
            } finally {
                other.getOutputStream().close();
                other.waitFor();
            }
            open(device).close();
        }
    }
}
