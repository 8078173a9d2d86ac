package loyalty.drivers.scanner;

import java.time.Duration;
import loyalty.drivers.DeviceAddress;
import loyalty.drivers.link.LinkSettings;

/**
 * One scanner as the configuration describes it.
 *
 * @param framing how codes end; not used by USB HID POS, which says so itself
 * @param duplicateWindow the same code within it is one scan
 */
public record ScannerSettings(
        DeviceAddress address, LinkSettings link, Framing framing, Duration duplicateWindow) {
    public static final Duration USUAL_WINDOW = Duration.ofMillis(1500);

    public ScannerSettings {
        if (duplicateWindow.isNegative()) {
            throw new IllegalArgumentException("negative duplicate window: " + duplicateWindow);
        }
    }

    /** What works for most scanners as they leave the factory. */
    public static ScannerSettings usual(DeviceAddress address) {
        return new ScannerSettings(address, LinkSettings.usual(), Framing.USUAL, USUAL_WINDOW);
    }

    /** The same with another framing. */
    public ScannerSettings with(Framing other) {
        return new ScannerSettings(address, link, other, duplicateWindow);
    }

    /** The same with other link settings. */
    public ScannerSettings with(LinkSettings other) {
        return new ScannerSettings(address, other, framing, duplicateWindow);
    }
}
