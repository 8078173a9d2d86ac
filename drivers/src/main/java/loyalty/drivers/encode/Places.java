package loyalty.drivers.encode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loyalty.receipt.page.Run;

/** Keeps runs apart after substitutes have made some of them longer. */
final class Places {
    private static final int GAP = 2;

    private Places() {}

    /**
     * The runs, each where it was if it still fits, else moved left into free room.
     *
     * @param asked the same runs before substitution
     * @param end the right edge of the paper in half cells
     * @return empty if there is no room
     */
    static Optional<List<Run>> fit(List<Run> runs, List<Run> asked, int end) {
        List<Run> placed = new ArrayList<>(runs);
        int right = end;
        for (int i = placed.size() - 1; i >= 0; i--) {
            Run run = placed.get(i);
            int x = Math.min(run.x(), right - 2 * run.cells());
            if (x < 0) return Optional.empty();
            placed.set(i, new Run(x, run.text(), run.style()));
            right = x - (i > 0 ? gap(asked.get(i - 1), asked.get(i)) : 0);
        }
        return Optional.of(placed);
    }

    /** Words that stood apart stay apart. */
    private static int gap(Run before, Run after) {
        return Math.max(0, Math.min(GAP, after.x() - before.end()));
    }
}
