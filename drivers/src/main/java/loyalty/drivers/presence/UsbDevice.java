package loyalty.drivers.presence;

import java.nio.file.Path;
import java.util.List;
import loyalty.drivers.UsbIdentity;

/**
 * A USB device that is plugged in.
 *
 * @param identity with serial and port as found
 * @param number the bus's number for it, another one after each replug
 * @param interfaces class and subclass in hex, such as {@code 07/01} for a printer
 * @param nodes what can be opened: {@code /dev/ttyACM0}, {@code /dev/hidraw1}, …
 */
public record UsbDevice(
        UsbIdentity identity,
        int number,
        String manufacturer,
        String product,
        List<String> interfaces,
        List<Path> nodes) {
    public UsbDevice {
        interfaces = List.copyOf(interfaces);
        nodes = List.copyOf(nodes);
    }
}
