package loyalty.drivers.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Ticker;
import loyalty.drivers.code.CheckDigit;
import loyalty.drivers.link.Link;
import loyalty.drivers.paper.PrinterMachine;
import org.junit.jupiter.api.Test;

class RecordingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofMillis(10);

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static ReplayLink replaying(String name, String recording) throws IOException {
        return new ReplayLink(new Recording(name, new StringReader(recording)));
    }

    /** What a scanner's session looks like in the recording. */
    private static String record(List<byte[]> chunks) throws Exception {
        StringBuilder session = new StringBuilder();
        for (byte[] chunk : chunks) {
            session.append("0.000 < ").append(HexFormat.of().formatHex(chunk)).append('\n');
        }
        StringWriter recording = new StringWriter();
        Link device = replaying("device", session + "9.000 < 31");
        try (Link link = new RecordingLink(device, recording, Ticker.system())) {
            for (byte[] chunk : chunks) assertThat(link.read(SHORT)).isEqualTo(chunk);
            link.writeAll(ascii("Hello IVANOV"), PATIENCE);
        }
        return recording.toString();
    }

    private static List<byte[]> replay(String recording) throws Exception {
        List<byte[]> chunks = new ArrayList<>();
        ReplayLink link = replaying("replay", recording);
        try (link) {
            while (true) chunks.add(link.read(PATIENCE));
        } catch (DeviceException e) {
            return chunks; // the recording's end
        }
    }

    @Test
    void aCardSplitOverChunksComesBackAsAnotherCardInTheSamePieces() throws Exception {
        String recording = record(List.of(ascii("]E029000"), ascii("00012349"), ascii("\r")));
        List<byte[]> chunks = replay(recording);
        assertThat(chunks).extracting(chunk -> chunk.length).containsExactly(8, 8, 1);
        String text = new String(chunks.get(0), StandardCharsets.US_ASCII);
        String card = text.substring(3) + new String(chunks.get(1), StandardCharsets.US_ASCII);
        assertThat(text).startsWith("]E0");
        assertThat(card).matches("[0-9]{13}").isNotEqualTo("2900000012349");
        assertThat(CheckDigit.GS1.holds(card)).isTrue();
    }

    @Test
    void nothingPersonalIsInTheFile() throws Exception {
        String recording = record(List.of(ascii("+79161234567\r")));
        HexFormat hex = HexFormat.of();
        assertThat(recording)
                .doesNotContain(hex.formatHex(ascii("79161234567")))
                .doesNotContain(hex.formatHex(ascii("9161234")))
                .doesNotContain(hex.formatHex(ascii("IVANOV")));
        assertThat(recording).contains("0d");
    }

    @Test
    void theSameCodeIsReplacedTheSameWithinARecording() throws Exception {
        List<byte[]> chunks =
                replay(record(List.of(ascii("2900000012349\r"), ascii("2900000012349\r"))));
        assertThat(chunks.get(0)).isEqualTo(chunks.get(1));
    }

    @Test
    void printersCommandsKeepTheirParameters() {
        byte[] commands = {0x1B, 0x40, 0x1B, 0x74, 0x11, 0x1D, 0x56, 0x42, 0x00, 0x10, 0x04, 0x01};
        assertThat(new Scrubber().scrub(commands)).isEqualTo(commands);
        byte[] numbered = HexFormat.of().parseHex("1d28480600303041424344" + "37224142434400");
        assertThat(new Scrubber().scrub(numbered)).isEqualTo(numbered);
    }

    @Test
    void aRecordedPrintJobComesOutOnPaperWithOtherLetters() throws Exception {
        PrinterMachine machine = new PrinterMachine(PrinterMachine.Model.EPSON_80);
        byte[] job = HexFormat.of().parseHex("1b401b7411" + "88a2a0ad" + "0a" + "1d564200");
        StringWriter file = new StringWriter();
        Link device = replaying("device", "0.000 < 31");
        try (Link link = new RecordingLink(device, file, Ticker.system())) {
            link.writeAll(job, PATIENCE);
        }
        byte[] sent = new Recording("r", new StringReader(file.toString())).sent();
        machine.receive(sent, 0, sent.length);
        machine.work();
        assertThat(machine.refusals()).isEmpty();
        assertThat(machine.paper().cuts()).isOne();
        assertThat(machine.paper().lines().get(0)).hasSize(4).isNotEqualTo("Иван");
    }

    @Test
    void aPauseInTheRecordingIsSilenceOnce() throws Exception {
        ReplayLink link = replaying("replay", "0.000 < 31\n2.000 < 32\n2.100 ! UNPLUGGED");
        assertThat(link.read(SHORT)).containsExactly('1');
        assertThat(link.read(SHORT)).isEmpty();
        assertThat(link.read(SHORT)).containsExactly('2');
        assertThatThrownBy(() -> link.read(PATIENCE)).isInstanceOf(DeviceException.class);
    }

    @Test
    void aDamagedRecordingIsRefusedWithItsLine() {
        assertThatThrownBy(() -> replaying("scan.rec", "# x\n0.1 nonsense"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("scan.rec, line 2");
    }
}
