package loyalty.drivers.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import loyalty.drivers.DeviceAddress;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.posix.Pty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SerialLinkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static Link open(Pty pty) throws DeviceException {
        return Links.open(DeviceAddress.parse("serial:" + pty.path()), LinkSettings.usual());
    }

    @Test
    void bytesGoBothWaysUnchanged() throws Exception {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) all[i] = (byte) i;
        try (Pty pty = Pty.open();
                Link link = open(pty)) {
            assertThat(pty.connected()).isTrue();
            assertThat(pty.write(all, PATIENCE)).isEqualTo(all.length);
            assertThat(readUntil(link, all.length)).isEqualTo(all);
            link.writeAll(all, PATIENCE);
            assertThat(pty.read(PATIENCE)).isEqualTo(all);
        }
    }

    private static byte[] readUntil(Link link, int length) throws DeviceException {
        byte[] all = new byte[0];
        while (all.length < length) {
            byte[] more = link.read(PATIENCE);
            byte[] both = Arrays.copyOf(all, all.length + more.length);
            System.arraycopy(more, 0, both, all.length, more.length);
            all = both;
        }
        return all;
    }

    @Test
    void theLineIsSetAsAsked() throws Exception {
        int b19200 = 14;
        LinkSettings settings = LinkSettings.usual().with(SerialLine.parse("19200 8N1"));
        try (Pty pty = Pty.open();
                Link link = Links.open(DeviceAddress.parse("serial:" + pty.path()), settings)) {
            assertThat(link.name()).isEqualTo("serial:" + pty.path());
            assertThat(pty.speedConstant()).isEqualTo(b19200);
        }
    }

    @Test
    void silenceIsNotAnError() throws Exception {
        try (Pty pty = Pty.open();
                Link link = open(pty)) {
            assertThat(link.read(Duration.ofMillis(10))).isEmpty();
            assertThat(link.read(Duration.ofMillis(120))).isEmpty();
            assertThat(link.read(Duration.ZERO)).isEmpty();
        }
    }

    @Test
    void unplugIsToldAtTheNextReadAndTheLinkStaysClosed() throws Exception {
        Pty pty = Pty.open();
        try (Link link = open(pty)) {
            pty.close();
            assertThatThrownBy(() -> link.read(PATIENCE))
                    .isInstanceOfSatisfying(
                            DeviceException.class,
                            e -> assertThat(e.fault()).isEqualTo(Fault.UNPLUGGED));
            assertThatThrownBy(() -> link.read(PATIENCE)).isInstanceOf(DeviceException.class);
            assertThatThrownBy(() -> link.writeAll(new byte[1], PATIENCE))
                    .isInstanceOf(DeviceException.class);
        }
    }

    @Test
    void aDeviceThatStopsReadingCostsTheWriterOnlyItsPatience() throws Exception {
        byte[] much = new byte[200_000];
        try (Pty pty = Pty.open();
                Link link = open(pty)) {
            int taken = link.write(much, 0, much.length, Duration.ofMillis(50));
            assertThat(taken).isBetween(1, much.length - 1);
            int arrived = 0;
            while (arrived < taken) arrived += pty.read(PATIENCE).length;
            assertThat(arrived).isEqualTo(taken);
            link.writeAll("on".getBytes(StandardCharsets.US_ASCII), PATIENCE);
            assertThat(pty.read(PATIENCE)).asString(StandardCharsets.US_ASCII).isEqualTo("on");
        }
    }

    @Test
    void aStuckWriterIsFreedByClosing() throws Exception {
        try (Pty pty = Pty.open()) {
            Link link = open(pty);
            link.write(new byte[200_000], 0, 200_000, Duration.ofMillis(50));
            link.close();
            assertThat(pty.connected()).isFalse();
        }
    }

    @Test
    void aSecondOpenNamesTheHolder() throws Exception {
        try (Pty pty = Pty.open();
                Link link = open(pty)) {
            assertThat(link.name()).startsWith("serial:");
            assertThatThrownBy(() -> open(pty))
                    .isInstanceOfSatisfying(
                            DeviceException.class, e -> assertThat(e.fault()).isEqualTo(Fault.BUSY))
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void aMissingDeviceIsUnplugged() {
        assertThatThrownBy(
                        () ->
                                Links.open(
                                        DeviceAddress.parse("serial:/dev/ttyACM99"),
                                        LinkSettings.usual()))
                .isInstanceOfSatisfying(
                        DeviceException.class,
                        e -> assertThat(e.fault()).isEqualTo(Fault.UNPLUGGED));
    }

    @Test
    void aSymbolicLinkMayPointElsewhereAfterAReplug(@TempDir Path directory) throws Exception {
        Path stable = directory.resolve("scanner");
        for (int i = 0; i < 3; i++) {
            try (Pty pty = Pty.open()) {
                Files.deleteIfExists(stable);
                Files.createSymbolicLink(stable, pty.path());
                try (Link link =
                        Links.open(DeviceAddress.parse("serial:" + stable), LinkSettings.usual())) {
                    pty.write(new byte[] {7}, PATIENCE);
                    assertThat(link.read(PATIENCE)).containsExactly(7);
                }
            }
        }
    }
}
