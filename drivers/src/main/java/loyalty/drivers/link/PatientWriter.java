package loyalty.drivers.link;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.Ticker;
import loyalty.drivers.loop.Duty;
import loyalty.drivers.loop.DutyThread;
import org.jspecify.annotations.Nullable;

/**
 * Puts a watchdog on a write call that has none: the call is made on a thread of its own, in small
 * pieces, and the caller waits only as long as it likes. A piece that was handed over and is stuck
 * counts as taken: it goes out, in order, if the device ever reads again.
 */
final class PatientWriter implements AutoCloseable {
    /** A call that may block for ever. False means the device is gone. */
    interface Blocking {
        boolean write(byte[] bytes, int count);
    }

    private static final int PIECE = 256;
    private static final Ticker TICKER = Ticker.system();

    private final String name;
    private final Blocking device;
    private final BlockingQueue<byte[]> next = new ArrayBlockingQueue<>(1);
    private final Semaphore free = new Semaphore(1);
    private volatile boolean failed;
    private @Nullable DutyThread thread;

    PatientWriter(String name, Blocking device) {
        this.name = name;
        this.device = device;
    }

    int write(byte[] bytes, int offset, int length, Duration patience) throws DeviceException {
        if (thread == null) {
            thread = DutyThread.start(new Hand(), Duration.ZERO, (who, e) -> failed = true);
        }
        long start = TICKER.nanos();
        int taken = 0;
        while (taken < length && awaitFree(patience.minus(TICKER.since(start)))) {
            int end = Math.min(length, taken + PIECE);
            next.add(Arrays.copyOfRange(bytes, offset + taken, offset + end));
            taken = end;
        }
        // The last piece, too, gets what patience is left, so that a hang-up shows here.
        if (taken == length && awaitFree(patience.minus(TICKER.since(start)))) free.release();
        if (failed) throw new DeviceException(Fault.UNPLUGGED, name + " is gone: it hung up");
        return taken;
    }

    private boolean awaitFree(Duration left) throws DeviceException {
        try {
            boolean mine = free.tryAcquire(Math.max(0, left.toNanos()), TimeUnit.NANOSECONDS);
            if (mine && failed) {
                free.release();
                return false;
            }
            return mine;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeviceException(Fault.UNPLUGGED, name + " was closed", e);
        }
    }

    @Override
    public void close() {
        if (thread != null) thread.close();
    }

    /** The thread that may be stuck. */
    private final class Hand implements Duty {
        @Override
        public String name() {
            return "writer " + name;
        }

        @Override
        public boolean turn() throws InterruptedException {
            byte[] piece = next.take();
            try {
                if (!device.write(piece, piece.length)) failed = true;
            } finally {
                free.release();
            }
            return true;
        }

        @Override
        public void close() {
            failed = true;
        }
    }
}
