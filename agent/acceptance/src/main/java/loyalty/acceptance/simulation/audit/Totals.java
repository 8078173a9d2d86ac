package loyalty.acceptance.simulation.audit;

import static loyalty.acceptance.simulation.audit.Violation.require;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import loyalty.acceptance.simulation.audit.Books.Lot;
import loyalty.acceptance.simulation.audit.Books.Right;
import loyalty.protocol.sync.Holder;
import loyalty.terminal.commit.RightTotals;

/** A right's totals at a register, which only grow for as long as nobody puts its disk back. */
final class Totals {
    private final Map<Holder, Map<String, RightTotals>> seen = new HashMap<>();
    private final Set<Holder> putBack = new HashSet<>();

    void look(Holder holder, List<RightTotals> rights, Map<String, Lot> lots) {
        Map<String, RightTotals> before = seen.computeIfAbsent(holder, h -> new HashMap<>());
        for (RightTotals right : rights) {
            RightTotals last = before.put(right.lot(), right);
            require(
                    last == null || grew(last, right),
                    () -> holder + " had " + last + " and has " + right);
            returnedByItself(holder, right, lots);
        }
    }

    /** Nobody takes a right home but its holder, whatever became of its term. */
    private void returnedByItself(Holder holder, RightTotals right, Map<String, Lot> lots) {
        if (putBack.contains(holder) || !lots.containsKey(right.lot())) {
            return;
        }
        Right booked = lots.get(right.lot()).rights().get(holder);
        require(
                booked == null || booked.returned() <= right.returned(),
                () -> holder + " returned less than is booked of " + right + ": " + booked);
    }

    private static boolean grew(RightTotals from, RightTotals to) {
        return to.granted() >= from.granted()
                && to.received() >= from.received()
                && to.spent() >= from.spent()
                && to.returned() >= from.returned()
                && to.handedOut() >= from.handedOut()
                && to.released() >= from.released();
    }

    /** An older ledger may say less than the one before it. */
    void putBack(Holder holder) {
        putBack.add(holder);
        seen.remove(holder);
    }
}
