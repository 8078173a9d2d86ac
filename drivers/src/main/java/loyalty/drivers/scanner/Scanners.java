package loyalty.drivers.scanner;

import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.Ticker;
import loyalty.drivers.hid.KeyEvents;
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
        return open(settings, Ticker.system());
    }

    static Scanner open(ScannerSettings settings, Ticker ticker) throws DeviceException {
        return switch (settings.address().scheme()) {
            case SERIAL, TCP, FILE, STDIN ->
                    new FramedScanner(link(settings), chunk -> chunk, settings, ticker);
            case EVDEV -> new FramedScanner(link(settings), new Keys(), settings, ticker);
            case HIDRAW, USB ->
                    HidScanner.open(
                            Links.openHid(settings.address(), settings.link()), settings, ticker);
            default ->
                    throw new DeviceException(
                            Fault.UNSUPPORTED, settings.address() + " is not a scanner's address");
        };
    }

    private static Link link(ScannerSettings settings) throws DeviceException {
        return Links.open(settings.address(), settings.link());
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
