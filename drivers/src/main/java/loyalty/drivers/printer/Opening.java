package loyalty.drivers.printer;

import loyalty.drivers.DeviceException;
import loyalty.drivers.link.Link;

/** Opens the wire to one printer, each time anew. */
@FunctionalInterface
public interface Opening {
    Link open() throws DeviceException;
}
