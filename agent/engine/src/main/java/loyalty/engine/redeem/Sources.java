package loyalty.engine.redeem;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lots that admit the same lines are one source of money: fewer sources, smaller flows. */
final class Sources {
    private final int[] sourceOf;
    private final BitSet[] admits;

    /** Groups {@code lots} by what they admit among the lines that are {@code open}. */
    Sources(List<PayingLot> lots, BitSet open) {
        this.sourceOf = new int[lots.size()];
        Map<BitSet, Integer> numbers = new LinkedHashMap<>();
        for (int lot = 0; lot < sourceOf.length; lot++) {
            BitSet lines = lots.get(lot).admits();
            lines.and(open);
            Integer known = numbers.putIfAbsent(lines, numbers.size());
            sourceOf[lot] = known == null ? numbers.size() - 1 : known;
        }
        this.admits = numbers.keySet().toArray(BitSet[]::new);
    }

    int of(int lot) {
        return sourceOf[lot];
    }

    BitSet[] admits() {
        return admits;
    }

    /** What each source pays if lot {@code i} pays {@code money[i]}. */
    long[] sum(long[] money) {
        long[] sums = new long[admits.length];
        for (int lot = 0; lot < sourceOf.length; lot++) {
            sums[sourceOf[lot]] = Math.addExact(sums[sourceOf[lot]], money[lot]);
        }
        return sums;
    }

    /** The lines that have something in them. */
    static BitSet open(long[] rooms) {
        BitSet open = new BitSet();
        for (int line = 0; line < rooms.length; line++) {
            open.set(line, rooms[line] > 0);
        }
        return open;
    }
}
