package loyalty.drivers.simulate;

import java.nio.file.Path;
import loyalty.drivers.DeviceException;

/** A serial device on a PTY. */
public final class PtyWire {
    private PtyWire() {}

    /** Plugged in, under a name the system chooses; each plugging in may bring another. */
    public static SimulatedWire open() throws DeviceException {
        return PluggableWire.beginning(PtyEnd.open(null), () -> PtyEnd.open(null));
    }

    /** Plugged in, under a symbolic link that is made anew at each plug, as udev's names are. */
    public static SimulatedWire open(Path link) throws DeviceException {
        Path stable = link.toAbsolutePath();
        return PluggableWire.beginning(PtyEnd.open(stable), () -> PtyEnd.open(stable));
    }
}
