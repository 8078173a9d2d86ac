package loyalty.acceptance.simulation.audit;

import static loyalty.acceptance.simulation.audit.Violation.require;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import loyalty.acceptance.simulation.audit.Books.Lot;

/** What may not happen to a lot between one look and the next. */
final class Movements {
    private final Decisions decisions;
    private final Map<String, Long> restored = new HashMap<>();
    private final Set<String> over = new HashSet<>();

    Movements(Decisions decisions) {
        this.decisions = decisions;
    }

    void look(Map<String, Lot> lots, Instant now) {
        for (Lot lot : lots.values()) {
            nothingRevived(lot);
            noMoreOutThanItsShare(lot);
            restored.put(lot.id(), lot.restored());
            if (lot.expired(now)) {
                over.add(lot.id());
            } else {
                over.remove(lot.id());
            }
        }
    }

    /** What comes back to a lot that is over is another lot. */
    private void nothingRevived(Lot lot) {
        long before = restored.getOrDefault(lot.id(), lot.restored());
        require(
                !over.contains(lot.id()) || lot.restored() <= before,
                () -> "points came back to what was over: " + lot);
    }

    /** A processor put back learns of rights it forgot, however many. */
    private void noMoreOutThanItsShare(Lot lot) {
        long ever = lot.granted() + lot.restored() + lot.covered();
        require(
                !decisions.neverPutBack() || 2 * lot.remaining() <= ever,
                () -> "more than half is out: " + lot);
    }
}
