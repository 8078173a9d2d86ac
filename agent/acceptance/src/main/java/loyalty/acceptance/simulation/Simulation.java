package loyalty.acceptance.simulation;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs worlds from seeds. {@code main FIRST COUNT STEPS}; exit code 1 names the seeds that fail.
 */
public final class Simulation {
    private static final Path MEMORY = Path.of("/dev/shm");

    private Simulation() {}

    /** What came of one seed. */
    public record Run(long seed, int sales, int crashes, long faults, long paid) {}

    /**
     * Plays one world to its end.
     *
     * @throws IllegalStateException naming what does not hold
     */
    public static Run run(long seed, int steps) throws Exception {
        Path folder =
                Files.isWritable(MEMORY)
                        ? Files.createTempDirectory(MEMORY, "loyalty-simulation")
                        : Files.createTempDirectory("loyalty-simulation");
        try (World world = new World(folder, seed)) {
            World.Figures figures = world.run(steps);
            return new Run(
                    seed, figures.sales(), figures.crashes(), figures.faults(), figures.paid());
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
        long sales = 0;
        long crashes = 0;
        long faults = 0;
        long failed = 0;
        for (long seed = first; seed < first + count; seed++) {
            try {
                Run run = run(seed, steps);
                sales += run.sales();
                crashes += run.crashes();
                faults += run.faults();
            } catch (IllegalStateException e) {
                failed++;
                out.println("seed " + seed + ": " + e.getMessage());
            }
        }
        out.printf(
                "%d seeds of %d steps: %d sales, %d crashes, %d line faults; %d seeds failed%n",
                count, steps, sales, crashes, faults, failed);
        if (failed > 0) {
            System.exit(1);
        }
    }
}
