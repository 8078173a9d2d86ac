package loyalty.engine.price;

import java.util.Arrays;
import java.util.BitSet;

/** A {@link Cut} of every unit of a selection by itself. */
final class EachUnit implements UnitMove {
    private final Prices prices;
    private final int[] units;
    private final Cut cut;

    EachUnit(Prices prices, int[] units, Cut cut) {
        this.prices = prices;
        this.units = units;
        this.cut = cut;
    }

    @Override
    public Award award(BitSet blocked) {
        int[] free = Picks.free(units, blocked);
        return cut.apply(prices, free, Award.NOTHING.used());
    }

    @Override
    public long most(boolean neverBlocked) {
        return Arrays.stream(units).mapToLong(unit -> cut.most(prices, unit)).sum();
    }

    @Override
    public int[] units() {
        return units;
    }

    @Override
    public long gainMillionths(int unit) {
        return Math.multiplyExact(cut.saving(prices, unit), 1_000_000);
    }
}
