package loyalty.acceptance.simulation;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Runs worlds from seeds. {@code main FIRST COUNT STEPS}; exit code 1 names the seeds that fail.
 * {@code main --outage OPERATIONS SEED} is a register alone for a month.
 */
public final class Simulation {
    private static final Path MEMORY = Path.of("/dev/shm");

    private Simulation() {}

    /** Plays one world to its end; an {@link IllegalStateException} names what does not hold. */
    static World.Figures run(long seed, int steps) throws Exception {
        return run(seed, steps, Switches.NONE);
    }

    /** Plays one world in which something breaks a rule. */
    static World.Figures run(long seed, int steps, Switches switches) throws Exception {
        Path folder = folder();
        try (World world = new World(folder, seed, switches)) {
            return world.run(steps);
        } finally {
            Disks.empty(folder);
        }
    }

    private static Path folder() throws IOException {
        return Files.isWritable(MEMORY)
                ? Files.createTempDirectory(MEMORY, "loyalty-simulation")
                : Files.createTempDirectory("loyalty-simulation");
    }

    private static void outage(int operations, long seed) throws Exception {
        Path folder = folder();
        try {
            new Outage(System.out, operations, seed).run(folder);
        } finally {
            Disks.empty(folder);
        }
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("--outage")) {
            outage(Integer.parseInt(arguments[1]), Long.parseLong(arguments[2]));
            return;
        }
        long first = Long.parseLong(arguments[0]);
        long count = Long.parseLong(arguments[1]);
        int steps = Integer.parseInt(arguments[2]);
        PrintStream out = System.out;
        List<World.Figures> runs = new ArrayList<>();
        long failed = 0;
        long start = System.nanoTime();
        for (long seed = first; seed < first + count; seed++) {
            try {
                runs.add(run(seed, steps));
            } catch (RuntimeException e) {
                failed++;
                out.println("seed " + seed + ": " + e + " " + List.of(e.getSuppressed()));
                if (count == 1) {
                    e.printStackTrace(out);
                }
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf("%d seeds of %d steps in %.0f s, %d failed%n", count, steps, seconds, failed);
        tell(out, runs);
        if (count == 1 && failed == 0) {
            out.println("trace " + runs.get(0).trace());
        }
        if (failed > 0) {
            System.exit(1);
        }
    }

    private static void tell(PrintStream out, List<World.Figures> runs) {
        out.printf(
                "%d operations, %d sales, %d points paid, %d releases, %d merges%n",
                sum(runs, World.Figures::operations),
                sum(runs, World.Figures::sales),
                sum(runs, World.Figures::paid),
                sum(runs, World.Figures::releases),
                sum(runs, World.Figures::merges));
        out.printf(
                "%d line faults, %d register crashes, %d processor deaths,"
                        + " %d disks or databases lost or put back%n",
                sum(runs, World.Figures::faults),
                sum(runs, World.Figures::crashes),
                sum(runs, World.Figures::processorDeaths),
                sum(runs, World.Figures::losses));
        Tally happened = new Tally();
        runs.forEach(run -> happened.add(run.happened()));
        out.println("happened: " + happened);
        out.printf(
                "everything was looked at %d times, and %d times after healing%n",
                sum(runs, World.Figures::looks), runs.size());
    }

    private static long sum(List<World.Figures> runs, ToLongFunction<World.Figures> figure) {
        return runs.stream().mapToLong(figure).sum();
    }
}
