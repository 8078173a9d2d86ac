package loyalty.engine.redeem;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import loyalty.engine.redeem.UnitMoney.Remainder;

/**
 * One try to give every open unit of some lines the same share of its price, paid by some sources.
 * Owned by one calculation.
 */
final class Level {
    private final UnitMoney money;
    private final BitSet[] admits;
    private final long[] demands;
    private final BitSet lines;
    private final BitSet sources;
    private final long demand;
    private final long rest;
    private final long weight;
    private FineFlow flow = new FineFlow(new BitSet[0], new BigInteger[0]);

    Level(UnitMoney money, BitSet[] admits, long[] demands, BitSet lines, BitSet sources) {
        this.money = money;
        this.admits = admits;
        this.demands = demands;
        this.lines = lines;
        this.sources = sources;
        this.demand = sources.stream().mapToLong(s -> demands[s]).reduce(0, Math::addExact);
        long taken = 0;
        long open = 0;
        for (int line = lines.nextSetBit(0); line >= 0; line = lines.nextSetBit(line + 1)) {
            taken = Math.addExact(taken, money.set(line));
            open = Math.addExact(open, money.openWeight(line));
        }
        this.rest = demand - taken;
        this.weight = open;
    }

    BitSet lines() {
        return lines;
    }

    BitSet sources() {
        return sources;
    }

    /** Sets aside what cannot take the share; whether anything could not. */
    boolean fill(BitSet some) {
        return money.fill(some, rest, weight);
    }

    /** Sources that could not bring in all they pay; a single one always can. */
    BitSet unsent() {
        BitSet unsent = new BitSet();
        if (sources.cardinality() > 1) {
            BigInteger scale = BigInteger.valueOf(scale());
            BigInteger[] rooms = new BigInteger[money.lines()];
            Arrays.fill(rooms, BigInteger.ZERO);
            lines.stream().forEach(line -> rooms[line] = money.scaledRoom(line, rest, scale()));
            flow = new FineFlow(admits, rooms);
            for (int s = sources.nextSetBit(0); s >= 0; s = sources.nextSetBit(s + 1)) {
                BigInteger wanted = scale.multiply(BigInteger.valueOf(demands[s]));
                unsent.set(s, flow.push(s, wanted).compareTo(wanted) < 0);
            }
        }
        return unsent;
    }

    /** Lines and sources on the near side of the cut that keeps {@code unsent} from more. */
    BitSet[] reachable(BitSet unsent) {
        BitSet[] reached = flow.reachable(unsent);
        reached[0].and(lines);
        return reached;
    }

    /** Money is counted in so many parts here, so that equal shares are whole. */
    private long scale() {
        return Math.max(1, weight);
    }

    /** Everybody has the floor of the same share; what is left goes where it can be paid. */
    void round() {
        List<Remainder> remainders = new ArrayList<>();
        lines.stream().forEach(line -> money.layFloors(line, rest, scale(), remainders));
        remainders.sort(Comparator.comparingLong((Remainder r) -> -r.size()));
        long left = demand - lines.stream().mapToLong(money::laid).sum();
        if (left > 0 && sources.cardinality() == 1) {
            raise(remainders, left);
        } else if (left > 0) {
            new Raising().raise(remainders, left);
        }
    }

    private void raise(List<Remainder> remainders, long total) {
        long left = total;
        for (Remainder remainder : remainders) {
            long units = Math.min(left, money.count(remainder.line(), remainder.run()));
            money.raise(remainder.line(), remainder.run(), units);
            left -= units;
        }
    }

    /** Gives one more to units, largest remainder first, wherever somebody can pay it. */
    private final class Raising {
        private final Flow whole;
        private final long[] unpaid = new long[demands.length];

        Raising() {
            long[] floors = new long[money.lines()];
            lines.stream().forEach(line -> floors[line] = money.laid(line));
            this.whole = new Flow(admits, floors);
            sources.stream().forEach(s -> unpaid[s] = demands[s] - whole.push(s, demands[s]));
        }

        void raise(List<Remainder> remainders, long total) {
            long left = total;
            for (Remainder remainder : remainders) {
                long count = money.count(remainder.line(), remainder.run());
                for (long unit = 0; unit < count && left > 0 && pay(remainder.line()); unit++) {
                    money.raise(remainder.line(), remainder.run(), 1);
                    left--;
                }
            }
        }

        private boolean pay(int line) {
            for (int s = sources.nextSetBit(0); s >= 0; s = sources.nextSetBit(s + 1)) {
                if (unpaid[s] > 0 && admits[s].get(line)) {
                    whole.put(s, line, 1);
                    unpaid[s]--;
                    return true;
                }
            }
            whole.addRoom(line, 1);
            for (int s = sources.nextSetBit(0); s >= 0; s = sources.nextSetBit(s + 1)) {
                if (unpaid[s] > 0 && whole.push(s, 1) == 1) {
                    unpaid[s]--;
                    return true;
                }
            }
            whole.addRoom(line, -1);
            return false;
        }
    }
}
