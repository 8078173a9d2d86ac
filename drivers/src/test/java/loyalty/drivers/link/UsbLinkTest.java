package loyalty.drivers.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import loyalty.drivers.DeviceAddress;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.UsbIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsbLinkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final UsbIdentity ECHO = UsbIdentity.parse("04b8:0e15");

    @TempDir Path directory;

    /**
     * A USB process without USB: echoes what is written, crashes when it reads "crash"; its
     * descriptor is its process number.
     */
    static final class EchoChild {
        private EchoChild() {}

        public static void main(String[] arguments) throws IOException {
            DataInputStream in = new DataInputStream(System.in);
            DataOutputStream out = new DataOutputStream(System.out);
            byte[] kept = new byte[0];
            while (true) {
                int request = in.read();
                if (request < 0) return;
                if (request == UsbWire.OPEN) {
                    in.readBoolean();
                    in.readUTF();
                    answer(out, 0, new byte[0]);
                }
                if (request == UsbWire.CLOSE) answer(out, 0, new byte[0]);
                if (request == UsbWire.DESCRIPTOR) answer(out, 0, number());
                if (request == UsbWire.READ && in.readInt() >= 0) answer(out, 0, kept);
                if (request == UsbWire.WRITE) {
                    in.readInt();
                    kept = in.readNBytes(in.readInt());
                    if (kept.length == 5) Runtime.getRuntime().halt(139);
                    if (kept.length == 6)
                        answer(out, 1, "BUSY\nso busy".getBytes(StandardCharsets.US_ASCII));
                    else answer(out, 0, count(kept.length));
                }
            }
        }

        private static byte[] number() {
            return Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
        }

        private static byte[] count(int taken) {
            return new byte[] {(byte) (taken >> 16), (byte) (taken >> 8), (byte) taken};
        }

        private static void answer(DataOutputStream out, int kind, byte[] bytes)
                throws IOException {
            out.writeByte(kind);
            out.writeInt(bytes.length);
            out.write(bytes);
            out.flush();
        }
    }

    private UsbLink open() throws DeviceException {
        return UsbLink.open(
                "usb:echo", ECHO, false, UsbProcess.command(directory, EchoChild.class));
    }

    @Test
    void bytesGoToTheProcessAndBack() throws Exception {
        byte[] much = new byte[100_000];
        much[99_999] = 7;
        try (UsbLink link = open()) {
            assertThat(link.write(much, 0, much.length, PATIENCE)).isEqualTo(much.length);
            assertThat(link.read(PATIENCE)).isEqualTo(much);
            assertThat(link.reportDescriptor()).isNotEmpty();
        }
    }

    @Test
    void aCrashInTheProcessIsAnUnplugAndTheNextOpenWorks() throws Exception {
        try (UsbLink link = open()) {
            assertThatThrownBy(
                            () ->
                                    link.writeAll(
                                            "crash".getBytes(StandardCharsets.US_ASCII), PATIENCE))
                    .isInstanceOfSatisfying(
                            DeviceException.class,
                            e -> assertThat(e.fault()).isEqualTo(Fault.UNPLUGGED))
                    .hasMessageContaining("USB process ended");
        }
        try (UsbLink link = open()) {
            link.writeAll(new byte[] {1}, PATIENCE);
            assertThat(link.read(PATIENCE)).containsExactly(1);
        }
    }

    @Test
    void aReplugDoesNotWaitForAnotherProcessToStart() throws Exception {
        byte[] first;
        try (UsbLink link = open()) {
            first = link.reportDescriptor();
            assertThatThrownBy(() -> link.writeAll(new byte[6], PATIENCE))
                    .hasMessageContaining("so");
        }
        try (UsbLink link = open();
                UsbLink another = open()) {
            assertThat(link.reportDescriptor()).isEqualTo(first);
            assertThat(another.reportDescriptor()).isNotEqualTo(first);
        }
    }

    @Test
    void whatTheProcessRefusesKeepsItsFaultAndSentence() throws Exception {
        try (UsbLink link = open()) {
            assertThatThrownBy(
                            () ->
                                    link.writeAll(
                                            "so bus".getBytes(StandardCharsets.US_ASCII), PATIENCE))
                    .isInstanceOfSatisfying(
                            DeviceException.class, e -> assertThat(e.fault()).isEqualTo(Fault.BUSY))
                    .hasMessage("usb:echo: so busy");
        }
    }

    @Test
    void anAbsentDeviceIsToldWithoutStartingAProcess() {
        LinkSettings settings = LinkSettings.usual().unpackingInto(directory);
        assertThatThrownBy(() -> Links.open(DeviceAddress.parse("usb:04b8:0e15"), settings))
                .isInstanceOfSatisfying(
                        DeviceException.class,
                        e -> assertThat(e.fault()).isEqualTo(Fault.UNPLUGGED));
    }

    @Test
    void theRealProcessSaysWhatItCannotFind() {
        assertThatThrownBy(() -> UsbLink.open("usb:04b8:0e15", ECHO, false, directory))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("usb:04b8:0e15");
    }
}
