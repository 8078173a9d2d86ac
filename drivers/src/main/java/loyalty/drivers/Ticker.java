package loyalty.drivers;

import java.time.Duration;

/** Elapsed time: never jumps, means nothing outside this process. Tests turn it by hand. */
@FunctionalInterface
public interface Ticker {
    /** Nanoseconds since some unknown moment; only differences mean anything. */
    long nanos();

    /** The time elapsed since {@code startNanos}, itself an answer of this ticker. */
    default Duration since(long startNanos) {
        return Duration.ofNanos(nanos() - startNanos);
    }

    /** The machine's own monotonic clock. */
    static Ticker system() {
        return System::nanoTime;
    }
}
