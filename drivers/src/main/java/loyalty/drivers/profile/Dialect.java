package loyalty.drivers.profile;

/** The language a printer reads. */
public enum Dialect {
    /** Epson's, and of nearly every clone. */
    ESC_POS,
    /** Star Line Mode. */
    STAR
}
