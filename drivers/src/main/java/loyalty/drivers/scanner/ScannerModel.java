package loyalty.drivers.scanner;

import java.util.List;
import java.util.Locale;
import loyalty.drivers.UsbIdentity;

/**
 * A scanner we know by its USB numbers, in one of its modes.
 *
 * @param usb vendor and product; serial and port are never part of it
 */
public record ScannerModel(String name, Mode mode, List<UsbIdentity> usb) {
    /** How it shows itself on USB. */
    public enum Mode {
        HID_POS("hidraw"),
        SERIAL("serial"),
        KEYBOARD("evdev");

        private final String scheme;

        Mode(String scheme) {
            this.scheme = scheme;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public ScannerModel {
        usb = List.copyOf(usb);
    }

    /** True if the device found is this one. */
    public boolean fits(UsbIdentity found) {
        return usb.stream().anyMatch(one -> one.matches(found));
    }

    /** What to write into the configuration for the device found. */
    public String address(UsbIdentity found) {
        String serial = found.serial().matches("[A-Za-z0-9._-]{1,64}") ? found.serial() : "";
        return mode.scheme + ":" + new UsbIdentity(found.vendor(), found.product(), serial, "");
    }

    /** What should be changed about it, for a person; empty if nothing. */
    public String advice() {
        return mode == Mode.KEYBOARD
                ? "types like a keyboard and loses GS bytes of state marks: scan the set-up barcode"
                        + " for USB HID POS or USB COM (virtual serial port) in the maker's guide"
                : "";
    }

    @Override
    public String toString() {
        return name + " (" + mode.word() + ")";
    }
}
