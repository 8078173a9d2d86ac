package loyalty.drivers.escpos;

import java.nio.charset.StandardCharsets;
import loyalty.drivers.encode.Bytes;
import loyalty.drivers.encode.PrinterCommands;
import loyalty.drivers.encode.RealTime;
import loyalty.drivers.profile.Cutter;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.drivers.profile.Quirk;
import loyalty.drivers.profile.RasterWay;
import loyalty.receipt.page.Bitmap;
import loyalty.receipt.page.Page;
import loyalty.receipt.page.Style;
import loyalty.receipt.page.Symbol;

/** ESC/POS for one page, as short as it can be said. */
public final class EscPosCommands implements PrinterCommands {
    private static final int LF = 0x0A;
    private static final int ESC = 0x1B;
    private static final int GS = 0x1D;
    private static final int FEED_MAX = 255;

    /** Rows per picture command: small enough for any buffer's header, and no 10 04 in it. */
    private static final int BAND_ROWS = 960;

    private final PrinterProfile profile;
    private final Bytes out = new Bytes();
    private final EscPosCodes codes;
    private Style style = Style.PLAIN;
    private boolean styleKnown = true;
    private int page = -1;
    private int align;
    private int margin;

    public EscPosCommands(PrinterProfile profile) {
        this.profile = profile;
        this.codes = new EscPosCodes(out);
        out.put(ESC, '3', Page.CELL_HIGH * profile.paper().feedUnits());
    }

    @Override
    public void page(int number) {
        if (number != page) out.put(ESC, 't', number);
        page = number;
    }

    @Override
    public boolean can(Style wanted) {
        int largest = profile.has(Quirk.SIZE_TWO_AT_MOST) ? 2 : Style.SIZE_MAX;
        boolean inverts = !profile.has(Quirk.NO_INVERSION);
        return wanted.wide() <= largest
                && wanted.high() <= largest
                && (inverts || !wanted.inverted());
    }

    @Override
    public void style(Style wanted) {
        flow();
        if (styleKnown && wanted.equals(style)) return;
        boolean small = wanted.wide() <= 2 && wanted.high() <= 2;
        if (small) modes(wanted);
        else largeModes(wanted);
        if (!styleKnown || wanted.inverted() != style.inverted()) {
            out.put(GS, 'B', wanted.inverted() ? 1 : 0);
        }
        style = wanted;
        styleKnown = true;
    }

    /** One command sets weight, underline and sizes up to twice. */
    private void modes(Style wanted) {
        if (styleKnown && wanted.withInverted(style.inverted()).equals(style)) return;
        int bits =
                (wanted.bold() ? 0x08 : 0)
                        | (wanted.high() == 2 ? 0x10 : 0)
                        | (wanted.wide() == 2 ? 0x20 : 0)
                        | (wanted.underlined() ? 0x80 : 0);
        out.put(ESC, '!', bits);
    }

    private void largeModes(Style wanted) {
        if (!styleKnown || wanted.wide() != style.wide() || wanted.high() != style.high()) {
            out.put(GS, '!', ((wanted.wide() - 1) << 4) | (wanted.high() - 1));
        }
        if (!styleKnown || wanted.bold() != style.bold()) {
            out.put(ESC, 'E', wanted.bold() ? 1 : 0);
        }
        if (!styleKnown || wanted.underlined() != style.underlined()) {
            out.put(ESC, '-', wanted.underlined() ? 1 : 0);
        }
    }

    @Override
    public void letters(byte[] letters) {
        flow();
        out.put(letters);
    }

    @Override
    public void moveTo(int dots) {
        flow();
        out.put(ESC, '$').pair(dots);
    }

    @Override
    public int moveCost() {
        return profile.has(Quirk.NO_ABSOLUTE_POSITION) ? Integer.MAX_VALUE : 4;
    }

    @Override
    public void feed(int lines) {
        out.feeds(lines, 'd', FEED_MAX);
    }

