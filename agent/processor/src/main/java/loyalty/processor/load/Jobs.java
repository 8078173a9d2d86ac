package loyalty.processor.load;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.processor.store.Document;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.StoreException;
import loyalty.processor.sync.Desks;
import loyalty.processor.sync.Office;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Batch jobs, one after the other on a thread of their own, {@code jobs}. */
public final class Jobs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
    private static final int QUEUE = 100;
    private static final int PAGE = 100;
    private static final String BULK = "bulk:";

    private final Office office;
    private final MemberJob work;
    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(QUEUE),
                    task -> {
                        Thread made = new Thread(task, "jobs");
                        made.setDaemon(true);
                        return made;
                    });

    /** To be tried again. */
    private final Set<String> brokenOff = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    public Jobs(Office office, Desks desks) {
        this.office = office;
        this.work = new MemberJob(office, desks);
    }

    /** Goes on with what a failure of the database broke off here. */
    public void goOn() {
        for (String id : List.copyOf(brokenOff)) {
            brokenOff.remove(id);
            later(id);
        }
    }

    /** Goes on with what a stop broke off. */
    public void resume() throws StoreException {
        String after = BULK;
        List<Document> page;
        do {
            page = office.store().page(Kind.JOB, after, PAGE);
            for (Document job : page) {
                after = job.home().id();
                if (after.startsWith(BULK) && !MemberJob.State.read(job.state()).done()) {
                    later(after);
                }
            }
        } while (page.size() == PAGE);
    }

    /**
     * Starts a job; the same name again goes on with the same job.
     *
     * @throws InvalidDocumentException if the order cannot be read
     */
    public void start(String name, Node.Mapping order)
            throws StoreException, InvalidDocumentException {
        MemberJob.step(order);
        String id = BULK + name;
        if (office.store().find(MemberJob.home(id)).isEmpty()) {
            work.keep(id, new MemberJob.State(order, "", 0, 0, false));
        }
        if (!enqueued(id)) {
            throw new IllegalStateException("too many jobs wait: try again later");
        }
    }

    /** How far a job is, as JSON. */
    public Optional<String> progress(String name) throws StoreException {
        return office.store().find(MemberJob.home(BULK + name)).map(Document::state);
    }

    /** Where too many wait already it waits for a minute. */
    private void later(String id) {
        if (!enqueued(id)) {
            brokenOff.add(id);
        }
    }

    private boolean enqueued(String id) {
        try {
            thread.execute(() -> run(id));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private void run(String id) {
        try {
            MemberJob.State end = work.run(id, () -> closed);
            LOG.info("job {}: {} members seen, {} changed", id, end.seen(), end.changed());
        } catch (StoreException e) {
            LOG.error("job {} stopped; it goes on in a minute", id, e);
            brokenOff.add(id);
        } catch (InvalidDocumentException | IllegalStateException e) {
            LOG.error("job {} stopped; it goes on at the next start", id, e);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
        work.close();
    }
}
