package loyalty.drivers.hid;

import java.util.Locale;

/**
 * What an element of a report is for, by the HID usage tables.
 *
 * @param page such as 0x8C, bar code scanners
 * @param id within the page
 */
record Usage(int page, int id) {
    private static final int BAR_CODE_SCANNER = 0x8C;
    private static final int HONEYWELL = 0xFF8C;

    /** True for the scanner page of the standard and for the one Honeywell puts in its place. */
    boolean ofScanner() {
        return page == BAR_CODE_SCANNER || page == HONEYWELL;
    }

    boolean isScanner(int wanted) {
        return ofScanner() && id == wanted;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%02x:%02x", page, id);
    }
}
