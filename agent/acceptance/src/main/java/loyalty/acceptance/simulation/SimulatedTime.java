package loyalty.acceptance.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import loyalty.terminal.clock.Ticker;

/** True time, and one machine's idea of it. */
final class SimulatedTime implements InstantSource, Ticker {
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

    @Override
    public long nanos() {
        return nanos;
    }

    /** A machine whose wall clock is wrong by as much as {@code error} says at the moment. */
    InstantSource off(Offset error) {
        return () -> now.plus(error.amount());
    }

    /** How wrong a wall clock is; changes when somebody sets it. */
    static final class Offset {
        private Duration amount = Duration.ZERO;

        Duration amount() {
            return amount;
        }

        void set(Duration to) {
            amount = to;
        }
    }
}
