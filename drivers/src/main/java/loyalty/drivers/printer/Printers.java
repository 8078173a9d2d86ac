package loyalty.drivers.printer;

import loyalty.drivers.DeviceAddress;
import loyalty.drivers.Ticker;
import loyalty.drivers.link.LinkSettings;
import loyalty.drivers.link.Links;
import loyalty.drivers.profile.Acknowledge;
import loyalty.drivers.profile.Answers;
import loyalty.drivers.profile.PrinterProfile;

/** Makes the printer that belongs to an address. Nothing is opened before the first job. */
public final class Printers {
    private Printers() {}

    /**
     * A printer.
     *
     * @param name as the configuration calls it; jobs are queued under it
     */
    public static Printer of(
            String name, DeviceAddress address, PrinterProfile profile, LinkSettings settings) {
        return switch (address.scheme()) {
            case SERIAL, USBLP, USB, TCP -> linked(name, address, profile, settings);
            case FILE -> linked(name, address, mute(profile), settings);
            case SPOOL -> new SpoolPrinter(name, address.target(), profile);
            case JAVAPOS -> new JavaPosPrinter(name, address.target(), profile);
            case HIDRAW, EVDEV, STDIN ->
                    throw new IllegalArgumentException(
                            address
                                    + " is no printer; write serial:, usb:, usblp:, tcp:, file:,"
                                    + " spool: or javapos:");
        };
    }

    private static Printer linked(
            String name, DeviceAddress address, PrinterProfile profile, LinkSettings settings) {
        boolean shared = address.scheme() == DeviceAddress.Scheme.TCP;
        Opening opening = () -> Links.open(address, settings);
        return new LinkPrinter(name, opening, profile, Patience.USUAL, Ticker.system(), shared);
    }

    /** A printer over a link of the caller's, such as one that records. */
    public static Printer over(String name, Opening opening, PrinterProfile profile) {
        return new LinkPrinter(name, opening, profile, Patience.USUAL, Ticker.system(), false);
    }

    /** The same model at the end of something that cannot answer. */
    static PrinterProfile mute(PrinterProfile profile) {
        return profile.with(new Answers(Acknowledge.NONE, false, false));
    }
}
