package loyalty.terminal.commit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import loyalty.drivers.loop.Duty;
import loyalty.terminal.clock.Ticker;

/**
 * The till thread's job: it takes work from a bounded queue, one piece at a time, and looks after
 * the ledger in between. {@link #ask} may be called from any thread; everything else belongs to the
 * till thread.
 */
public final class Till implements Duty, Executor {
    private static final int CAPACITY = 256;
    private static final Duration HOUSEKEEPING = Duration.ofSeconds(1);

    private final BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final Ledger ledger;
    private final Ticker ticker;
    private final Duration patience;
    private long lastHousekeeping;

    /**
     * @param patience how long a turn waits for work; zero in tests that take the turns themselves
     */
    public Till(Ledger ledger, Ticker ticker, Duration patience) {
        this.ledger = ledger;
        this.ticker = ticker;
        this.patience = patience;
        this.lastHousekeeping = ticker.nanos();
    }

    @Override
    public String name() {
        return "till";
    }

    /** Only for work that runs on the till thread. */
    public Ledger ledger() {
        return ledger;
    }

    /**
     * Does the work on the till thread. A full queue fails the answer at once with {@link
     * RejectedExecutionException}: the caller says "busy" and tries again.
     */
    public <T> CompletableFuture<T> ask(TillWork<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        if (!queue.offer(() -> complete(work, answer))) {
            answer.completeExceptionally(busy());
        }
        return answer;
    }

    /** For what needs no answer; throws if the queue is full. */
    @Override
    public void execute(Runnable work) {
        if (!queue.offer(work)) {
            throw busy();
        }
    }

    private static RejectedExecutionException busy() {
        return new RejectedExecutionException("the till has too much to do; try again");
    }

    private static <T> void complete(TillWork<T> work, CompletableFuture<T> answer) {
        try {
            answer.complete(work.run());
        } catch (Exception e) {
            // The one who asked gets it, whatever it is; this thread goes on with the next.
            answer.completeExceptionally(e);
        }
    }

    @Override
    public boolean turn() throws Exception {
        Runnable work = queue.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (work != null) {
            work.run();
        }
        if (ticker.since(lastHousekeeping).compareTo(HOUSEKEEPING) >= 0) {
            lastHousekeeping = ticker.nanos();
            ledger.housekeeping();
        }
        return work != null || !patience.isZero();
    }

    @Override
    public void close() {
        List<Runnable> rest = new ArrayList<>();
        queue.drainTo(rest);
        rest.forEach(Runnable::run);
        ledger.close();
    }
}
