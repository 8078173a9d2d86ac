package loyalty.drivers.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.posix.PosixFile;

/** A HID device through the kernel's {@code hidraw}: no native library, nothing to detach. */
final class HidrawLink implements HidLink {
    private static final Path CLASS = Path.of("/sys/class/hidraw");

    private final FileLink link;
    private final Path descriptor;

    private HidrawLink(FileLink link, Path descriptor) {
        this.link = link;
        this.descriptor = descriptor;
    }

    static HidrawLink open(String name, Path path) throws DeviceException {
        FileLink link = FileLink.open(name, path, PosixFile.Access.READ);
        try {
            String node = path.toRealPath().getFileName().toString();
            return new HidrawLink(
                    link, CLASS.resolve(node).resolve("device").resolve("report_descriptor"));
        } catch (IOException e) {
            link.close();
            throw new DeviceException(Fault.UNPLUGGED, path + " is gone: " + e.getMessage(), e);
        }
    }

    @Override
    public byte[] reportDescriptor() throws DeviceException {
        try {
            return Files.readAllBytes(descriptor);
        } catch (IOException e) {
            throw new DeviceException(
                    Fault.UNPLUGGED,
                    name()
                            + " has no report descriptor at "
                            + descriptor
                            + ": is it a hidraw node?",
                    e);
        }
    }

    @Override
    public int write(byte[] bytes, int offset, int length, Duration patience)
            throws DeviceException {
        throw new DeviceException(Fault.UNSUPPORTED, name() + " is only read");
    }

    @Override
    public byte[] read(Duration patience) throws DeviceException {
        return link.read(patience);
    }

    @Override
    public String name() {
        return link.name();
    }

    @Override
    public void close() {
        link.close();
    }
}
