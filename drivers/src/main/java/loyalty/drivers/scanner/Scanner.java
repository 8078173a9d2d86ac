package loyalty.drivers.scanner;

import java.time.Duration;
import java.util.Optional;
import loyalty.drivers.DeviceException;

/** A barcode scanner. We ask it, it does not call us, so the owner thread sets the pace. */
public interface Scanner extends AutoCloseable {
    /**
     * The next code, or empty when {@code patience} ran out with nothing scanned.
     *
     * @throws DeviceException if the scanner is gone; it is then closed, and what was half scanned
     *     is forgotten
     */
    Optional<Scan> poll(Duration patience) throws DeviceException;

    @Override
    void close();
}
