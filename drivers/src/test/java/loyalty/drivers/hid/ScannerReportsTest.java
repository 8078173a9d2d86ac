package loyalty.drivers.hid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScannerReportsTest {
    /** Report 2: count, three of AIM, 56 of data, three of the maker's own. */
    static final byte[] NUMBERED =
            hex(
                    "058c0902a10185021500 26ff00 7508 9501 0501 093b 8102 9503 058c 09fb 09fc 09fd"
                            + " 8102 9538 09fe 820201 9503 0666ff 0904 8102 c0");

    /** The maker's page instead of the standard one, and a flag for codes that go on. */
    static final byte[] CONTINUED =
            hex(
                    "068cff 0902 a101 150026ff00 7508 9501 0501 093b 8102 068cff 9503 09fb 09fc"
                            + " 09fd 8102 9538 09fe 8102 1500 2501 7501 9501 09ff 8102 9507 8103"
                            + " c0");

    /** Nothing but data, and no number. */
    static final byte[] BARE = hex("058c 0902 a101 150026ff00 7508 9520 09fe 8102 c0");

    private static final byte[] KEYBOARD =
            hex(
                    "0501 0906 a101 0507 19e0 29e7 1500 2501 7501 9508 8102 9506 7508 1900 2965 8100 c0");

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    static byte[] report(int size, String start, String text) {
        byte[] report = Arrays.copyOf(hex(start), size);
        byte[] code = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(code, 0, report, hex(start).length, code.length);
        return report;
    }

    private static String text(ScannerReports.Part part) {
        return new String(part.bytes(), StandardCharsets.US_ASCII);
    }

    @Test
    void aNumberedReportIsReadWithItsSymbology() {
        ScannerReports.Part part =
                ScannerReports.of(NUMBERED)
                        .part(report(64, "020d5d4530", "4600000000015"))
                        .orElseThrow();
        assertThat(text(part)).isEqualTo("4600000000015");
        assertThat(part.aim()).isEqualTo("]E0");
        assertThat(part.more()).isFalse();
    }

    @Test
    void otherReportsAndEmptyOnesCarryNothing() {
        ScannerReports reports = ScannerReports.of(NUMBERED);
        assertThat(reports.part(report(64, "030d5d4530", "4600000000015"))).isEmpty();
        assertThat(reports.part(new byte[0])).isEmpty();
        assertThat(reports.part(new byte[64])).isEmpty();
    }

    /** 1024 ranges of 8192 usages each would be eight million of them. */
    @Test
    void aDescriptorCannotMakeUsKeepMillionsOfUsages() {
        byte[] ranges = hex("058c a101" + "1900 2aff1f".repeat(1024) + "c0");

        assertThatThrownBy(() -> ScannerReports.of(ranges))
                .hasMessageContaining("names too many usages");
    }

    @Test
    void theFlagTellsThatACodeGoesOn() {
        ScannerReports reports = ScannerReports.of(CONTINUED);
        byte[] first = report(61, "385d5131", "x".repeat(56));
        first[60] = 1;
        assertThat(reports.part(first).orElseThrow().more()).isTrue();
        first[60] = 0;
        assertThat(reports.part(first).orElseThrow().more()).isFalse();
    }

    @Test
    void withoutACountTheZerosAtTheEndAreCutOff() {
        ScannerReports.Part part =
                ScannerReports.of(BARE).part(report(32, "", "2900000012349")).orElseThrow();
        assertThat(text(part)).isEqualTo("2900000012349");
        assertThat(part.aim()).isEmpty();
    }

    @Test
    void aShortReportIsReadAsFarAsItGoes() {
        ScannerReports.Part part =
                ScannerReports.of(NUMBERED).part(report(10, "02055d4530", "46000")).orElseThrow();
        assertThat(text(part)).isEqualTo("46000");
    }

    @Test
    void aKeyboardIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> ScannerReports.of(KEYBOARD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("keyboard")
                .hasMessageContaining("HID POS");
    }

    @Test
    void aDescriptorCutOffAnywhereIsReadOrRefusedButNeverBreaksUs() {
        for (int end = 0; end < NUMBERED.length; end++) {
            refusedOrRead(Arrays.copyOf(NUMBERED, end));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void noiseIsReadOrRefusedButNeverBreaksUs(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 5_000; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            refusedOrRead(noise);
            byte[] mutated = CONTINUED.clone();
            mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            refusedOrRead(mutated);
        }
    }

    private static void refusedOrRead(byte[] descriptor) {
        try {
            ScannerReports.of(descriptor).part(new byte[64]);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageNotContaining("Index");
        }
    }
}
