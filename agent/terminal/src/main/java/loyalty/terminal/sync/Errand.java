package loyalty.terminal.sync;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import loyalty.terminal.clock.Ticker;

/**
 * One kind of work that sync does again and again, at most once at a time: when it is due, it
 * starts; when it is done, it is due again at once, later, or after a back-off. Thread: sync.
 */
final class Errand {
    private final String name;
    private final Supplier<CompletableFuture<Duration>> start;
    private final Ticker ticker;
    private final Backoff backoff;
    private Optional<CompletableFuture<Duration>> running = Optional.empty();
    private long startedAt;
    private Duration rest = Duration.ZERO;

    /**
     * @param start does it; its future says how long to rest before the next time
     */
    Errand(
            String name,
            Supplier<CompletableFuture<Duration>> start,
            Ticker ticker,
            RandomGenerator random) {
        this.name = name;
        this.start = start;
        this.ticker = ticker;
        this.backoff = new Backoff(random);
        this.startedAt = ticker.nanos();
    }

    String name() {
        return name;
    }

    /** Due now, whatever the rest was. */
    void hurry() {
        rest = Duration.ZERO;
    }

    boolean isRunning() {
        return running.isPresent();
    }

    /** Starts it if it is due; whether it did. */
    boolean startIfDue() {
        if (running.isPresent() || ticker.since(startedAt).compareTo(rest) < 0) {
            return false;
        }
        startedAt = ticker.nanos();
        running = Optional.of(start.get());
        return true;
    }

    /** Takes note if it is done. Empty while it runs; then how it went. */
    Optional<Result> finished() {
        if (running.isEmpty() || !running.get().isDone()) {
            return Optional.empty();
        }
        CompletableFuture<Duration> done = running.get();
        running = Optional.empty();
        startedAt = ticker.nanos();
        Optional<ProcessorException> problem =
                done.isCompletedExceptionally()
                        ? Optional.of(Problems.of(done.handle((r, e) -> e).join()))
                        : Optional.empty();
        if (problem.isPresent()) {
            rest = backoff.failed();
        } else {
            rest = done.join();
            backoff.succeeded();
        }
        return Optional.of(new Result(problem));
    }

    /** How one time went. */
    record Result(Optional<ProcessorException> problem) {}
}
