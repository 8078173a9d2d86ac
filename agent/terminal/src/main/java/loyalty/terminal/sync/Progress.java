package loyalty.terminal.sync;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import loyalty.terminal.clock.TrustedClock;

/** How it goes with the processor. Written by sync, read by any thread. */
final class Progress {
    private final TrustedClock clock;
    private final AtomicReference<SyncState> state = new AtomicReference<>(SyncState.START);

    Progress(TrustedClock clock) {
        this.clock = clock;
    }

    SyncState state() {
        return Objects.requireNonNull(state.get());
    }

    /** The processor answered; returns {@code rest}, how long the errand may rest. */
    Duration answered(Duration rest, int uploaded, int applied) {
        succeeded(before -> before.moved(uploaded, applied));
        return rest;
    }

    /** A question that somebody waits for was answered, or not. */
    void heard(Object answer, Throwable failure) {
        if (failure == null) {
            succeeded(UnaryOperator.identity());
        } else if (Problems.of(failure).fault().isOutage()) {
            failed("customer", Problems.of(failure));
        }
    }

    private void succeeded(UnaryOperator<SyncState> more) {
        change(before -> more.apply(before.contacted(clock.instant())));
    }

    void failed(String what, ProcessorException problem) {
        String sentence = what + ": " + problem.getMessage();
        change(before -> before.failed(sentence, problem.fault().isOutage()));
    }

    void change(UnaryOperator<SyncState> change) {
        state.updateAndGet(change);
    }
}
