package loyalty.drivers.simulate;

import java.time.Duration;
import loyalty.drivers.DeviceException;

/** The device's side of a wire, from one plugging in to the next unplugging. */
interface DeviceEnd {
    /** What a driver opens. */
    String address();

    boolean connected() throws DeviceException;

    byte[] read(Duration patience) throws DeviceException;

    int write(byte[] bytes, Duration patience) throws DeviceException;

    /** Unplugs. */
    void close() throws DeviceException;
}
