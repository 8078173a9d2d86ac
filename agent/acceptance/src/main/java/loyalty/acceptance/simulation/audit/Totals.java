package loyalty.acceptance.simulation.audit;

import static loyalty.acceptance.simulation.audit.Violation.require;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import loyalty.protocol.sync.Holder;
import loyalty.terminal.commit.RightTotals;

/** A right's totals at a register, which only grow for as long as nobody puts its disk back. */
final class Totals {
    private final Map<Holder, Map<String, RightTotals>> seen = new HashMap<>();

    void look(Holder holder, List<RightTotals> rights) {
        Map<String, RightTotals> before = seen.computeIfAbsent(holder, h -> new HashMap<>());
        for (RightTotals right : rights) {
            RightTotals last = before.put(right.lot(), right);
            require(
                    last == null || grew(last, right),
                    () -> holder + " had " + last + " and has " + right);
        }
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
    void putBack(String register) {
        seen.keySet().removeIf(holder -> holder.register().equals(register));
    }
}
