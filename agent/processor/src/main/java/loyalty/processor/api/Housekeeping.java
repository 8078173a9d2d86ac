package loyalty.processor.api;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import loyalty.processor.load.Jobs;
import loyalty.processor.reports.Stakes;
import loyalty.processor.store.StoreException;
import loyalty.processor.sync.Merges;
import loyalty.processor.sync.Silence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on with what was broken off, and looks for silent registers and what is at stake, once a
 * minute, on a thread of its own, {@code housekeeping}.
 */
final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private final Jobs jobs;
    private final Merges merges;
    private final Silence silence;
    private final Stakes stakes;
    private final Measures measures;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread made = new Thread(task, "housekeeping");
                        made.setDaemon(true);
                        return made;
                    });
    private List<Silence.Silent> told = List.of();

    Housekeeping(Jobs jobs, Merges merges, Silence silence, Stakes stakes, Measures measures) {
        this.jobs = jobs;
        this.merges = merges;
        this.silence = silence;
        this.stakes = stakes;
        this.measures = measures;
    }

    void start() {
        var unused = thread.scheduleWithFixedDelay(this::turn, 0, 1, TimeUnit.MINUTES);
    }

    void turn() {
        goOn();
        look();
    }

    private void goOn() {
        try {
            merges.finish();
            jobs.goOn();
        } catch (StoreException | IllegalStateException e) {
            LOG.warn("what was broken off does not go on yet: {}", e.getMessage());
        }
    }

    /** Each silent register is told of in the log once; the figures say it all the time. */
    private void look() {
        try {
            List<Silence.Silent> silent = silence.look();
            measures.silent(silent);
            measures.stakes(stakes.ofStores());
            for (Silence.Silent each : silent) {
                if (told.stream().noneMatch(old -> old.holder().equals(each.holder()))) {
                    LOG.warn(
                            "register {} has been silent for {} with {} points bound to it",
                            each.holder(),
                            each.since(),
                            each.points());
                }
            }
            told = silent;
        } catch (StoreException | IllegalStateException e) {
            LOG.warn("silent registers cannot be looked for: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
