package loyalty.acceptance.demo;

import java.io.PrintStream;

/** Tells what happens, in numbered steps, and keeps count of what was promised and did not hold. */
final class Story {
    private final PrintStream out;
    private final int steps;
    private final long start = System.nanoTime();
    private int step;
    private int broken;

    Story(PrintStream out, int steps) {
        this.out = out;
        this.steps = steps;
    }

    void chapter(String title) {
        step++;
        out.printf("%n[%d/%d] %s%n", step, steps, title);
    }

    void tell(String sentence) {
        out.println("      " + sentence.replace("\n", "\n      "));
    }

    /** Says whether a promise held; a broken one is counted and the story goes on. */
    void promise(String promise, boolean held) {
        out.println((held ? "   ✓  " : "   ✗  ") + promise);
        if (!held) {
            broken++;
        }
    }

    void promiseEqual(String promise, String expected, String actual) {
        boolean held = expected.equals(actual);
        promise(promise + ": " + actual + (held ? "" : ", expected " + expected), held);
    }

    boolean allHeld() {
        return broken == 0;
    }

    void end() {
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf(
                "%n%s It took %.1f seconds.%n",
                allHeld() ? "All of it held." : broken + " of it did NOT hold.", seconds);
    }
}
