package loyalty.drivers.scanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loyalty.drivers.DeviceAddress;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every scanner must do. Each driver's test extends this and says how its device acts. */
abstract class ScannerContract {
    static final Duration PATIENCE = Duration.ofSeconds(5);
    static final Duration SHORT = Duration.ofMillis(30);

    /** The usual settings, but patient: a busy machine must not decide what a test sees. */
    static ScannerSettings settings(String address) {
        ScannerSettings usual = ScannerSettings.usual(DeviceAddress.parse(address));
        Framing framing =
                new Framing(
                        Framing.USUAL.prefix(),
                        Framing.USUAL.terminators(),
                        Duration.ofMinutes(10),
                        false,
                        Framing.USUAL_CAP);
        return new ScannerSettings(usual.address(), usual.link(), framing, Duration.ofMinutes(10));
    }

    /** Opens a driver on the device, which is plugged in and waits for it. */
    abstract Scanner open() throws Exception;

    /** The device scans a whole code of digits. */
    abstract void scan(String code) throws Exception;

    /** The device sends the first part of a code and no more. */
    abstract void scanHalf(String code) throws Exception;

    /** Pulls the plug. */
    abstract void unplug() throws Exception;

    /** Plugs in again; a driver must be opened anew. */
    abstract void plug() throws Exception;

    @AfterEach
    void removeDevice() throws Exception {
        unplug();
    }

    private static Optional<String> text(Scanner scanner) throws DeviceException {
        return scanner.poll(PATIENCE).map(Scan::text);
    }

    @Test
    void aCodeIsDeliveredWhole() throws Exception {
        try (Scanner scanner = open()) {
            scan("2900000012349");
            assertThat(text(scanner)).contains("2900000012349");
        }
    }

    @Test
    void severalCodesAreDeliveredInOrder() throws Exception {
        try (Scanner scanner = open()) {
            scan("111");
            scan("222");
            scan("333");
            List<String> codes = new ArrayList<>();
            for (int i = 0; i < 3; i++) codes.add(text(scanner).orElseThrow());
            assertThat(codes).containsExactly("111", "222", "333");
        }
    }

    @Test
    void theSameCodeAtOnceAgainIsOneScan() throws Exception {
        try (Scanner scanner = open()) {
            for (int i = 0; i < 5; i++) scan("2900000012349");
            scan("1");
            assertThat(text(scanner)).contains("2900000012349");
            assertThat(text(scanner)).contains("1");
        }
    }

    @Test
    void silenceIsEmptyNotAnError() throws Exception {
        try (Scanner scanner = open()) {
            assertThat(scanner.poll(SHORT)).isEmpty();
            assertThat(scanner.poll(Duration.ZERO)).isEmpty();
        }
    }

    @Test
    void anUnpluggedScannerSaysSo() throws Exception {
        try (Scanner scanner = open()) {
            unplug();
            assertThatThrownBy(() -> scanner.poll(PATIENCE))
                    .isInstanceOfSatisfying(
                            DeviceException.class,
                            e -> assertThat(e.fault()).isEqualTo(Fault.UNPLUGGED));
        }
    }

    @Test
    void halfACodeThenUnplugReplugAndAWholeCodeLeaveNoGhost() throws Exception {
        try (Scanner scanner = open()) {
            scanHalf("29000000");
            assertThat(scanner.poll(SHORT)).isEmpty();
            unplug();
            assertThatThrownBy(() -> scanner.poll(PATIENCE)).isInstanceOf(DeviceException.class);
        }
        plug();
        try (Scanner scanner = open()) {
            scan("4600000000015");
            assertThat(text(scanner)).contains("4600000000015");
            assertThat(scanner.poll(SHORT)).isEmpty();
        }
    }

    @Test
    void refusesWorkAfterClose() throws Exception {
        Scanner scanner = open();
        scanner.close();
        assertThatThrownBy(() -> scanner.poll(SHORT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("closed");
    }

    @Test
    void closingTwiceIsHarmless() throws Exception {
        Scanner scanner = open();
        scanner.close();
        scanner.close();
    }

    @Test
    void aScannerCanBeOpenedAgainAfterClose() throws Exception {
        open().close();
        try (Scanner scanner = open()) {
            scan("42");
            assertThat(text(scanner)).contains("42");
        }
    }
}
