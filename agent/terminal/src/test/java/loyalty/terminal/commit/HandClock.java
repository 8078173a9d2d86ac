package loyalty.terminal.commit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import loyalty.terminal.clock.Ticker;

/** Both clocks of a machine, moved by hand. */
public final class HandClock implements InstantSource, Ticker {
    private Instant wall = Instant.parse("2026-11-25T09:30:00Z");
    private long nanos = 1;

    /** Time passes, on both. */
    public void pass(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
    }

    /** Somebody sets the wall clock. */
    public void set(Instant time) {
        wall = time;
    }

    @Override
    public Instant instant() {
        return wall;
    }

    @Override
    public long nanos() {
        return nanos;
    }
}
