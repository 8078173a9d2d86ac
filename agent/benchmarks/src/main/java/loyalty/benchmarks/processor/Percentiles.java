package loyalty.benchmarks.processor;

import java.util.ArrayList;
import java.util.List;

/** Times of single requests; thread-safe. */
final class Percentiles {
    private final List<Long> nanos = new ArrayList<>();

    synchronized void add(long elapsed) {
        nanos.add(elapsed);
    }

    synchronized int count() {
        return nanos.size();
    }

    /** As {@code p50 1.2 ms, p99 8.0 ms, max 12.1 ms}. */
    synchronized String text() {
        List<Long> sorted = nanos.stream().sorted().toList();
        if (sorted.isEmpty()) {
            return "nothing measured";
        }
        return "p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms of %d"
                .formatted(
                        at(sorted, 50),
                        at(sorted, 95),
                        at(sorted, 99),
                        at(sorted, 100),
                        sorted.size());
    }

    private static double at(List<Long> sorted, int percent) {
        int index = Math.min(sorted.size() - 1, sorted.size() * percent / 100);
        return sorted.get(index) / 1e6;
    }
}
