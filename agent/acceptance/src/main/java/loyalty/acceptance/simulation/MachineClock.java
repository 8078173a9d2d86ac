package loyalty.acceptance.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SplittableRandom;
import loyalty.terminal.clock.Ticker;

/**
 * One machine's two clocks. The monotonic one drifts by up to half a percent and stands still while
 * the machine sleeps; the wall clock is right until somebody sets it wrong, which on some machines
 * nobody does.
 */
final class MachineClock implements InstantSource, Ticker {
    private static final long PARTS = 1_000;

    private final SimulatedTime time;
    private final boolean jumps;
    private final long drift;
    private Duration error = Duration.ZERO;
    private long asleep;

    MachineClock(SimulatedTime time, SplittableRandom random) {
        this.time = time;
        this.jumps = random.nextInt(3) == 0;
        this.drift = random.nextLong(-5, 6);
    }

    /** Whether nobody ever sets this wall clock wrong. */
    boolean keepsTime() {
        return !jumps;
    }

    /** Somebody sets the wall clock, where that happens. */
    void set(Duration wrongBy) {
        error = jumps ? wrongBy : Duration.ZERO;
    }

    /** The machine sleeps for a while that has just passed: only the wall clock went on. */
    void slept(Duration length) {
        asleep += jumps ? 0 : length.toNanos();
    }

    @Override
    public Instant instant() {
        return time.instant().plus(error);
    }

    @Override
    public long nanos() {
        long awake = time.nanos() - asleep;
        return awake + awake / PARTS * drift;
    }
}
