package loyalty.acceptance.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** True time, which is also the processor's. */
final class SimulatedTime implements InstantSource {
    private Instant now;
    private long nanos = 1;

    SimulatedTime(Instant start) {
        this.now = start;
    }

    void pass(Duration time) {
        now = now.plus(time);
        nanos += time.toNanos();
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Nanoseconds that have passed. */
    long nanos() {
        return nanos;
    }
}
