package loyalty.acceptance.simulation;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import loyalty.terminal.sync.Processor;

/**
 * Runs worlds from seeds. {@code main FIRST COUNT STEPS}; exit code 1 names the seeds that fail.
 */
public final class Simulation {
    private static final Path MEMORY = Path.of("/dev/shm");

    private Simulation() {}

    /** What came of one seed. */
    public record Run(
            long seed,
            int sales,
            int operations,
            int crashes,
            int processorDeaths,
            long faults,
            int releases,
            int merges,
            long paid) {}

    /**
     * Plays one world to its end.
     *
     * @throws IllegalStateException naming what does not hold
     */
    public static Run run(long seed, int steps) throws Exception {
        return run(seed, steps, processor -> processor);
    }

    /** Plays one world in which something between registers and processor breaks a rule. */
    static Run run(long seed, int steps, UnaryOperator<Processor> switched) throws Exception {
        Path folder =
                Files.isWritable(MEMORY)
                        ? Files.createTempDirectory(MEMORY, "loyalty-simulation")
                        : Files.createTempDirectory("loyalty-simulation");
        try (World world = new World(folder, seed, switched)) {
            World.Figures figures = world.run(steps);
            return new Run(
                    seed,
                    figures.sales(),
                    figures.operations(),
                    figures.crashes(),
                    figures.processorDeaths(),
                    figures.faults(),
                    figures.releases(),
                    figures.merges(),
                    figures.paid());
        } finally {
            remove(folder);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    public static void main(String[] arguments) throws Exception {
        long first = Long.parseLong(arguments[0]);
        long count = Long.parseLong(arguments[1]);
        int steps = Integer.parseInt(arguments[2]);
        PrintStream out = System.out;
        List<Run> runs = new ArrayList<>();
        long failed = 0;
        for (long seed = first; seed < first + count; seed++) {
            try {
                runs.add(run(seed, steps));
            } catch (RuntimeException e) {
                failed++;
                out.println("seed " + seed + ": " + e);
                if (count == 1) {
                    e.printStackTrace(out);
                }
            }
        }
        out.printf("%d seeds of %d steps, %d failed%n", count, steps, failed);
        out.printf(
                "%d operations, %d sales, %d points paid, %d releases, %d merges%n",
                sum(runs, Run::operations),
                sum(runs, Run::sales),
                sum(runs, Run::paid),
                sum(runs, Run::releases),
                sum(runs, Run::merges));
        out.printf(
                "%d line faults, %d register crashes, %d processor deaths%n",
                sum(runs, Run::faults), sum(runs, Run::crashes), sum(runs, Run::processorDeaths));
        if (failed > 0) {
            System.exit(1);
        }
    }

    private static long sum(List<Run> runs, ToLongFunction<Run> figure) {
        return runs.stream().mapToLong(figure).sum();
    }
}
