package loyalty.drivers.scanner;

/** The kinds of symbols a register meets, by their AIM identifiers. */
public enum Symbology {
    EAN_13("]E0"),
    EAN_8("]E4"),
    CODE_128("]C0"),
    GS1_128("]C1"),
    CODE_39("]A"),
    CODABAR("]F"),
    ITF("]I"),
    PDF417("]L"),
    GS1_QR("]Q3"),
    QR("]Q"),
    GS1_DATA_MATRIX("]d2"),
    DATA_MATRIX("]d"),
    AZTEC("]z"),
    DATABAR("]e0"),
    UNKNOWN("");

    private final String aim;

    Symbology(String aim) {
        this.aim = aim;
    }

    /** The symbology of an AIM identifier; {@link #UNKNOWN} for none and for strange ones. */
    public static Symbology of(String aim) {
        for (Symbology symbology : values()) {
            if (aim.startsWith(symbology.aim)) return symbology;
        }
        return UNKNOWN;
    }

    /** True for the symbols of retail products, whose digits are never a phone or a promo code. */
    public boolean retail() {
        return this == EAN_13 || this == EAN_8 || this == DATABAR;
    }
}
