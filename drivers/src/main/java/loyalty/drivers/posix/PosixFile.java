package loyalty.drivers.posix;

import com.sun.jna.LastErrorException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.Ticker;

/**
 * A device file that can be waited for with a limit, which Java's own file streams cannot. One
 * thread may read while another writes; {@link #close} from any thread frees both at once.
 */
public final class PosixFile implements AutoCloseable {
    /** What the file is opened for. */
    public enum Access {
        READ(C.O_RDONLY),
        WRITE(C.O_WRONLY),
        BOTH(C.O_RDWR);

        private final int flag;

        Access(int flag) {
            this.flag = flag;
        }
    }

    private static final Ticker TICKER = Ticker.system();

    private final String name;
    private final int fd;
    private final int wake;
    private final AtomicBoolean closed = new AtomicBoolean();
    // Calls hold the read side; closing takes the write side, so a number is never reused under a
    // call that still means the old file.
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    PosixFile(String name, int fd) {
        this.name = name;
        this.fd = fd;
        this.wake = C.eventfd(0, C.EFD_NONBLOCK | C.EFD_CLOEXEC);
    }

    /** Opens a device file, FIFO or anything else with a path. */
    public static PosixFile open(Path path, Access access) throws DeviceException {
        C.requireLinux(path.toString());
        try {
            int flags = access.flag | C.O_NONBLOCK | C.O_NOCTTY | C.O_CLOEXEC;
            return new PosixFile(path.toString(), C.open(path.toString(), flags));
        } catch (LastErrorException e) {
            throw Errno.opening(path, e);
        }
    }

    /**
     * Reads what is there, waiting at most {@code patience} for the first byte.
     *
     * @return the bytes; empty for silence
     * @throws DeviceException with {@link Fault#UNPLUGGED} if the other side is gone for good
     */
    public byte[] read(int most, Duration patience) throws DeviceException {
        if (!await(C.POLLIN, patience)) return new byte[0];
        byte[] bytes = new byte[most];
        long count = call(() -> C.read(fd, bytes, most));
        if (count == 0) throw gone("the other side has closed it");
        return count < 0 ? new byte[0] : Arrays.copyOf(bytes, (int) count);
    }

    /** Writes what is taken within {@code patience}; answers how many bytes that was. */
    public int write(byte[] bytes, int offset, int length, Duration patience)
            throws DeviceException {
        long start = TICKER.nanos();
        int taken = 0;
        while (taken < length) {
            Duration left = patience.minus(TICKER.since(start));
            if (!await(C.POLLOUT, left.isNegative() ? Duration.ZERO : left)) break;
            byte[] rest = Arrays.copyOfRange(bytes, offset + taken, offset + length);
            long count = call(() -> C.write(fd, rest, rest.length));
            if (count > 0) taken += (int) count;
        }
        return taken;
    }

    /** A device's own request with one number as its argument, such as EVIOCGRAB. */
    public void control(long request, int argument) throws DeviceException {
        call(() -> C.ioctl(fd, request, argument));
    }

    /** False while the other end of a PTY or FIFO is not open. */
    public boolean connected() throws DeviceException {
        int[] fds = {fd, C.POLLIN};
        call(() -> C.poll(fds, 1, 0));
        return ((fds[1] >>> 16) & C.POLLHUP) == 0;
    }

    int number() {
        return fd;
    }

    private boolean await(short event, Duration patience) throws DeviceException {
        int[] fds = {fd, event, wake, C.POLLIN};
        int millis = (int) Math.min(Integer.MAX_VALUE, (patience.toNanos() + 999_999) / 1_000_000);
        if (call(() -> C.poll(fds, 2, millis)) <= 0) return false;
        if (closed.get()) throw gone("it was closed");
        int events = fds[1] >>> 16;
        if ((events & event) != 0) return true;
        if ((events & (C.POLLHUP | C.POLLERR)) != 0) throw gone("it was unplugged or closed");
        return false;
    }

    /** Makes one call unless closed; answers -1 if the call should simply be made again. */
    private long call(Call call) throws DeviceException {
        use.readLock().lock();
        try {
            if (closed.get()) throw gone("it was closed");
            return call.make();
        } catch (LastErrorException e) {
            int code = e.getErrorCode();
            if (code == C.EAGAIN || code == C.EINTR) return -1;
            throw Errno.using(name, e);
        } finally {
            use.readLock().unlock();
        }
    }

    private DeviceException gone(String how) {
        return new DeviceException(Fault.UNPLUGGED, name + " is gone: " + how);
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) return;
        C.write(wake, new byte[] {1, 0, 0, 0, 0, 0, 0, 0}, 8);
        use.writeLock().lock();
        try {
            C.close(fd);
            C.close(wake);
        } finally {
            use.writeLock().unlock();
        }
    }

    @Override
    public String toString() {
        return name;
    }

    /** One call of the C library. */
    private interface Call {
        long make() throws LastErrorException;
    }
}
