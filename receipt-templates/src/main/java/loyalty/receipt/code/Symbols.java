package loyalty.receipt.code;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.Writer;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.oned.CodaBarWriter;
import com.google.zxing.oned.Code128Writer;
import com.google.zxing.oned.Code39Writer;
import com.google.zxing.oned.Code93Writer;
import com.google.zxing.oned.EAN13Writer;
import com.google.zxing.oned.EAN8Writer;
import com.google.zxing.oned.ITFWriter;
import com.google.zxing.oned.UPCAWriter;
import com.google.zxing.oned.UPCEWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import loyalty.receipt.page.Bitmap;
import loyalty.receipt.page.Symbol;
import loyalty.receipt.page.Symbol.Kind;

/** Makes symbols of data. Same data, same symbol. */
public final class Symbols {
    /** Modules kept white beside barcodes, and around QR codes. */
    private static final int QUIET_BARS = 10;

    private static final int QUIET_QR = 4;

    /** More letters than any paper has room for, and the most that ZXing takes. */
    private static final int LETTERS_MAX = 80;

    private static final Map<EncodeHintType, Object> NO_MARGIN = Map.of(EncodeHintType.MARGIN, 0);
    private static final Map<EncodeHintType, Object> SHORTEST =
            Map.of(EncodeHintType.MARGIN, 0, EncodeHintType.CODE128_COMPACT, true);

    private Symbols() {}

    /**
     * The symbol for this data in the size asked for.
     *
     * @throws UnprintableCodeException if no scanner could read such a code
     */
    public static Symbol of(CodeOption option, String data) throws UnprintableCodeException {
        return switch (option.type()) {
            case "upc" -> data.length() < 9 ? upcE(option, data) : upcA(option, data);
            case "ean", "jan" -> data.length() < 9 ? ean8(option, data) : ean13(option, data);
            case "code39" -> code39(option, data);
            case "itf" -> itf(option, data);
            case "codabar", "nw7" -> codabar(option, data);
            case "code93" -> code93(option, data);
            case "qrcode" -> qr(option, data);
            default -> code128(option, data);
        };
    }

    private static Symbol ean13(CodeOption option, String data) throws UnprintableCodeException {
        String digits = CheckDigit.complete(data, 12, "EAN-13");
        return bars(option, Kind.EAN_13, digits, digits, new EAN13Writer().encode(digits));
    }

    private static Symbol ean8(CodeOption option, String data) throws UnprintableCodeException {
        String digits = CheckDigit.complete(data, 7, "EAN-8");
        return bars(option, Kind.EAN_8, digits, digits, new EAN8Writer().encode(digits));
    }

    private static Symbol upcA(CodeOption option, String data) throws UnprintableCodeException {
        String digits = CheckDigit.complete(data, 11, "UPC-A");
        BitMatrix matrix = new UPCAWriter().encode(digits, BarcodeFormat.UPC_A, 0, 1, NO_MARGIN);
        return bars(option, Kind.UPC_A, digits, digits, row(matrix));
    }

    private static Symbol upcE(CodeOption option, String data) throws UnprintableCodeException {
        String digits = CheckDigit.completeUpcE(data);
        return bars(option, Kind.UPC_E, digits, digits, new UPCEWriter().encode(digits));
    }

    private static Symbol code39(CodeOption option, String data) throws UnprintableCodeException {
        require(
                data.matches("\\*?[0-9A-Z\\-. $/+%]{1," + LETTERS_MAX + "}\\*?"),
                "Code 39",
                "1 to " + LETTERS_MAX + " capitals, digits, - . $ / + % and blanks");
        String inner = data.replace("*", "");
        boolean[] run = new Code39Writer().encode(inner);
        return twoWidths(option, Kind.CODE_39, inner, "*" + inner + "*", run);
    }

    private static Symbol itf(CodeOption option, String data) throws UnprintableCodeException {
        require(data.matches("([0-9]{2}){1,40}"), "ITF", "an even number of digits, at most 80");
        return twoWidths(option, Kind.ITF, data, data, new ITFWriter().encode(data));
    }

