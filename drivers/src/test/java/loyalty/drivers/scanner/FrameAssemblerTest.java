package loyalty.drivers.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameAssemblerTest {
    private final ManualTicker ticker = new ManualTicker();
    private FrameAssembler assembler = new FrameAssembler(Framing.USUAL);

    private List<String> accept(String bytes) {
        return assembler.accept(bytes.getBytes(StandardCharsets.UTF_8), ticker.nanos()).stream()
                .map(Scan::text)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n", "\t", "\u0003"})
    void everyTerminatorEndsACode(String terminator) {
        assertThat(accept("4600000000015" + terminator)).containsExactly("4600000000015");
        assertThat(accept("123" + terminator + "456" + terminator)).containsExactly("123", "456");
    }

    @Test
    void aFrameSplitAtEveryByteIsOneCode() {
        String frame = "\u00022900000012349\r\n";
        for (int split = 0; split <= frame.length(); split++) {
            List<String> codes = new ArrayList<>(accept(frame.substring(0, split)));
            codes.addAll(accept(frame.substring(split)));
            assertThat(codes).as("split at " + split).containsExactly("2900000012349");
        }
    }

    @Test
    void severalFramesInOneReadAreDeliveredInOrder() {
        assertThat(accept("1\r\n2\r\n3\r\n\r\n4")).containsExactly("1", "2", "3");
        assertThat(accept("\r")).containsExactly("4");
    }

    @Test
    void withATerminatorAGapThrowsThePartAway() {
        accept("29000000");
        ticker.advance(Framing.USUAL.gap());
        assertThat(assembler.silent(ticker.nanos())).isEmpty();
        assertThat(accept("12349\r")).containsExactly("12349");
    }

    @Test
    void aGapIsNoticedEvenIfNobodyLookedInTheMeantime() {
        accept("29000000");
        ticker.advance(Framing.USUAL.gap());
        assertThat(accept("4600000000015\r")).containsExactly("4600000000015");
    }

    @Test
    void aShortPauseThrowsNothingAway() {
        accept("29000000");
        ticker.advance(Framing.USUAL.gap().minusNanos(1));
        assertThat(assembler.silent(ticker.nanos())).isEmpty();
        assertThat(accept("12349\r")).containsExactly("2900000012349");
    }

    @Test
    void withoutATerminatorTheGapEndsTheCode() {
        assembler = new FrameAssembler(Framing.SILENCE);
        assertThat(accept("2900000")).isEmpty();
        ticker.advance(Duration.ofMillis(20));
        assertThat(accept("012349")).isEmpty();
        ticker.advance(Duration.ofMillis(80));
        assertThat(assembler.silent(ticker.nanos()).map(Scan::text)).contains("2900000012349");
        assertThat(assembler.silent(ticker.nanos())).isEmpty();
    }

    @Test
    void withoutATerminatorTwoCodesApartAreTwo() {
        assembler = new FrameAssembler(Framing.SILENCE);
        accept("111");
        ticker.advance(Duration.ofMillis(80));
        assertThat(accept("222")).containsExactly("111");
    }

    @Test
    void halfAFrameThenADisconnectLeavesNoGhost() {
        accept("29000000");
        assembler.forget();
        assertThat(accept("12349\r")).containsExactly("12349");
    }

    @ParameterizedTest
    @CsvSource({"7099,true", "7100,true", "7101,false", "8000,false"})
    void theCapIsKept(int length, boolean delivered) {
        assertThat(accept("9".repeat(length) + "\r")).hasSize(delivered ? 1 : 0);
        assertThat(accept("next\r")).containsExactly("next");
    }

    @Test
    void aMegabyteWithoutTerminatorIsNoCodeAndTheNextOneIs() {
        byte[] noise = new byte[1_000_000];
        Arrays.fill(noise, (byte) 'x');
        assertThat(assembler.accept(noise, 0)).isEmpty();
        assertThat(accept("\r2900000012349\r")).containsExactly("2900000012349");
    }

    @Test
    void anOverlongCodeCutByAGapDoesNotSwallowTheNext() {
        accept("x".repeat(8000));
        ticker.advance(Framing.USUAL.gap());
        assertThat(accept("2900000012349\r")).containsExactly("2900000012349");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void chunksNeverChangeWhatIsDelivered(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] stream = new byte[20_000];
        for (int i = 0; i < stream.length; i++) {
            stream[i] = (byte) (random.nextInt(12) == 0 ? '\r' : random.nextInt(32, 127));
        }
        List<Scan> whole = new FrameAssembler(Framing.USUAL).accept(stream, 0);
        List<Scan> pieces = new ArrayList<>();
        for (int at = 0; at < stream.length; ) {
            int end = Math.min(stream.length, at + random.nextInt(1, 64));
            pieces.addAll(assembler.accept(Arrays.copyOfRange(stream, at, end), 0));
            at = end;
        }
        assertThat(pieces).isEqualTo(whole);
    }

    @Test
    void tenMegabytesOfNoiseNeverMakeACodeLongerThanTheCap() {
        SplittableRandom random = new SplittableRandom(42);
        byte[] chunk = new byte[4096];
        for (int i = 0; i < 10 * 256; i++) {
            random.nextBytes(chunk);
            for (Scan scan : assembler.accept(chunk, 0)) {
                assertThat(scan.length()).isBetween(1, Framing.USUAL_CAP);
            }
        }
        assertThat(accept("\r2900000012349\r")).contains("2900000012349");
    }

    @Test
    void aimIsSplitOffOnlyIfTheProfileSaysSo() {
        Scan kept =
                assembler.accept("]E02900000012349\r".getBytes(StandardCharsets.UTF_8), 0).get(0);
        assertThat(kept.text()).isEqualTo("]E02900000012349");
        assembler = new FrameAssembler(Framing.USUAL.withAim(true));
        Scan split =
                assembler.accept("]E02900000012349\r".getBytes(StandardCharsets.UTF_8), 0).get(0);
        assertThat(split.text()).isEqualTo("2900000012349");
        assertThat(split.symbology()).isEqualTo(Symbology.EAN_13);
    }

    @Test
    void bytesAreKeptAndTextIsMadeLater() {
        byte[] cp1251 = {(byte) 0xC1, (byte) 0xE0, (byte) 0xEB, (byte) 0xEB};
        assertThat(Scan.of(cp1251).text()).isEqualTo("Балл");
        assertThat(Scan.of("Балл").text()).isEqualTo("Балл");
        assertThat(Scan.of(cp1251).bytes()).isEqualTo(cp1251);
    }

    @Test
    void aScanNeverShowsItsContent() {
        assertThat(Scan.of("2900000012349")).hasToString("scan of 13 bytes");
    }
}
