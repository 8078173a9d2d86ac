package loyalty.drivers.simulate;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import loyalty.drivers.DeviceException;

/** A network device on a loopback port that serves one driver at a time. */
public final class TcpWire {
    private TcpWire() {}

    /**
     * Listens on loopback; a second driver waits.
     *
     * @param port 0 for any free one
     */
    public static SimulatedWire open(int port) throws DeviceException {
        return open(port, SecondConnection.WAITS);
    }

    /** The same with another way of dealing with a second driver. */
    public static SimulatedWire open(int port, SecondConnection second) throws DeviceException {
        InetSocketAddress wanted = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        TcpEnd first = new TcpEnd(wanted, second);
        return PluggableWire.beginning(first, () -> new TcpEnd(first.where(), second));
    }
}
