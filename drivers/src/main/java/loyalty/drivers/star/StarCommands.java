package loyalty.drivers.star;

import java.nio.charset.StandardCharsets;
import loyalty.drivers.encode.Bytes;
import loyalty.drivers.encode.PrinterCommands;
import loyalty.drivers.profile.Cutter;
import loyalty.drivers.profile.PrinterProfile;
import loyalty.receipt.page.Bitmap;
import loyalty.receipt.page.Page;
import loyalty.receipt.page.Style;
import loyalty.receipt.page.Symbol;

/** Star Line Mode for one page, as short as it can be said. */
public final class StarCommands implements PrinterCommands {
    private static final int LF = 0x0A;
    private static final int ESC = 0x1B;
    private static final int GS = 0x1D;
    private static final int RS = 0x1E;
    private static final int FEED_MAX = 127;

    private final PrinterProfile profile;
    private final Bytes out = new Bytes();
    private Style style = Style.PLAIN;
    private boolean styleKnown = true;
    private int page = -1;
    private int align;

    public StarCommands(PrinterProfile profile) {
        this.profile = profile;
        out.put(ESC, 'z', 0); // lines of 3 mm, 24 dots
    }

    @Override
    public void page(int number) {
        if (number != page) out.put(ESC, GS, 't', number);
        page = number;
    }

    @Override
    public boolean can(Style wanted) {
        return true;
    }

    @Override
    public void style(Style wanted) {
        align(0);
        if (!styleKnown || wanted.wide() != style.wide() || wanted.high() != style.high()) {
            out.put(ESC, 'i', wanted.high() - 1, wanted.wide() - 1);
        }
        if (!styleKnown || wanted.bold() != style.bold()) {
            out.put(ESC, wanted.bold() ? 'E' : 'F');
        }
        if (!styleKnown || wanted.underlined() != style.underlined()) {
            out.put(ESC, '-', wanted.underlined() ? 1 : 0);
        }
        if (!styleKnown || wanted.inverted() != style.inverted()) {
            out.put(ESC, wanted.inverted() ? '4' : '5');
        }
        style = wanted;
        styleKnown = true;
    }

    @Override
    public void letters(byte[] letters) {
        align(0);
        out.put(letters);
    }

    @Override
    public void moveTo(int dots) {
        align(0);
        out.put(ESC, GS, 'A').pair(dots);
    }

    @Override
    public int moveCost() {
        return 5;
    }

    @Override
    public void feed(int lines) {
        out.feeds(lines, 'a', FEED_MAX);
    }

    private void align(int wanted) {
        if (align != wanted) out.put(ESC, GS, 'a', wanted);
        align = wanted;
    }

    /** Strips of 24 rows, a line feed after each. */
    @Override
    public void picture(int x, Bitmap picture) {
        style(Style.PLAIN);
        for (int y = 0; y < picture.high(); y += Page.CELL_HIGH) {
            if (x > 0) moveTo(x);
            out.put(ESC, 'k').pair(picture.stride()).put(strip(picture, y)).put(LF);
        }
    }

    private static byte[] strip(Bitmap picture, int top) {
        byte[] strip = new byte[Page.CELL_HIGH * picture.stride()];
        byte[] bits = picture.bits();
        int from = top * picture.stride();
        System.arraycopy(bits, from, strip, 0, Math.min(strip.length, bits.length - from));
        return strip;
    }

    @Override
    public boolean code(int x, Symbol symbol) {
        int quiet = symbol.quiet() * symbol.dots();
        int side = side(x + quiet, symbol.dotsWide() - 2 * quiet);
        boolean knows = profile.graphics().codes().contains(symbol.kind());
        if (!knows || side < 0) return false;
        return symbol.qr() ? qr(symbol, side) : bars(symbol, side);
    }

    /** Which alignment puts it there; -1 if none does. */
    private int side(int x, int wide) {
        int free = profile.paper().dots() - wide;
        if (x == 0) return 0;
        if (x == free / 2) return 1;
        return x == free ? 2 : -1;
    }

    private boolean qr(Symbol symbol, int side) {
        byte[] data = symbol.data().getBytes(StandardCharsets.UTF_8);
        int quiet = symbol.quiet() * symbol.dots();
        align(side);
        out.put(ESC, 'I', quiet);
        out.put(ESC, GS, 'y', 'S', '1', level(symbol.level()));
        out.put(ESC, GS, 'y', 'S', '2', symbol.dots());
        out.put(ESC, GS, 'y', 'D', '1', 0).pair(data.length).put(data);
        out.put(ESC, GS, 'y', 'P');
        out.put(ESC, 'I', quiet);
        return true;
    }

    private static int level(Symbol.Level level) {
        return switch (level) {
            case L -> 0;
            case M -> 1;
            case Q -> 2;
            case H -> 3;
        };
    }

    /** Only kinds whose bars have the width that the page gives them. */
    private boolean bars(Symbol symbol, int side) {
        int kind =
                switch (symbol.kind()) {
                    case UPC_E -> '0';
                    case UPC_A -> '1';
                    case EAN_8 -> '2';
                    case EAN_13 -> '3';
                    case CODE_128 -> '6';
                    default -> -1;
                };
        boolean plain = symbol.data().chars().allMatch(c -> c >= 0x20 && c < 0x7F && c != '%');
        if (kind < 0 || !plain || symbol.dots() < 2 || symbol.dots() > 4) return false;
        align(side);
        int caption = symbol.caption().isEmpty() ? '1' : '2';
        out.put(ESC, 'b', kind, caption, '0' + symbol.dots() - 1, symbol.barsHigh());
        out.put(symbol.data().getBytes(StandardCharsets.US_ASCII)).put(RS);
        return true;
    }

    @Override
    public void cut() {
        Cutter cutter = profile.cutter();
        boolean full = cutter.kind() == Cutter.Kind.FULL;
        if (cutter.feedRows() > 0) feed(cutter.feedRows());
        if (cutter.kind() == Cutter.Kind.NONE) return;
        int feeds = cutter.command() == Cutter.Command.FEED_AND_CUT ? 2 : 0;
        out.put(ESC, 'd', feeds + (full ? 0 : 1));
    }

    @Override
    public void raw(byte[] bytes) {
        align(0);
        out.put(bytes);
        page = -1;
        styleKnown = false;
    }

    @Override
    public byte[] bytes() {
        return out.all();
    }
}
