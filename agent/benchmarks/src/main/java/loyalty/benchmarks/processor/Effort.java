package loyalty.benchmarks.processor;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Processor time used so far, by this JVM and by the database server it started. Tells on a busy
 * machine too what the work costs.
 */
record Effort(long jvmNanos, long serverNanos) {
    /** What Linux counts in: hundredths of a second. */
    private static final long TICK_NANOS = 10_000_000;

    private static final int FIRST_TIME = 11;

    static Effort now() {
        var system =
                (com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean();
        long server =
                ProcessHandle.current().descendants().mapToLong(each -> ticks(each.pid())).sum();
        return new Effort(system.getProcessCpuTime(), server * TICK_NANOS);
    }

    /** Its own time and that of the processes it has seen end; 0 where the system does not tell. */
    private static long ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Stream.of(fields).skip(FIRST_TIME).limit(4).mapToLong(Long::parseLong).sum();
        } catch (IOException e) {
            return 0;
        }
    }

    /** As {@code 820 µs here and 640 µs in PostgreSQL for each}. */
    String since(Effort before, long count) {
        return "%d µs here and %d µs in PostgreSQL for each"
                .formatted(
                        (jvmNanos - before.jvmNanos) / 1_000 / Math.max(1, count),
                        (serverNanos - before.serverNanos) / 1_000 / Math.max(1, count));
    }
}