    private static Symbol codabar(CodeOption option, String data) throws UnprintableCodeException {
        require(
                data.matches("[A-Da-d][0-9\\-$:/.+]{1," + LETTERS_MAX + "}[A-Da-d]"),
                "Codabar",
                "1 to " + LETTERS_MAX + " digits and - $ : / . + between two letters A to D");
        String capitals = data.toUpperCase(Locale.ROOT);
        return twoWidths(
                option, Kind.CODABAR, capitals, data, new CodaBarWriter().encode(capitals));
    }

    private static Symbol code93(CodeOption option, String data) throws UnprintableCodeException {
        require(
                ascii(data) && data.length() <= LETTERS_MAX,
                "Code 93",
                "1 to " + LETTERS_MAX + " ASCII letters");
        boolean[] run = row(encode(new Code93Writer(), BarcodeFormat.CODE_93, data, NO_MARGIN));
        return bars(option, Kind.CODE_93, data, visible(data), run);
    }

    private static Symbol code128(CodeOption option, String data) throws UnprintableCodeException {
        require(
                ascii(data) && data.length() <= LETTERS_MAX,
                "Code 128",
                "1 to " + LETTERS_MAX + " ASCII letters");
        boolean[] run = row(encode(new Code128Writer(), BarcodeFormat.CODE_128, data, SHORTEST));
        return bars(option, Kind.CODE_128, data, visible(data), run);
    }

    private static BitMatrix encode(
            Writer writer, BarcodeFormat format, String data, Map<EncodeHintType, Object> hints)
            throws UnprintableCodeException {
        try {
            return writer.encode(data, format, 0, 1, hints);
        } catch (WriterException | IllegalArgumentException e) {
            throw new UnprintableCodeException("\"" + data + "\": " + e.getMessage());
        }
    }

    /** UTF-8 bytes without a mark of their encoding, as printers make QR codes themselves. */
    private static Symbol qr(CodeOption option, String data) throws UnprintableCodeException {
        String bytes =
                new String(data.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        try {
            ByteMatrix matrix =
                    Encoder.encode(bytes, ErrorCorrectionLevel.valueOf(option.level().name()))
                            .getMatrix();
            return new Symbol(
                    Kind.QR, data, square(matrix), option.cell(), 0, "", option.level(), QUIET_QR);
        } catch (WriterException e) {
            throw new UnprintableCodeException(
                    bytes.length()
                            + " bytes are too many for a QR code of level "
                            + option.level());
        }
    }

    private static Bitmap square(ByteMatrix matrix) {
        int size = matrix.getWidth();
        int stride = (size + 7) / 8;
        byte[] bits = new byte[stride * size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                if (matrix.get(x, y) == 1) {
                    bits[y * stride + (x >> 3)] |= (byte) (0x80 >> (x & 7));
                }
            }
        }
        return new Bitmap(size, size, bits);
    }

    /** Bars of one to four modules, each module as many dots. */
    private static Symbol bars(
            CodeOption option, Kind kind, String data, String caption, boolean[] modules) {
        return symbol(option, kind, data, caption, Runs.scaled(modules, option.module()));
    }

    /** Narrow and wide bars, the wide ones two and a half narrow ones, rounded up to a dot. */
    private static Symbol twoWidths(
            CodeOption option, Kind kind, String data, String caption, boolean[] modules) {
        int wide = (5 * option.module() + 1) / 2;
        return symbol(option, kind, data, caption, Runs.twoWidths(modules, option.module(), wide));
    }

    private static Symbol symbol(
            CodeOption option, Kind kind, String data, String caption, Bitmap row) {
        return new Symbol(
                kind,
                data,
                row,
                option.module(),
                option.height(),
                option.caption() ? caption : "",
                option.level(),
                QUIET_BARS);
    }

    private static boolean[] row(BitMatrix matrix) {
        boolean[] row = new boolean[matrix.getWidth()];
        for (int x = 0; x < row.length; x++) {
            row[x] = matrix.get(x, 0);
        }
        return row;
    }

    private static boolean ascii(String data) {
        return !data.isEmpty() && data.chars().allMatch(c -> c < 0x80);
    }

    private static String visible(String data) {
        return data.replaceAll("[\\x00-\\x1F\\x7F]", " ");
    }

    private static void require(boolean fits, String kind, String alphabet)
            throws UnprintableCodeException {
        if (!fits) {
            throw new UnprintableCodeException(kind + " takes " + alphabet);
        }
    }
}
