package loyalty.drivers.scanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.Result;
import com.google.zxing.common.BitArray;
import com.google.zxing.oned.Code128Reader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import loyalty.drivers.UsbIdentity;
import loyalty.receipt.ReceiptLine;
import loyalty.receipt.page.Bitmap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScannerModelsTest {
    private static final Path SHIPPED = Path.of("..", "config", "scanners.yaml");

    @TempDir Path directory;

    @Test
    void aShippedModelIsRecognisedWithWhatToWrite() throws IOException {
        UsbIdentity found = new UsbIdentity(0x1eab, 0x0d10, "SN-1", "1-2");
        List<ScannerModel> fitting = ScannerModels.read(SHIPPED).fitting(found);
        assertThat(fitting).hasSize(1);
        assertThat(fitting.get(0)).hasToString("Newland EM2028, FM420 (hid-pos)");
        assertThat(fitting.get(0).address(found)).isEqualTo("hidraw:1eab:0d10:SN-1");
        assertThat(fitting.get(0).advice()).isEmpty();
    }

    @Test
    void aKeyboardIsAdvisedToBeSwitchedOver() throws IOException {
        UsbIdentity found = new UsbIdentity(0x05e0, 0x1200, "", "1-2");
        ScannerModel model = ScannerModels.read(SHIPPED).fitting(found).get(0);
        assertThat(model.advice()).contains("set-up barcode").contains("HID POS");
        assertThat(model.address(found)).isEqualTo("evdev:05e0:1200");
    }

    @Test
    void whatIsShippedIsBundledToo() throws IOException {
        UsbIdentity found = new UsbIdentity(0x1eab, 0x0d10, "", "1-2");
        assertThat(ScannerModels.bundled().fitting(found))
                .isEqualTo(ScannerModels.read(SHIPPED).fitting(found));
        assertThat(ScannerModels.bundled().setupCodes()).isNotEmpty();
    }

    @Test
    void aSetUpBarcodeReadsAsWhatTheFileSaysAndSpeaksToTheScanner() throws Exception {
        for (SetupCode code : ScannerModels.bundled().setupCodes()) {
            Bitmap bars = code.bars();
            BitArray row = new BitArray(bars.wide() + 80);
            for (int x = 0; x < bars.wide(); x++) if (bars.black(x, 0)) row.set(x + 40);
            Result read = new Code128Reader().decodeRow(0, row, Map.of());
            assertThat("{FNC3}" + read.getText()).isEqualTo(code.code128());
            byte fnc3 = 96;
            assertThat(read.getRawBytes()[1]).isEqualTo(fnc3);
            assertThat(code.source()).isNotBlank();
            assertThat(ReceiptLine.lay(code.markup(), 48).problems()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scanners: 5",
                "scanners: [{name: a, mode: telepathy, usb: ['1eab:0d10']}]",
                "scanners: [{name: a, mode: serial}]",
                "scanners: [{name: a, mode: serial, usb: [x]}]",
                "scanners: [1]",
                "scanners: []\nsetup: [{name: a, mode: serial, code128: \u0416, source: b}]",
                "scanners: []\nsetup: [{name: a, mode: serial, code128: x}]",
                "scanners: [",
                ""
            })
    void whatIsNotSuchAFileIsRefusedByName(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("scanners.yaml"), text);
        assertThatThrownBy(() -> ScannerModels.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("scanners.yaml");
    }
}
