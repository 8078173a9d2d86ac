package loyalty.drivers.escpos;

import java.nio.charset.StandardCharsets;
import loyalty.drivers.encode.Bytes;
import loyalty.drivers.encode.Code128Sets;
import loyalty.drivers.encode.RealTime;
import loyalty.receipt.page.Symbol;

/** Barcodes and QR codes that the printer draws. */
final class EscPosCodes {
    private static final int DATA_MAX = 255;
    private static final int GS = 0x1D;

    private final Bytes out;
    private int high = -1;
    private int dots = -1;
    private boolean caption;

    EscPosCodes(Bytes out) {
        this.out = out;
    }

    /** False if the data cannot be said safely. */
    boolean can(Symbol symbol) {
        if (symbol.qr()) return !RealTime.in(store(symbol));
        boolean ascii = symbol.data().chars().allMatch(c -> c < 0x80);
        return ascii && data(symbol).length <= DATA_MAX && !RealTime.in(draw(symbol));
    }

    void bars(Symbol symbol) {
        if (symbol.barsHigh() != high) out.put(GS, 'h', symbol.barsHigh());
        if (symbol.dots() != dots) out.put(GS, 'w', symbol.dots());
        if (caption == symbol.caption().isEmpty()) out.put(GS, 'H', caption ? 0 : 2);
        high = symbol.barsHigh();
        dots = symbol.dots();
        caption = !symbol.caption().isEmpty();
        out.put(draw(symbol));
    }

    private static byte[] draw(Symbol symbol) {
        byte[] data = data(symbol);
        Bytes command = new Bytes();
        command.put(GS, 'k', kind(symbol.kind()), data.length).put(data);
        return command.all();
    }

    /** {@code GS k}'s second numbering, whose data has a length in front. */
    private static int kind(Symbol.Kind kind) {
        return switch (kind) {
            case UPC_A -> 65;
            case UPC_E -> 66;
            case EAN_13 -> 67;
            case EAN_8 -> 68;
            case CODE_39 -> 69;
            case ITF -> 70;
            case CODABAR -> 71;
            case CODE_93 -> 72;
            case CODE_128 -> 73;
            case QR -> throw new IllegalArgumentException("QR codes are no bars");
        };
    }

    private static int level(Symbol.Level level) {
        return switch (level) {
            case L -> '0';
            case M -> '1';
            case Q -> '2';
            case H -> '3';
        };
    }

    private static byte[] data(Symbol symbol) {
        return symbol.kind() == Symbol.Kind.CODE_128
                ? Code128Sets.shortest(symbol.data())
                : EscPosCommands.ascii(symbol.data());
    }

    void qr(Symbol symbol) {
        out.put(GS, '(', 'k', 3, 0, '1', 'C', symbol.dots());
        out.put(GS, '(', 'k', 3, 0, '1', 'E', level(symbol.level()));
        out.put(store(symbol));
        out.put(GS, '(', 'k', 3, 0, '1', 'Q', '0');
    }

    private static byte[] store(Symbol symbol) {
        byte[] data = symbol.data().getBytes(StandardCharsets.UTF_8);
        Bytes command = new Bytes();
        command.put(GS, '(', 'k').pair(data.length + 3).put('1', 'P', '0').put(data);
        return command.all();
    }
}
