package loyalty.drivers.loop;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Runs a {@link Duty} until closed. A turn that throws is reported, then the thread rests, longer
 * with each failure in a row up to sixteen rests (the owner picks a rest that keeps to its own
 * promises), and goes on.
 */
public final class DutyThread implements AutoCloseable {
    private static final int LONGEST_REST = 16;
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Duty duty;
    private final Duration rest;
    private final BiConsumer<String, Exception> report;
    private final Thread thread;
    private final Semaphore nudges = new Semaphore(0);
    private volatile boolean closing;
    private int failures;

    private DutyThread(Duty duty, Duration rest, BiConsumer<String, Exception> report) {
        this.duty = duty;
        this.rest = rest;
        this.report = report;
        this.thread = new Thread(this::run, duty.name());
        thread.setDaemon(true);
    }

    /**
     * Starts the duty on a thread of its own.
     *
     * @param report told the duty's name and what a turn threw
     */
    public static DutyThread start(Duty duty, Duration rest, BiConsumer<String, Exception> report) {
        DutyThread started = new DutyThread(duty, rest, report);
        started.thread.start();
        return started;
    }

    private void run() {
        try (duty) {
            while (!closing) {
                if (!takeTurn()) rest();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closing
        }
    }

    private void rest() throws InterruptedException {
        boolean nudged = nudges.tryAcquire(pause().toMillis(), TimeUnit.MILLISECONDS);
        if (nudged) nudges.drainPermits();
    }

    private Duration pause() {
        return rest.multipliedBy(Math.min(LONGEST_REST, 1L << Math.min(failures, 4)));
    }

    /** The one place besides the network handler that catches everything: it owns the thread. */
    private boolean takeTurn() throws InterruptedException {
        try {
            boolean worked = duty.turn();
            failures = 0;
            return worked;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            if (closing) return false;
            failures++;
            report.accept(duty.name(), e);
            return false;
        }
    }

    /** True until the thread has ended. */
    public boolean running() {
        return thread.isAlive();
    }

    /** There may be work: the rest that is being taken, or the next one, ends at once. */
    public void nudge() {
        nudges.release();
    }

    /** Asks the duty to end and does not wait: for threads that sit in a call nobody can free. */
    public void leave() {
        closing = true;
        thread.interrupt();
    }

    /**
     * Asks the duty to end and waits for it, but not for ever: a thread stuck in a device that does
     * not answer is left behind rather than holding up the caller.
     */
    @Override
    public void close() {
        leave();
        if (thread == Thread.currentThread()) return;
        try {
            thread.join(FAREWELL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
