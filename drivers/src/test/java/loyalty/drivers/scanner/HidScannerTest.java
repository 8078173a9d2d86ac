package loyalty.drivers.scanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.Ticker;
import org.junit.jupiter.api.Test;

/** A HID POS scanner whose reports hold a count, AIM, 56 bytes of data and a flag. */
class HidScannerTest extends ScannerContract {
    private static final byte[] DESCRIPTOR =
            HexFormat.of()
                    .parseHex(
                            "058c0902a101150026ff0075089501"
                                    + "0501093b8102"
                                    + "058c950309fb09fc09fd"
                                    + "8102953809fe8102"
                                    + "150025017501950109ff810295078103c0");
    private static final ScannerSettings SETTINGS = settings("hidraw:/dev/hidraw9");

    private MemoryLink link = new MemoryLink(DESCRIPTOR);

    @Override
    Scanner open() throws Exception {
        link = new MemoryLink(DESCRIPTOR);
        return HidScanner.open(link, SETTINGS, Ticker.system());
    }

    private static byte[] report(String part, boolean more) {
        byte[] report = new byte[61];
        report[0] = (byte) part.length();
        report[1] = ']';
        report[2] = 'Q';
        report[3] = '1';
        byte[] bytes = part.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, report, 4, bytes.length);
        report[60] = (byte) (more ? 1 : 0);
        return report;
    }

    @Override
    void scan(String code) {
        link.put(new byte[0]);
        link.put(report(code, false));
        link.put(new byte[0]);
    }

    @Override
    void scanHalf(String code) {
        link.put(report(code, true));
    }

    @Override
    void unplug() {
        link.unplug();
    }

    @Override
    void plug() {
        link = new MemoryLink(DESCRIPTOR);
    }

    @Test
    void aCodeOfSixtyBytesComesInTwoReports() throws Exception {
        try (Scanner scanner = open()) {
            link.put(report("x".repeat(56), true));
            link.put(report("tail", false));
            Scan scan = scanner.poll(PATIENCE).orElseThrow();
            assertThat(scan.text()).isEqualTo("x".repeat(56) + "tail");
            assertThat(scan.symbology()).isEqualTo(Symbology.QR);
        }
    }

    @Test
    void aPartWhoseRestStaysOutIsForgotten() throws Exception {
        ManualTicker ticker = new ManualTicker();
        link = new MemoryLink(DESCRIPTOR);
        try (Scanner scanner = HidScanner.open(link, SETTINGS, ticker)) {
            link.put(report("ghost", true));
            link.put(new byte[0]);
            ticker.advance(Duration.ZERO);
            pollOnce(scanner, ticker);
            ticker.advance(SETTINGS.framing().gap());
            link.put(report("2900000012349", false));
            assertThat(scanner.poll(PATIENCE).map(Scan::text)).contains("2900000012349");
        }
    }

    private static void pollOnce(Scanner scanner, ManualTicker ticker) throws Exception {
        assertThat(scanner.poll(Duration.ZERO)).isEmpty();
        assertThat(ticker.nanos()).isZero();
    }

    @Test
    void reportsWithoutEndKeepNoMoreThanTheCap() throws Exception {
        try (Scanner scanner = open()) {
            for (int i = 0; i < 20_000; i++) link.put(report("x".repeat(56), true));
            link.put(report("x", false));
            link.put(report("next", false));
            assertThat(scanner.poll(PATIENCE).map(Scan::text)).contains("next");
        }
    }

    @Test
    void aDeviceThatIsNoScannerIsRefused() {
        byte[] keyboard =
                HexFormat.of().parseHex("05010906a1010507190029657508950681 00c0".replace(" ", ""));
        assertThatThrownBy(
                        () ->
                                HidScanner.open(
                                        new MemoryLink(Arrays.copyOf(keyboard, keyboard.length)),
                                        SETTINGS,
                                        Ticker.system()))
                .isInstanceOfSatisfying(
                        DeviceException.class,
                        e -> assertThat(e.fault()).isEqualTo(Fault.UNSUPPORTED));
    }
}
