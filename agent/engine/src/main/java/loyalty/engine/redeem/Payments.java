package loyalty.engine.redeem;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which lot pays on which line, once it is known what every lot gives and what lies on every line:
 * lots in their order, lines in theirs, each the most that leaves the rest payable.
 */
final class Payments {
    private final List<PayingLot> lots;
    private final long[] money;
    private final Sources sources;
    private final Flow rest;
    private final List<Payment> payments = new ArrayList<>();

    private Payments(List<PayingLot> lots, long[] money, long[] shares) {
        this.lots = lots;
        this.money = money;
        this.sources = new Sources(lots, Sources.open(shares));
        this.rest = new Flow(sources.admits(), shares);
        long[] demands = sources.sum(money);
        for (int source = 0; source < demands.length; source++) {
            rest.push(source, demands[source]);
        }
    }

    /** {@code money[i]} is what lot {@code i} pays, {@code shares} what lies on the lines. */
    static List<Payment> of(List<PayingLot> lots, long[] money, long[] shares) {
        Payments payments = new Payments(lots, money, shares);
        for (int lot = 0; lot < lots.size(); lot++) {
            payments.lay(lot);
        }
        return List.copyOf(payments.payments);
    }

    private void lay(int lot) {
        int source = sources.of(lot);
        long left = money[lot];
        BitSet lines = sources.admits()[source];
        for (int line = lines.nextSetBit(0); line >= 0 && left > 0; ) {
            long here = Math.min(left, rest.at(source, line));
            here += here < left ? rest.swapInto(source, line, left - here) : 0;
            if (here > 0) {
                rest.take(source, line, here);
                payments.add(new Payment(lots.get(lot).id(), line, here));
                left -= here;
            }
            line = lines.nextSetBit(line + 1);
        }
    }
}
