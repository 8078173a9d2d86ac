package loyalty.drivers.link;

import java.time.Duration;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;

/**
 * A wire to a device: bytes out with a watchdog, bytes in with patience. What the bytes mean is the
 * driver's business. One thread owns a link; only {@link #close} may come from another.
 */
public interface Link extends AutoCloseable {
    /**
     * Hands bytes to the device and waits at most {@code patience} for it to take them. Answers how
     * many were taken: fewer than {@code length} means the device has stopped reading. Taken bytes
     * are on their way for good and must not be sent again; the rest was not sent.
     *
     * @throws DeviceException if the device is gone; the link is then closed
     */
    int write(byte[] bytes, int offset, int length, Duration patience) throws DeviceException;

    /**
     * The bytes that have come in, in order; waits at most {@code patience} for the first of them.
     * Empty means silence. Media that deliver reports or events answer whole ones only.
     *
     * @throws DeviceException if the device is gone; the link is then closed
     */
    byte[] read(Duration patience) throws DeviceException;

    /** The address it was opened by, for messages. */
    String name();

    /** Lets go of the device; frees a reader or writer that waits in it. Twice is harmless. */
    @Override
    void close();

    /** Hands over all bytes or fails with {@link Fault#TIMED_OUT}, saying how many were taken. */
    default void writeAll(byte[] bytes, Duration patience) throws DeviceException {
        int taken = write(bytes, 0, bytes.length, patience);
        if (taken < bytes.length) {
            throw new DeviceException(
                    Fault.TIMED_OUT,
                    name()
                            + " took "
                            + taken
                            + " of "
                            + bytes.length
                            + " bytes in "
                            + patience.toMillis()
                            + " ms: check that the device is switched on and ready");
        }
    }
}
