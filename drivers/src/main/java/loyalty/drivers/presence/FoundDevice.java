package loyalty.drivers.presence;

import java.util.List;

/**
 * One line of {@code devices list}.
 *
 * @param kind what it looks like: a guess from its USB interfaces
 * @param addresses what to write into the configuration, best first
 * @param usb {@code vid:pid} with serial and port; empty if it is not a USB device
 * @param name maker and product as the device tells them
 * @param holders who has it open now
 * @param models those of our descriptions that fit
 */
public record FoundDevice(
        Kind kind,
        List<String> addresses,
        String usb,
        String name,
        List<Holder> holders,
        List<String> models) {
    /** What a device looks like from outside. */
    public enum Kind {
        SERIAL,
        PRINTER,
        HID,
        KEYBOARD,
        OTHER
    }

    public FoundDevice {
        addresses = List.copyOf(addresses);
        holders = List.copyOf(holders);
        models = List.copyOf(models);
    }
}
