package loyalty.drivers.posix;

import com.sun.jna.LastErrorException;
import java.nio.file.Path;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.presence.Holder;

/** Turns the C library's error numbers into faults with a sentence. */
final class Errno {
    private Errno() {}

    static DeviceException opening(Path path, LastErrorException e) {
        return switch (e.getErrorCode()) {
            case C.EACCES, C.EPERM ->
                    new DeviceException(
                            Fault.NO_ACCESS,
                            path
                                    + " may not be opened by this user: install the udev rules or"
                                    + " add the user to the group that owns it",
                            e);
            case C.EBUSY -> new DeviceException(Fault.BUSY, path + " is busy" + by(path), e);
            case C.ENOENT, C.ENOTDIR ->
                    new DeviceException(
                            Fault.UNPLUGGED,
                            path + " does not exist: is the device plugged in?",
                            e);
            default ->
                    new DeviceException(
                            Fault.UNPLUGGED, path + " cannot be opened: " + e.getMessage(), e);
        };
    }

    static DeviceException using(String name, LastErrorException e) {
        return e.getErrorCode() == C.EBUSY
                ? new DeviceException(Fault.BUSY, name + " is busy" + by(Path.of(name)), e)
                : new DeviceException(Fault.UNPLUGGED, name + " is gone: " + e.getMessage(), e);
    }

    private static String by(Path path) {
        return Holder.sentence(path);
    }
}