    /** Text begins at the left edge again after something that was placed. */
    private void flow() {
        place(0, 0);
    }

    private void place(int wantedAlign, int wantedMargin) {
        if (align != wantedAlign) out.put(ESC, 'a', wantedAlign);
        if (margin != wantedMargin) out.put(GS, 'L').pair(wantedMargin);
        align = wantedAlign;
        margin = wantedMargin;
    }

    /** Places something {@code wide} with its left edge at {@code x}, the shortest way. */
    private void placeAt(int x, int wide) {
        int free = profile.paper().dots() - wide;
        if (x == 0) place(0, 0);
        else if (x == free / 2) place(1, 0);
        else if (x == free) place(2, 0);
        else place(0, x);
    }

    @Override
    public void picture(int x, Bitmap picture) {
        if (profile.graphics().raster() == RasterWay.ESC_STAR) {
            strips(x, picture);
        } else {
            for (int y = 0; y < picture.high(); y += BAND_ROWS) {
                band(x, picture, y, Math.min(BAND_ROWS, picture.high() - y));
            }
        }
    }

    private void band(int x, Bitmap picture, int y, int rows) {
        placeAt(x, 8 * picture.stride());
        byte[] bits = new byte[rows * picture.stride()];
        System.arraycopy(picture.bits(), y * picture.stride(), bits, 0, bits.length);
        out.put(GS, 'v', '0', 0).pair(picture.stride()).pair(rows);
        out.put(RealTime.defused(bits));
    }

    /** Columns of 24 dots, a line feed after each strip. */
    private void strips(int x, Bitmap picture) {
        style(Style.PLAIN);
        for (int y = 0; y < picture.high(); y += Page.CELL_HIGH) {
            if (x > 0) out.put(ESC, '$').pair(x);
            out.put(ESC, '*', 33).pair(picture.wide());
            out.put(RealTime.defused(columns(picture, y)));
            out.put(LF);
        }
    }

    private static byte[] columns(Bitmap picture, int top) {
        byte[] columns = new byte[3 * picture.wide()];
        for (int x = 0; x < picture.wide(); x++) {
            for (int y = 0; y < Page.CELL_HIGH; y++) {
                if (picture.black(x, top + y)) {
                    columns[3 * x + (y >> 3)] |= (byte) (0x80 >> (y & 7));
                }
            }
        }
        return columns;
    }

    @Override
    public boolean code(int x, Symbol symbol) {
        boolean knows = profile.graphics().codes().contains(symbol.kind());
        if (!knows || !codes.can(symbol)) return false;
        int quiet = symbol.quiet() * symbol.dots();
        placeAt(x + quiet, symbol.dotsWide() - 2 * quiet);
        if (symbol.qr()) {
            feedDots(quiet);
            codes.qr(symbol);
            feedDots(quiet);
        } else {
            codes.bars(symbol);
        }
        return true;
    }

    private void feedDots(int dots) {
        if (dots > 0) out.put(ESC, 'J', dots * profile.paper().feedUnits());
    }

    @Override
    public void cut() {
        Cutter cutter = profile.cutter();
        boolean full = cutter.kind() == Cutter.Kind.FULL;
        if (cutter.feedRows() > 0) feed(cutter.feedRows());
        if (cutter.kind() == Cutter.Kind.NONE) return;
        switch (cutter.command()) {
            case FEED_AND_CUT -> out.put(GS, 'V', full ? 65 : 66, 0);
            case CUT -> out.put(GS, 'V', full ? 0 : 1);
            case ESC_I -> out.put(ESC, full ? 'i' : 'm');
        }
    }

    @Override
    public void raw(byte[] bytes) {
        flow();
        out.put(bytes);
        page = -1;
        styleKnown = false;
    }

    @Override
    public byte[] bytes() {
        return out.all();
    }

    /** Text as the bytes of a command's data. */
    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
