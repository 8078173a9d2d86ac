package loyalty.receipt.page;

/**
 * A barcode or QR code, checked and encoded, so that its size is known.
 *
 * @param data what a printer's own command takes: with the check digit for EAN and UPC, without the
 *     asterisks for Code 39, with the start and stop letters for Codabar, eight digits for UPC-E;
 *     text for QR (bytes are its UTF-8)
 * @param modules without quiet zone. QR: a square, one dot per module. Barcodes: one row as wide as
 *     on paper, because the wide bars of some kinds are two and a half narrow ones
 * @param dots dots per module, or per narrow bar: 2 to 4 for barcodes, 3 to 8 for QR
 * @param barsHigh height of the bars in dots, 24 to 240; not used for QR
 * @param caption what is written under the bars; empty for none
 * @param level how much damage a QR code survives; not used for barcodes
 * @param quiet white modules kept on each side (for QR also above and below)
 */
public record Symbol(
        Kind kind,
        String data,
        Bitmap modules,
        int dots,
        int barsHigh,
        String caption,
        Level level,
        int quiet) {

    /** The kinds the markup knows. */
    public enum Kind {
        UPC_A,
        UPC_E,
        EAN_13,
        EAN_8,
        CODE_39,
        ITF,
        CODABAR,
        CODE_93,
        CODE_128,
        QR
    }

    /** Error correction of QR codes: about 7, 15, 25 and 30 percent. */
    public enum Level {
        L,
        M,
        Q,
        H
    }

    /** Dots between the bars and their caption. */
    public static final int CAPTION_GAP = 2;

    public Symbol {
        if (dots < 1 || quiet < 0) {
            throw new IllegalArgumentException("dots " + dots + ", quiet " + quiet);
        }
    }

    public boolean qr() {
        return kind == Kind.QR;
    }

    /** The same symbol with this many white modules on each side. */
    public Symbol withQuiet(int newQuiet) {
        return new Symbol(kind, data, modules, dots, barsHigh, caption, level, newQuiet);
    }

    /** Width in dots, quiet zone included. */
    public int dotsWide() {
        return modules.wide() * (qr() ? dots : 1) + 2 * quiet * dots;
    }

    /** Height in dots, quiet zone and caption included. */
    public int dotsHigh() {
        if (qr()) {
            return (modules.high() + 2 * quiet) * dots;
        }
        return barsHigh + (caption.isEmpty() ? 0 : CAPTION_GAP + Page.CELL_HIGH);
    }
}
