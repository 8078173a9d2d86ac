package loyalty.terminal.sync;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When to try again: later with each failure, and not at the same moment as a thousand other
 * registers.
 */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final RandomGenerator random;
    private int failures;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    void succeeded() {
        failures = 0;
    }

    /** Half to all of the doubled wait. */
    Duration failed() {
        long most = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(failures, 12));
        failures++;
        return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
    }
}
