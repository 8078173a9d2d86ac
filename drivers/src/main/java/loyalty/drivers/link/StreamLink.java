package loyalty.drivers.link;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import loyalty.drivers.DeviceException;
import loyalty.drivers.Fault;
import loyalty.drivers.loop.Duty;
import loyalty.drivers.loop.DutyThread;
import org.jspecify.annotations.Nullable;

/** Standard input, or any stream: read on a thread of its own because it cannot be waited for. */
final class StreamLink implements Link {
    private static final byte[] END = new byte[0];

    private final String name;
    private final BlockingQueue<byte[]> pieces = new ArrayBlockingQueue<>(64);
    private final DutyThread thread;
    private volatile boolean ended;

    StreamLink(String name, InputStream in) {
        this.name = name;
        this.thread =
                DutyThread.start(new Reading(in), Duration.ofSeconds(1), (who, e) -> ended = true);
    }

    @Override
    public int write(byte[] bytes, int offset, int length, Duration patience)
            throws DeviceException {
        throw new DeviceException(Fault.UNSUPPORTED, name + " can only be read");
    }

    @Override
    public byte[] read(Duration patience) throws DeviceException {
        byte @Nullable [] piece = poll(patience);
        if (piece == null) return new byte[0];
        if (piece.length == 0) {
            ended = true;
            pieces.offer(END); // every later call says the same
            throw new DeviceException(Fault.UNPLUGGED, name + " has ended");
        }
        return piece;
    }

    private byte @Nullable [] poll(Duration patience) throws DeviceException {
        try {
            return pieces.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeviceException(Fault.UNPLUGGED, name + " was closed", e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    /** The stream stays open: it is not ours. A thread that waits in it ends with the program. */
    @Override
    public void close() {
        ended = true;
        pieces.clear();
        pieces.offer(END);
        thread.leave();
    }

    private final class Reading implements Duty {
        private final InputStream in;

        Reading(InputStream in) {
            this.in = in;
        }

        @Override
        public String name() {
            return "reader " + name;
        }

        @Override
        public boolean turn() throws IOException, InterruptedException {
            if (ended) return false;
            byte[] buffer = new byte[4096];
            int count = in.read(buffer);
            if (count < 0) {
                ended = true;
                pieces.put(END);
                return false;
            }
            if (count > 0) pieces.put(Arrays.copyOf(buffer, count));
            return true;
        }

        @Override
        public void close() {
            ended = true;
        }
    }
}
