package loyalty.drivers.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import loyalty.drivers.DeviceAddress;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpLinkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private ServerSocket device;

    @BeforeEach
    void listen() throws IOException {
        device = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        device.close();
    }

    private Link open() throws DeviceException {
        return Links.open(
                DeviceAddress.parse("tcp:127.0.0.1:" + device.getLocalPort()),
                LinkSettings.usual());
    }

    private static void unplugged(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DeviceException.class,
                        e -> assertThat(e.fault()).isEqualTo(Fault.UNPLUGGED));
    }

    @Test
    void bytesGoBothWaysAndSilenceIsEmpty() throws Exception {
        try (Link link = open();
                Socket peer = device.accept()) {
            assertThat(link.read(Duration.ofMillis(5))).isEmpty();
            link.writeAll(new byte[] {1, 2}, PATIENCE);
            assertThat(peer.getInputStream().readNBytes(2)).containsExactly(1, 2);
            peer.getOutputStream().write(7);
            assertThat(link.read(PATIENCE)).containsExactly(7);
            peer.shutdownOutput();
        }
    }

    @Test
    void nobodyThereIsRefusedWithWhatToCheck() throws Exception {
        device.close();
        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        DeviceException.class,
                        e -> assertThat(e.fault()).isEqualTo(Fault.UNPLUGGED))
                .hasMessageContaining("is it on");
    }

    @Test
    void aDeviceThatSaysGoodbyeIsUnplugged() throws Exception {
        try (Link link = open()) {
            device.accept().close();
            unplugged(() -> link.read(PATIENCE));
            unplugged(() -> link.read(PATIENCE));
        }
    }

    @Test
    void aResetIsUnplugged() throws Exception {
        try (Link link = open()) {
            Socket peer = device.accept();
            peer.setSoLinger(true, 0);
            peer.close();
            unplugged(() -> link.read(PATIENCE));
        }
    }

    @Test
    void aDeviceThatStopsReadingTakesWhatFitsAndTheRestLater() throws Exception {
        byte[] much = new byte[20_000_000];
        try (Link link = open();
                Socket peer = device.accept()) {
            int taken = link.write(much, 0, much.length, Duration.ofMillis(50));
            assertThat(taken).isBetween(1, much.length - 1);
            assertThat(peer.getInputStream().readNBytes(taken)).hasSize(taken);
            assertThat(link.write(much, 0, 1000, PATIENCE)).isEqualTo(1000);
            peer.shutdownOutput();
        }
    }

    @Test
    void closingSaysGoodbyeAfterTheLastByte() throws Exception {
        try (Socket peer = accepted(new byte[] {1, 2, 3})) {
            assertThat(peer.getInputStream().readAllBytes()).containsExactly(1, 2, 3);
        }
    }

    private Socket accepted(byte[] bytes) throws IOException {
        Link link = open();
        link.writeAll(bytes, PATIENCE);
        Socket peer = device.accept();
        link.close();
        return peer;
    }
}
