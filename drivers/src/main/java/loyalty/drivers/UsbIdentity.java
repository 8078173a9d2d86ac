package loyalty.drivers;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stays the same about a USB device when it is unplugged and plugged in again: vendor and
 * product, and, where two alike are used, its serial number or the port it sits in.
 *
 * @param vendor 0 to 0xFFFF
 * @param product 0 to 0xFFFF
 * @param serial empty means any
 * @param port as Linux writes it, {@code 1-1.2}; empty means any
 */
public record UsbIdentity(int vendor, int product, String serial, String port) {
    private static final Pattern FORM =
            Pattern.compile("([0-9a-fA-F]{4}):([0-9a-fA-F]{4})(?::([^@,]*))?(?:@([0-9][0-9.-]*))?");

    public UsbIdentity {
        if (vendor < 0 || vendor > 0xFFFF || product < 0 || product > 0xFFFF) {
            throw new IllegalArgumentException(
                    "vendor and product have four hex digits each: " + vendor + ", " + product);
        }
    }

    /** True if {@code text} is written as {@link #parse} reads it. */
    public static boolean looksLike(String text) {
        return FORM.matcher(text).matches();
    }

    /** Reads {@code vid:pid}, {@code vid:pid:serial}, {@code vid:pid@port}; hex without 0x. */
    public static UsbIdentity parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "not a USB identity: \""
                            + text
                            + "\"; write vendor:product in hex, then the serial or @port if two"
                            + " alike are used, such as 0c2e:0b61:SN123 or 04b8:0e15@1-1.2");
        }
        return new UsbIdentity(
                Integer.parseInt(form.group(1), 16),
                Integer.parseInt(form.group(2), 16),
                form.group(3) == null ? "" : form.group(3),
                form.group(4) == null ? "" : form.group(4));
    }

    /** True if a device found with all four of its details is the one meant here. */
    public boolean matches(UsbIdentity found) {
        return vendor == found.vendor
                && product == found.product
                && (serial.isEmpty() || serial.equals(found.serial))
                && (port.isEmpty() || port.equals(found.port));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%04x:%04x", vendor, product)
                + (serial.isEmpty() ? "" : ":" + serial)
                + (port.isEmpty() ? "" : "@" + port);
    }
}
