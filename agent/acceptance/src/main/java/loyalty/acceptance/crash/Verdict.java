package loyalty.acceptance.crash;

import java.io.PrintStream;

/** What held and what did not, told as it is found. */
final class Verdict {
    private final PrintStream out;
    private int promises;
    private int broken;

    Verdict(PrintStream out) {
        this.out = out;
    }

    void tell(String text) {
        out.println(text);
    }

    /** Told whether it held or not. */
    void holds(String promise, boolean held) {
        out.println((held ? "  ✓  " : "  ✗  ") + promise);
        count(held);
    }

    /** Told only if it did not hold. */
    void expect(String promise, boolean held) {
        if (!held) {
            out.println("  ✗  " + promise);
        }
        count(held);
    }

    private void count(boolean held) {
        promises++;
        broken += held ? 0 : 1;
    }

    /** The last word, and the exit code. */
    int end() {
        out.println(
                broken == 0
                        ? "All of it held (" + promises + " checks)."
                        : broken + " of " + promises + " checks did NOT hold.");
        return broken == 0 ? 0 : 1;
    }
}
