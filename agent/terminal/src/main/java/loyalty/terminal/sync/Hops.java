package loyalty.terminal.sync;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Small things to be done on the sync thread, from any thread. Bounded. */
public final class Hops implements Executor {
    private static final int ROOM = 10_000;

    /** Left to what must be done. */
    private static final int FOR_ERRANDS = ROOM / 2;

    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>(ROOM);

    @Override
    public void execute(Runnable hop) {
        queue.add(hop);
    }

    /** Something that may be left out where so many wait already; never fails whoever wishes it. */
    void wish(Runnable hop) {
        if (queue.remainingCapacity() > FOR_ERRANDS) {
            execute(hop);
        }
    }

    /** Runs one; false if there was none and none came in {@code patience}. */
    boolean runOne(Duration patience) throws InterruptedException {
        Optional<Runnable> hop =
                Optional.ofNullable(
                        patience.isZero()
                                ? queue.poll()
                                : queue.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
        hop.ifPresent(Runnable::run);
        return hop.isPresent();
    }
}
