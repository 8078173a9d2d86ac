package loyalty.drivers.scanner;

import loyalty.drivers.DeviceAddress.Scheme;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.Ticker;
import loyalty.drivers.hid.KeyEvents;
import loyalty.drivers.link.HidLink;
import loyalty.drivers.link.Link;
import loyalty.drivers.link.Links;

/** Opens scanners: one door for every kind. */
public final class Scanners {
    private Scanners() {}

    /**
     * Opens the scanner once; after it fails, open another.
     *
     * @throws DeviceException if it is not there, held or forbidden
     */
    public static Scanner open(ScannerSettings settings) throws DeviceException {
        return settings.address().scheme() == Scheme.JAVAPOS
                ? JavaPosScanner.open(settings, Ticker.system())
                : over(link(settings), settings);
    }

    private static Link link(ScannerSettings settings) throws DeviceException {
        return switch (settings.address().scheme()) {
            case HIDRAW, USB -> Links.openHid(settings.address(), settings.link());
            case SERIAL, TCP, FILE, STDIN, EVDEV -> Links.open(settings.address(), settings.link());
            default ->
                    throw new DeviceException(
                            Fault.UNSUPPORTED, settings.address() + " is not a scanner's address");
        };
    }

    /**
     * A scanner over a link that is open already, such as a recording's. What the bytes are is told
     * by the address: reports, key events or plain.
     */
    public static Scanner over(Link link, ScannerSettings settings) throws DeviceException {
        Ticker ticker = Ticker.system();
        return switch (settings.address().scheme()) {
            case HIDRAW, USB -> HidScanner.open((HidLink) link, settings, ticker);
            case EVDEV -> new FramedScanner(link, new Keys(), settings, ticker);
            default -> new FramedScanner(link, chunk -> chunk, settings, ticker);
        };
    }

    /** A keyboard wedge's decoder. */
    static final class Keys implements FramedScanner.Decoder {
        private final KeyEvents events = new KeyEvents();

        @Override
        public byte[] decode(byte[] chunk) {
            return events.decode(chunk);
        }

        @Override
        public boolean lost() {
            return events.lost();
        }
    }
}
