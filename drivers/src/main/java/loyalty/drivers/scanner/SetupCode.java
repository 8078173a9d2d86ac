package loyalty.drivers.scanner;

import com.google.zxing.oned.Code128Writer;
import java.util.Base64;
import loyalty.receipt.page.Bitmap;
import loyalty.receipt.raster.PngWriter;

/**
 * A barcode that switches a scanner over, as its maker has it.
 *
 * @param name whose scanners, and what they become
 * @param mode what they show themselves as afterwards
 * @param code128 what the barcode says; {@code {FNC3}} is that function character, which tells a
 *     scanner that it is spoken to
 * @param source who says so
 */
public record SetupCode(String name, ScannerModel.Mode mode, String code128, String source) {
    private static final String FNC3 = "{FNC3}";
    private static final String FNC3_OF_ZXING = "\u00f3";
    private static final int MODULE = 2;
    private static final int HIGH = 96;

    public SetupCode {
        if (!code128.replace(FNC3, "").chars().allMatch(c -> c < 0x80) || code128.isEmpty()) {
            throw new IllegalArgumentException("code128 takes ASCII and {FNC3}: " + code128);
        }
        if (source.isBlank()) throw new IllegalArgumentException("lacks a source");
    }

    /** The barcode, without the white beside it. */
    public Bitmap bars() {
        boolean[] modules = new Code128Writer().encode(code128.replace(FNC3, FNC3_OF_ZXING));
        int wide = modules.length * MODULE;
        int stride = (wide + 7) / 8;
        byte[] bits = new byte[stride * HIGH];
        for (int y = 0; y < HIGH; y++) {
            for (int x = 0; x < wide; x++) {
                if (modules[x / MODULE]) bits[y * stride + x / 8] |= (byte) (0x80 >> x % 8);
            }
        }
        return new Bitmap(wide, HIGH, bits);
    }

    /** A part of a sheet in receipt markup: the name, the barcode, where it is from. */
    public String markup() {
        String picture = Base64.getEncoder().encodeToString(PngWriter.write(bars()));
        return "|\"" + escaped(name) + "\n{image:" + picture + "}\n|" + escaped(source) + "\n\n";
    }

    private static String escaped(String text) {
        return text.replaceAll("[\\\\|{}~_\"`^-]", "\\\\$0");
    }
}
