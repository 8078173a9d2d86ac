package loyalty.processor.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import loyalty.processor.store.Cursor;
import loyalty.processor.store.Store;
import loyalty.processor.store.StoreException;
import loyalty.processor.sync.Office;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes long polls when the feed grows. One thread, {@code feed-watch}, looks at the feed's end for
 * all of them; a few more read what there is for those it wakes. Nobody waits for longer than they
 * asked.
 */
final class FeedWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FeedWatch.class);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int WAITING_MOST = 20_000;
    private static final int READERS = 2;

    private final Office office;
    private final LinkedBlockingQueue<Waiting> arriving = new LinkedBlockingQueue<>(WAITING_MOST);
    private final LinkedBlockingQueue<Boolean> nudges = new LinkedBlockingQueue<>(1);
    private final ExecutorService readers =
            new ThreadPoolExecutor(
                    READERS,
                    READERS,
                    0,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(WAITING_MOST),
                    task -> named(task, "feed-reader"));
    private final ExecutorService watcher =
            Executors.newSingleThreadExecutor(task -> named(task, "feed-watch"));
    private volatile boolean closed;

    private record Waiting(Cursor after, Instant until, CompletableFuture<Boolean> woken) {}

    FeedWatch(Office office) {
        this.office = office;
    }

    private static Thread named(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        watcher.execute(this::watch);
    }

    /** Something was just written here: look at once. */
    void nudge() {
        if (!nudges.offer(true)) {
            LOG.trace("a nudge is waiting already");
        }
    }

    /** Completes when there is something after the cursor or the time is over. */
    CompletableFuture<Boolean> news(String cursor, Instant until) {
        Waiting waiting =
                new Waiting(Cursor.parse(cursor).orElseThrow(), until, new CompletableFuture<>());
        if (closed || !arriving.offer(waiting)) {
            waiting.woken().complete(false);
        }
        return waiting.woken();
    }

    private void watch() {
        List<Waiting> all = new ArrayList<>();
        while (!closed) {
            arriving.drainTo(all);
            if (!all.isEmpty()) {
                wakeSome(all);
            }
            rest();
        }
        arriving.drainTo(all);
        all.forEach(waiting -> waiting.woken().complete(false));
    }

    private void rest() {
        try {
            nudges.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closed = true;
            Thread.currentThread().interrupt();
        }
    }

    /** Wakes those who have something to read, and those whose time is over. */
    private void wakeSome(List<Waiting> all) {
        Instant now = office.now();
        try {
            all.sort((one, other) -> compare(one.after(), other.after()));
            List<Waiting> behind = all.subList(0, firstQuiet(all));
            behind.forEach(this::wake);
            behind.clear();
            for (Iterator<Waiting> each = all.iterator(); each.hasNext(); ) {
                Waiting waiting = each.next();
                if (!now.isBefore(waiting.until())) {
                    each.remove();
                    wake(waiting);
                }
            }
        } catch (StoreException e) {
            LOG.warn("the feed cannot be read; long polls are answered empty: {}", e.getMessage());
            all.forEach(this::wake);
            all.clear();
        }
    }

    /**
     * The first of them, by cursor, after whom there is nothing: nothing is after the later ones
     * either. One look if all is quiet, a few if not, however many wait.
     */
    private int firstQuiet(List<Waiting> all) throws StoreException {
        int low = 0;
        int high = news(all.get(0)) ? all.size() : 0;
        while (low < high) {
            int middle = (low + high) / 2;
            if (news(all.get(middle))) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean news(Waiting waiting) throws StoreException {
        return !office.store().changes(waiting.after(), 1).entries().isEmpty();
    }

    private static int compare(Cursor one, Cursor other) {
        int major = Long.compare(one.major(), other.major());
        return major != 0 ? major : Long.compare(one.minor(), other.minor());
    }

    private void wake(Waiting waiting) {
        try {
            readers.execute(() -> waiting.woken().complete(true));
        } catch (RejectedExecutionException e) {
            waiting.woken().complete(false);
        }
    }

    @Override
    public void close() {
        closed = true;
        nudge();
        watcher.shutdown();
        readers.shutdown();
    }

    /** For those who only want to know whether the store answers. */
    static boolean answers(Store store) {
        try {
            store.ping();
            return true;
        } catch (StoreException e) {
            return false;
        }
    }
}
