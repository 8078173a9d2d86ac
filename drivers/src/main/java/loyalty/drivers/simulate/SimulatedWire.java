package loyalty.drivers.simulate;

import java.time.Duration;
import loyalty.drivers.DeviceException;

/** The device's end of a wire: a PTY or a TCP port that drivers open by its address. */
public interface SimulatedWire extends AutoCloseable {
    /** What a driver is configured with, such as {@code serial:/dev/pts/3}. */
    String address();

    /** True while a driver has it open. */
    boolean connected() throws DeviceException;

    /** What the driver sent; waits at most {@code patience}. Empty for silence or no driver. */
    byte[] read(Duration patience) throws DeviceException;

    /** Sends to the driver; answers how many bytes were taken. Nobody there: none. */
    int write(byte[] bytes, Duration patience) throws DeviceException;

    /** Pulls the plug: the driver sees the device go. */
    void unplug() throws DeviceException;

    /** Plugs in again under the same address. */
    void plug() throws DeviceException;

    /** True between {@link #plug} and {@link #unplug}. */
    boolean plugged();

    @Override
    void close();
}
