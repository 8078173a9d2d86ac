package loyalty.drivers.paper;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.oned.CodaBarWriter;
import com.google.zxing.oned.Code128Writer;
import com.google.zxing.oned.Code39Writer;
import com.google.zxing.oned.Code93Writer;
import com.google.zxing.oned.EAN13Writer;
import com.google.zxing.oned.EAN8Writer;
import com.google.zxing.oned.ITFWriter;
import com.google.zxing.oned.OneDimensionalCodeWriter;
import com.google.zxing.oned.UPCEWriter;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.receipt.page.Bitmap;

/** Draws barcodes and QR codes from their data, as the machine's own firmware does. */
final class CodePainter {
    private static final List<String> NAMES =
            List.of(
                    "UPC-A",
                    "UPC-E",
                    "EAN-13",
                    "EAN-8",
                    "CODE-39",
                    "ITF",
                    "CODABAR",
                    "CODE-93",
                    "CODE-128");

    private final Typeface typeface;
    int high;
    int dots;
    int captionPlace;
    int cell;
    int level;
    String stored = "";
    private String words = "";

    CodePainter(Typeface typeface) {
        this.typeface = typeface;
        reset();
    }

    void reset() {
        high = 162;
        dots = 3;
        captionPlace = 0;
        cell = 3;
        level = 0;
        stored = "";
    }

    /** What the last code says, for the text of the paper. */
    String words() {
        return words;
    }

    /**
     * Bars of a kind counted as {@code GS k} does from UPC-A; empty if the data is not fit for it.
     */
    Optional<Bitmap> barcode(int kind, String data) {
        if (kind < 0 || kind >= NAMES.size()) return Optional.empty();
        try {
            String plain = kind == 8 ? startless(data) : data;
            boolean[] modules = writer(kind).encode(fit(kind, plain));
            words = "[" + NAMES.get(kind) + " " + readable(kind, plain) + "]";
            return Optional.of(bars(modules, captionPlace == 0 ? "" : readable(kind, plain)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static OneDimensionalCodeWriter writer(int kind) {
        return switch (kind) {
            case 0, 2 -> new EAN13Writer();
            case 1 -> new UPCEWriter();
            case 3 -> new EAN8Writer();
            case 4 -> new Code39Writer();
            case 5 -> new ITFWriter();
            case 6 -> new CodaBarWriter();
            case 7 -> new Code93Writer();
            default -> new Code128Writer();
        };
    }

    private static String fit(int kind, String data) {
        return kind == 0 ? "0" + data : data;
    }

    private static String readable(int kind, String data) {
        return kind == 8 ? data.replaceAll("[\u00f1-\u00f4]", "") : data;
    }

    /**
     * ESC/POS chooses the sets of Code 128 by <code>{A {B {C</code>, and in set C two digits are
     * one byte. Turned into the plain text that they spell.
     */
    private static String startless(String data) {
        if (!data.startsWith("{")) return data;
        StringBuilder text = new StringBuilder();
        char set = 'B';
        for (int i = 0; i < data.length(); i++) {
            char c = data.charAt(i);
            if (c == '{' && i + 1 < data.length()) {
                char next = data.charAt(++i);
                if (next == '{') text.append('{');
                else if (next >= 'A' && next <= 'C') set = next;
                else if (next == '1') text.append('\u00f1');
                else throw new IllegalArgumentException("no such code: {" + next);
            } else if (set == 'C') {
                if (c > 99) throw new IllegalArgumentException("set C ends at 99: " + (int) c);
                text.append((char) ('0' + c / 10)).append((char) ('0' + c % 10));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private Bitmap bars(boolean[] modules, String caption) {
        int wide = modules.length * dots;
        int below = caption.isEmpty() ? 0 : 2 + LineBuffer.letterHigh();
        Roll roll = new Roll(Math.max(wide, caption.length() * 12));
        int left = (roll.wide() - wide) / 2;
        for (int x = 0; x < wide; x++) {
            for (int y = 0; modules[x / dots] && y < high; y++) roll.dot(left + x, y);
        }
        int letters = (roll.wide() - caption.length() * 12) / 2;
        for (int i = 0; i < caption.length(); i++) {
            roll.picture(letters + 12 * i, high + 2, typeface.letter(caption.charAt(i), false));
        }
        roll.unroll(high + below);
        return roll.piece(0, high + below);
    }

    /** The QR code of what was stored. */
    Bitmap qr() {
        words = "[QR " + stored + "]";
        try {
            BitMatrix matrix =
                    new QRCodeWriter()
                            .encode(stored, BarcodeFormat.QR_CODE, 0, 0, hints(stored, level));
            Roll roll = new Roll(matrix.getWidth() * cell);
            for (int y = 0; y < matrix.getHeight() * cell; y++) {
                for (int x = 0; x < roll.wide(); x++) {
                    if (matrix.get(x / cell, y / cell)) roll.dot(x, y);
                }
            }
            roll.unroll(matrix.getHeight() * cell);
            return roll.piece(0, roll.high());
        } catch (WriterException e) {
            throw new Refusal("no QR code of this: " + e.getMessage());
        }
    }

    private static Map<EncodeHintType, Object> hints(String data, int level) {
        ErrorCorrectionLevel chosen =
                switch (level) {
                    case 1 -> ErrorCorrectionLevel.M;
                    case 2 -> ErrorCorrectionLevel.Q;
                    case 3 -> ErrorCorrectionLevel.H;
                    default -> ErrorCorrectionLevel.L;
                };
        boolean plain = data.chars().allMatch(c -> c < 0x80);
        return plain
                ? Map.of(EncodeHintType.ERROR_CORRECTION, chosen, EncodeHintType.MARGIN, 0)
                : Map.of(
                        EncodeHintType.ERROR_CORRECTION,
                        chosen,
                        EncodeHintType.MARGIN,
                        0,
                        EncodeHintType.CHARACTER_SET,
                        "UTF-8");
    }
}
