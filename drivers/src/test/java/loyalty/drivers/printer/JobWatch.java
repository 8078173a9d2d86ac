package loyalty.drivers.printer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** Remembers what a printer's thread tells, and lets a test wait for it. */
final class JobWatch implements PrinterNews {
    private static final int PATIENCE_SECONDS = 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition told = lock.newCondition();
    private final List<String> said = new ArrayList<>();

    @Override
    public void job(String printer, PrintJob job, JobState state, String note) {
        say(job.id() + " " + state);
    }

    @Override
    public void trouble(String printer, String sentence) {
        say("trouble: " + sentence);
    }

    @Override
    public void well(String printer) {
        say("well");
    }

    private void say(String sentence) {
        lock.lock();
        try {
            said.add(sentence);
            told.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<String> said() {
        lock.lock();
        try {
            return List.copyOf(said);
        } finally {
            lock.unlock();
        }
    }

    void await(String sentence) throws InterruptedException {
        awaitAny(said -> said.equals(sentence), sentence);
    }

    void awaitTrouble() throws InterruptedException {
        awaitAny(said -> said.startsWith("trouble: "), "some trouble");
    }

    private void awaitAny(Predicate<String> wanted, String name) throws InterruptedException {
        long nanos = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        lock.lock();
        try {
            while (said.stream().noneMatch(wanted)) {
                if (nanos <= 0) throw new AssertionError("not told: " + name + "; told " + said);
                nanos = told.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }
}
