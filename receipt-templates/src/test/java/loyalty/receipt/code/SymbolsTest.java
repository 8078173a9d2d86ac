package loyalty.receipt.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.common.HybridBinarizer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Map;
import javax.imageio.ImageIO;
import loyalty.receipt.ReceiptLine;
import loyalty.receipt.page.Page;
import loyalty.receipt.paper.PngPaper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SymbolsTest {
    /** The picture is read by the JDK and the code by ZXing: nothing of ours checks itself. */
    @ParameterizedTest(name = "{0} {1} reads as {2}")
    @CsvSource({
        "upc,01234567890,012345678905,UPC_A", "upc,0425261,04252614,UPC_E",
        "ean,460123456789,4601234567893,EAN_13", "jan,4601234567893,4601234567893,EAN_13",
        "ean,1234567,12345670,EAN_8", "code39,CARD-42,CARD-42,CODE_39",
        "itf,12345678901234,12345678901234,ITF", "codabar,A1234B,1234,CODABAR",
        "code93,Card 42,Card 42,CODE_93", "code128,VESKA-0042/a,VESKA-0042/a,CODE_128",
        "code128,1234567890,1234567890,CODE_128", "qrcode,ДРУГ-25 қ ₸,ДРУГ-25 қ ₸,QR_CODE",
        "qrcode,https://example.org/c/7f3a,https://example.org/c/7f3a,QR_CODE"
    })
    void aScannerReadsBackWhatThePictureShows(String type, String data, String read, String format)
            throws Exception {
        for (String size : new String[] {"", ",3", ",4", ",hri"}) {
            String markup = "{option:%s%s}\n|{code:%s}".formatted(type, size, data);
            Page page = ReceiptLine.lay("text\n" + markup + "\n|text", 48);

            Result result = scanned(PngPaper.of(page));

            assertThat(result.getText()).isEqualTo(read);
            assertThat(result.getBarcodeFormat()).hasToString(format);
        }
    }

    @ParameterizedTest
    @CsvSource({"ean,4601234567890", "upc,012345678901", "ean,12345678", "upc,04252610"})
    void aWrongCheckDigitIsRefused(String type, String data) {
        assertThatThrownBy(() -> Symbols.of(CodeOption.read(type), data))
                .isInstanceOf(UnprintableCodeException.class)
                .hasMessageContaining("wrong check digit (it should end in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"l", "m", "q", "h"})
    void aQrCodeTooLongForItsLevelIsRefused(String level) {
        assertThatThrownBy(() -> Symbols.of(CodeOption.read("qrcode," + level), "я".repeat(2000)))
                .isInstanceOf(UnprintableCodeException.class)
                .hasMessageContaining("4000 bytes");
    }

    private static Result scanned(byte[] png) throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        int wide = image.getWidth();
        int high = image.getHeight();
        int[] pixels = image.getRGB(0, 0, wide, high, null, 0, wide);
        RGBLuminanceSource source = new RGBLuminanceSource(wide, high, pixels);
        return new MultiFormatReader()
                .decode(
                        new BinaryBitmap(new HybridBinarizer(source)),
                        Map.of(DecodeHintType.TRY_HARDER, true));
    }
}
