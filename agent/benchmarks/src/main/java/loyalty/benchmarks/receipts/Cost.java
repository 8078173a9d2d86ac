package loyalty.benchmarks.receipts;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntSupplier;

/**
 * What one piece of work costs after warm-up.
 *
 * @param micros the median round's time for one
 * @param bytes allocated for one
 */
record Cost(double micros, double bytes) {
    private static final int WARM_UP = 5_000;
    private static final int ROUNDS = 21;
    private static final int PER_ROUND = 400;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /**
     * Does the work often enough to know.
     *
     * @param work answers something that depends on its result, so that none of it is left out
     */
    static Cost of(IntSupplier work) {
        long result = 0;
        for (int i = 0; i < WARM_UP; i++) result += work.getAsInt();
        double[] micros = new double[ROUNDS];
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < PER_ROUND; i++) result += work.getAsInt();
            micros[round] = (System.nanoTime() - start) / 1_000.0 / PER_ROUND;
        }
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        if (result == 0) throw new IllegalStateException("nothing was made");
        Arrays.sort(micros);
        return new Cost(micros[ROUNDS / 2], (double) allocated / ROUNDS / PER_ROUND);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%9.1f us %9.1f KB", micros, bytes / 1024);
    }
}
