package loyalty.drivers.simulate;

import java.nio.file.Path;
import loyalty.drivers.DeviceException;

/** The wire a command line asks for. */
public final class Wires {
    private Wires() {}

    /**
     * Plugged in.
     *
     * @param where {@code pty}, {@code pty:/path/of/link} or {@code tcp:port}
     * @param second what a TCP device does with a second driver
     */
    public static SimulatedWire open(String where, SecondConnection second) throws DeviceException {
        if (where.equals("pty")) return PtyWire.open();
        if (where.startsWith("pty:")) return PtyWire.open(Path.of(where.substring(4)));
        if (where.matches("tcp:[0-9]{1,5}")) {
            return TcpWire.open(Integer.parseInt(where.substring(4)), second);
        }
        throw new IllegalArgumentException(
                "no such place: " + where + "; write pty, pty:/path/of/link or tcp:port");
    }
}
