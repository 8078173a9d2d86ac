package loyalty.acceptance.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks again and again, until what is seen will do or the patience is over. */
final class Waits {
    private Waits() {}

    static <T> T until(Supplier<T> look, Predicate<T> enough, Duration patience)
            throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        T seen = look.get();
        while (!enough.test(seen) && System.nanoTime() < end) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
            seen = look.get();
        }
        return seen;
    }
}
