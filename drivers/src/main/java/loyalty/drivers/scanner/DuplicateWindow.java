package loyalty.drivers.scanner;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Lets a code through once per window, counted from when it was let through: a scanner that reads a
 * card five times in one pass has scanned it once. Another code starts anew.
 */
final class DuplicateWindow {
    private final Duration window;
    private @Nullable Scan last;
    private long lastNanos;

    DuplicateWindow(Duration window) {
        this.window = window;
    }

    /** True if the code is new at this moment. */
    boolean admits(Scan scan, long nanos) {
        if (scan.equals(last) && nanos - lastNanos < window.toNanos()) return false;
        last = scan;
        lastNanos = nanos;
        return true;
    }
}
