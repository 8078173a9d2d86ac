package loyalty.engine.redeem;

import java.util.Arrays;
import java.util.List;
import loyalty.engine.money.Money;

/** How much money points may pay on each line, and on all of them under the cap. */
final class LineRooms {
    private final long[] amounts;
    private final long[] perLine;
    private final long capped;

    LineRooms(RedeemTerms terms, List<PayableLine> lines) {
        this.amounts = lines.stream().mapToLong(PayableLine::amount).toArray();
        this.perLine = lines.stream().mapToLong(line -> line.room(terms.minLineAmount())).toArray();
        long[] base = new long[amounts.length];
        Arrays.setAll(base, line -> lines.get(line).payable() ? amounts[line] : 0);
        if (terms.capPerLine()) {
            long[] caps = Arrays.stream(base).map(amount -> part(terms, amount)).toArray();
            this.capped = sum(caps);
            Arrays.setAll(perLine, line -> Math.min(perLine[line], caps[line]));
        } else {
            this.capped = part(terms, sum(base));
        }
    }

    private static long part(RedeemTerms terms, long amount) {
        return terms.cap().ofFloor(Money.of(amount)).minor();
    }

    private static long sum(long[] parts) {
        return Arrays.stream(parts).reduce(0, Math::addExact);
    }

    /** Amounts of all lines, whether they may be paid or not. */
    long[] amounts() {
        return amounts;
    }

    /** What each line can take, before a cap of the receipt. */
    long[] perLine() {
        return perLine;
    }

    /** What all lines can take together, before a cap of the receipt. */
    long total() {
        return sum(perLine);
    }

    /** What the cap lets points pay in all. */
    long capped() {
        return capped;
    }
}
