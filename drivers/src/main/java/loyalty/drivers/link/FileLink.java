package loyalty.drivers.link;

import java.nio.file.Path;
import java.time.Duration;
import loyalty.drivers.DeviceException;
import loyalty.drivers.posix.PosixFile;

/**
 * A device file, read and written as it is: {@code usblp}, {@code hidraw}, {@code evdev}, a FIFO.
 */
final class FileLink implements Link {
    /** One read takes one HID report, or up to this many bytes of anything else. */
    private static final int MOST = 8192;

    /** {@code _IOW('E', 0x90, int)}. */
    private static final long EVIOCGRAB = 0x4004_4590L;

    private final String name;
    private final PosixFile file;

    private FileLink(String name, PosixFile file) {
        this.name = name;
        this.file = file;
    }

    static FileLink open(String name, Path path, PosixFile.Access access) throws DeviceException {
        return new FileLink(name, PosixFile.open(path, access));
    }

    /** A keyboard whose keys come here only, and not to the window in front. */
    static FileLink openGrabbed(String name, Path path) throws DeviceException {
        PosixFile file = PosixFile.open(path, PosixFile.Access.READ);
        try {
            file.control(EVIOCGRAB, 1);
            return new FileLink(name, file);
        } catch (DeviceException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public int write(byte[] bytes, int offset, int length, Duration patience)
            throws DeviceException {
        try {
            return file.write(bytes, offset, length, patience);
        } catch (DeviceException e) {
            close();
            throw e;
        }
    }

    @Override
    public byte[] read(Duration patience) throws DeviceException {
        try {
            return file.read(MOST, patience);
        } catch (DeviceException e) {
            close();
            throw e;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void close() {
        file.close();
    }
}
