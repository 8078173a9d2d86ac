package loyalty.terminal.clock;

import java.time.Duration;

/** Elapsed time: never jumps, means nothing outside this run of the program. Any thread. */
@FunctionalInterface
public interface Ticker {
    long nanos();

    static Ticker system() {
        return System::nanoTime;
    }

    default Duration since(long tick) {
        return Duration.ofNanos(nanos() - tick);
    }
}
