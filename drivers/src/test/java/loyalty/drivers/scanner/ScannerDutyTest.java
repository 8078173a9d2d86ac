package loyalty.drivers.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import loyalty.drivers.DeviceAddress;
import loyalty.drivers.simulate.PtyWire;
import loyalty.drivers.simulate.ScannerSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScannerDutyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @TempDir Path directory;
    private final List<String> told = new ArrayList<>();

    private final ScannerEvents events =
            new ScannerEvents() {
                @Override
                public void scanned(String scanner, Scan scan) {
                    told.add(scan.text());
                }

                @Override
                public void attached(String scanner) {
                    told.add("attached");
                }

                @Override
                public void detached(String scanner, String reason) {
                    told.add("detached");
                }
            };

    private ScannerDuty duty(ScannerSimulator device) {
        ScannerSettings settings = ScannerSettings.usual(DeviceAddress.parse(device.address()));
        return new ScannerDuty(
                "scanner-1", () -> Scanners.open(settings), events, Duration.ofMillis(20));
    }

    private ScannerSimulator device() throws Exception {
        return new ScannerSimulator(PtyWire.open(directory.resolve("scanner")));
    }

    /** Turns until something is told; the device decides, so no time is asserted. */
    private void turnUntilTold(ScannerDuty duty, int count) {
        for (int i = 0; i < 500 && told.size() < count; i++) duty.turn();
    }

    @Test
    void anAbsentScannerIsToldOnceHoweverOftenItIsTried() throws Exception {
        ScannerSimulator device = device();
        try (ScannerDuty duty = duty(device)) {
            device.unplug();
            for (int i = 0; i < 5; i++) assertThat(duty.turn()).isFalse();
            assertThat(told).containsExactly("detached");
        }
    }

    @Test
    void halfAFrameUnplugReplugWholeFrameLeavesNoGhostAtAnyByte() throws Exception {
        String frame = "2900000012349\r";
        try (ScannerSimulator device = device();
                ScannerDuty duty = duty(device)) {
            for (int cut = 0; cut < frame.length() - 1; cut++) {
                told.clear();
                turnUntilTold(duty, 1);
                device.send(frame.substring(0, cut).getBytes(StandardCharsets.US_ASCII));
                duty.turn();
                device.unplug();
                turnUntilTold(duty, 2);
                device.plug();
                turnUntilTold(duty, 3);
                device.scan("4600000000015");
                turnUntilTold(duty, 4);
                assertThat(told)
                        .as("cut at " + cut)
                        .containsExactly("attached", "detached", "attached", "4600000000015");
                device.unplug();
                turnUntilTold(duty, 5);
                device.plug();
            }
        }
    }

    @Test
    void fiftyReplugsLeaveNoDescriptorAndNoThreadBehind() throws Exception {
        try (ScannerSimulator device = device();
                ScannerDuty duty = duty(device)) {
            replug(device, duty, 5);
            long descriptors = descriptors();
            int threads = Thread.activeCount();
            replug(device, duty, 50);
            assertThat(descriptors()).isLessThanOrEqualTo(descriptors);
            assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads);
        }
    }

    private void replug(ScannerSimulator device, ScannerDuty duty, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            turnUntilTold(duty, 1);
            assertThat(device.awaitDriver(PATIENCE)).isTrue();
            device.scan("code " + i);
            turnUntilTold(duty, 2);
            device.unplug();
            turnUntilTold(duty, 3);
            assertThat(told).containsExactly("attached", "code " + i, "detached");
            device.plug();
            told.clear();
        }
    }

    private static long descriptors() throws Exception {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}
