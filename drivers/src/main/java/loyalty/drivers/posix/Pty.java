package loyalty.drivers.posix;

import com.sun.jna.LastErrorException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;

/**
 * A pseudo-terminal: this side plays the device, {@link #path} is opened by a driver like any
 * serial port. Closing it is what unplugging is: the driver sees a hang-up. Needs nothing
 * installed.
 */
public final class Pty implements AutoCloseable {
    private static final int TERMIOS_BYTES = 128; // 60 on Linux; room to spare
    private static final int TCSANOW = 0;

    private final PosixFile master;
    private final Path path;

    private Pty(PosixFile master, Path path) {
        this.master = master;
        this.path = path;
    }

    /** Makes a pair in raw mode; nobody is connected yet. */
    public static Pty open() throws DeviceException {
        C.requireLinux("a pseudo-terminal");
        try {
            int fd = C.posix_openpt(C.O_RDWR | C.O_NOCTTY | C.O_NONBLOCK | C.O_CLOEXEC);
            PosixFile master = new PosixFile("pty", fd);
            C.grantpt(fd);
            C.unlockpt(fd);
            Path path = Path.of(slaveOf(fd));
            makeRaw(path);
            return new Pty(master, path);
        } catch (LastErrorException e) {
            throw new DeviceException(
                    Fault.UNSUPPORTED, "no pseudo-terminal: " + e.getMessage(), e);
        }
    }

    private static String slaveOf(int fd) {
        byte[] name = new byte[64];
        C.ptsname_r(fd, name, name.length);
        int end = 0;
        while (name[end] != 0) end++;
        return new String(name, 0, end, StandardCharsets.US_ASCII);
    }

    /**
     * Opening and closing the other side also makes {@link #connected} false until a reader comes.
     */
    private static void makeRaw(Path path) {
        int slave = C.open(path.toString(), C.O_RDWR | C.O_NOCTTY | C.O_CLOEXEC);
        try {
            byte[] termios = new byte[TERMIOS_BYTES];
            C.tcgetattr(slave, termios);
            C.cfmakeraw(termios);
            C.tcsetattr(slave, TCSANOW, termios);
        } finally {
            C.close(slave);
        }
    }

    /** What a driver opens, such as {@code /dev/pts/3}. */
    public Path path() {
        return path;
    }

    /** True while some driver has {@link #path} open. */
    public boolean connected() throws DeviceException {
        return master.connected();
    }

    /** What the driver wrote; waits at most {@code patience}. Empty: silence or no driver. */
    public byte[] read(Duration patience) throws DeviceException {
        return connected() ? readConnected(patience) : rest(patience);
    }

    private byte[] readConnected(Duration patience) throws DeviceException {
        try {
            return master.read(4096, patience);
        } catch (DeviceException e) {
            if (closed()) throw e;
            return new byte[0]; // the driver has closed its side; another may open it
        }
    }

    private byte[] rest(Duration patience) throws DeviceException {
        try {
            Thread.sleep(Math.min(20, patience.toMillis()));
            return new byte[0];
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeviceException(Fault.UNPLUGGED, path + " was closed", e);
        }
    }

    private boolean closed() {
        try {
            master.connected();
            return false;
        } catch (DeviceException e) {
            return true;
        }
    }

    /** Sends to the driver; answers how many bytes it has taken within {@code patience}. */
    public int write(byte[] bytes, Duration patience) throws DeviceException {
        return master.write(bytes, 0, bytes.length, patience);
    }

    /** The line speed the driver has set, as the C library's constant (9600 is 13). */
    public int speedConstant() {
        byte[] termios = new byte[TERMIOS_BYTES];
        C.tcgetattr(master.number(), termios);
        return C.cfgetospeed(termios);
    }

    /** Unplugs. */
    @Override
    public void close() {
        master.close();
    }
}
