import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.DataOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Draws the bundled receipt font from DejaVu Sans Mono. Not part of the build; run by hand on a JDK
 * with its desktop module when letters are to be added:
 *
 * <pre>java src/font/DrawCells.java DejaVuSansMono.ttf DejaVuSansMono-Bold.ttf \
 *     src/main/resources/loyalty/receipt/font/cells-12x24.bin</pre>
 */
public final class DrawCells {
    private static final int WIDE = 12;
    private static final int HIGH = 24;
    private static final int BASELINE = 19;
    private static final float SIZE = 20;

    /** Blocks a receipt in the languages of the templates, or their neighbours', may need. */
    private static final int[][] BLOCKS = {
        {0x21, 0x7E}, {0xA1, 0x24F}, {0x2B0, 0x2FF}, {0x300, 0x36F}, {0x370, 0x3FF}, {0x400, 0x52F},
        {0x531, 0x58F}, {0x10A0, 0x10FF}, {0x1E00, 0x1EFF}, {0x2010, 0x2027}, {0x2030, 0x205E},
        {0x2070, 0x209F}, {0x20A0, 0x20BF}, {0x2100, 0x218F}, {0x2190, 0x21FF}, {0x2200, 0x22FF},
        {0x2300, 0x23CF}, {0x2500, 0x259F}, {0x25A0, 0x25FF}, {0x2600, 0x266F}, {0x2700, 0x27BF}
    };

    private DrawCells() {}

    public static void main(String[] args) throws Exception {
        Font regular = font(args[0]);
        Font bold = font(args[1]);
        List<Integer> letters = new ArrayList<>();
        letters.add(0x20);
        for (int[] block : BLOCKS) {
            for (int c = block[0]; c <= block[1]; c++) {
                if (Character.isDefined(c) && regular.canDisplay(c)) {
                    letters.add(c);
                }
            }
        }
        letters.add(4, 0xA0);
        letters.sort(null);
        Deflater best = new Deflater(Deflater.BEST_COMPRESSION);
        try (DataOutputStream out =
                new DataOutputStream(
                        new DeflaterOutputStream(new FileOutputStream(args[2]), best))) {
            out.writeInt(letters.size());
            for (int letter : letters) {
                out.writeInt(letter);
            }
            for (int letter : letters) {
                out.write(cell(regular, letter));
            }
            for (int letter : letters) {
                out.write(cell(bold.canDisplay(letter) ? bold : regular, letter));
            }
        }
        System.out.println(letters.size() + " letters");
    }

    private static Font font(String file) throws Exception {
        return Font.createFont(Font.TRUETYPE_FONT, new File(file)).deriveFont(SIZE);
    }

    private static byte[] cell(Font font, int letter) {
        BufferedImage image = new BufferedImage(WIDE, HIGH, BufferedImage.TYPE_BYTE_BINARY);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, WIDE, HIGH);
        pen.setColor(Color.BLACK);
        pen.setFont(font);
        pen.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_OFF);
        pen.drawString(Character.toString(letter), 0, BASELINE);
        pen.dispose();
        byte[] dots = new byte[WIDE * HIGH / 8];
        for (int i = 0; i < WIDE * HIGH; i++) {
            if ((image.getRGB(i % WIDE, i / WIDE) & 0xFF) == 0) {
                dots[i >> 3] |= (byte) (0x80 >> (i & 7));
            }
        }
        return dots;
    }
}
