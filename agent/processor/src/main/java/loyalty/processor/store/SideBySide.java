package loyalty.processor.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import loyalty.processor.store.StoreException.Fault;

/**
 * Runs transactions on different homes side by side, as many as the store gains by; one after the
 * other where there is one writer. Thread-safe.
 */
public final class SideBySide implements AutoCloseable {
    private final int most;
    private final ExecutorService threads;

    /**
     * Threads are made when they are first needed.
     *
     * @param name of the threads
     */
    public SideBySide(Store store, String name) {
        this.most = store.sideBySide();
        this.threads =
                Executors.newFixedThreadPool(
                        most,
                        task -> {
                            Thread thread = new Thread(task, name);
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /** What each gave, in order. All of them end before one's failure is told. */
    public <T> List<T> all(List<? extends Callable<T>> work) throws StoreException {
        List<T> done = new ArrayList<>();
        try {
            if (most == 1 || work.size() == 1) {
                for (Callable<T> each : work) {
                    done.add(each.call());
                }
                return done;
            }
            for (Future<T> each : threads.invokeAll(work)) {
                done.add(each.get());
            }
            return done;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoreException failed) {
                throw new StoreException(failed.fault(), String.valueOf(failed.getMessage()), e);
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(Fault.UNREACHABLE, "the processor is being stopped", e);
        } catch (StoreException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
