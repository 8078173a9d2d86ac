package loyalty.engine.redeem;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** In which order lots pay, so that as little as possible will burn. */
final class LotOrder {
    private LotOrder() {}

    /**
     * First to expire first; then the one that admits less of this basket, a restricted one before
     * a free one; then the older one; then by id.
     */
    static List<PayingLot> of(List<PayingLot> lots, long[] payableAmounts) {
        Map<BitSet, Long> amounts = new HashMap<>();
        Map<String, Long> admitted = new HashMap<>();
        for (PayingLot lot : lots) {
            BitSet lines = lot.admits();
            admitted.put(
                    lot.id(), amounts.computeIfAbsent(lines, key -> lot.admitted(payableAmounts)));
        }
        return lots.stream()
                .sorted(
                        Comparator.comparing(PayingLot::expiresAt)
                                .thenComparingLong((PayingLot lot) -> admitted.get(lot.id()))
                                .thenComparing(PayingLot::restricted, Comparator.reverseOrder())
                                .thenComparing(PayingLot::activeFrom)
                                .thenComparing(PayingLot::id))
                .toList();
    }
}
