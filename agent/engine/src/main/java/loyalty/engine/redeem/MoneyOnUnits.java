package loyalty.engine.redeem;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import loyalty.engine.spread.Shares;

/**
 * Where the redeemed money lies: as near to proportional to what lines and units cost as lots, caps
 * and minimum prices allow, then largest remainder, straight to units.
 *
 * <p>All ways to lay the money form the bases of a polymatroid, so there is one that is nearest to
 * proportional, and this finds it by splitting: where the same share for every unit does not fit, a
 * minimum cut names the lines that must take more because their payers may pay nothing else, and
 * the two sides go on alone. Units and lines that are full are set aside at what they can take.
 */
final class MoneyOnUnits {
    private final UnitMoney money;
    private final BitSet[] admits;
    private final long[] demands;

    private MoneyOnUnits(UnitMoney money, BitSet[] admits, long[] demands) {
        this.money = money;
        this.admits = admits;
        this.demands = demands;
    }

    /**
     * Money on the units of each line.
     *
     * @param rooms what each line can take at most
     * @param admits for each source of money the lines it may pay
     * @param demands what each source pays; it must be possible
     */
    static List<Shares> of(List<PayableLine> lines, long[] rooms, BitSet[] admits, long[] demands) {
        UnitMoney money = new UnitMoney(lines, rooms);
        BitSet sources = new BitSet();
        sources.set(0, admits.length);
        new MoneyOnUnits(money, admits, demands).lay(Sources.open(rooms), sources);
        List<Shares> shares = new ArrayList<>();
        for (int line = 0; line < rooms.length; line++) {
            shares.add(money.shares(line));
        }
        return shares;
    }

    /** Lays the money of {@code sources} on {@code some} lines, which nobody else pays. */
    private void lay(BitSet some, BitSet sources) {
        if (sources.stream().allMatch(s -> demands[s] == 0)) {
            return;
        }
        BitSet reach = some;
        if (sources.cardinality() == 1) {
            reach = (BitSet) some.clone();
            reach.and(admits[sources.nextSetBit(0)]);
        }
        Level level = level(reach, sources);
        while (sources.cardinality() == 1 && level.fill(reach)) {
            level = level(reach, sources);
        }
        BitSet unsent = level.unsent();
        if (unsent.isEmpty()) {
            level.round();
        } else {
            split(level, unsent);
        }
    }

    private Level level(BitSet lines, BitSet sources) {
        return new Level(money, admits, demands, lines, sources);
    }

    private void split(Level level, BitSet unsent) {
        BitSet[] reached = level.reachable(unsent);
        level.fill(reached[0]);
        lay(reached[0], reached[1]);
        lay(without(level.lines(), reached[0]), without(level.sources(), reached[1]));
    }

    private static BitSet without(BitSet all, BitSet some) {
        BitSet rest = (BitSet) all.clone();
        rest.andNot(some);
        return rest;
    }
}
