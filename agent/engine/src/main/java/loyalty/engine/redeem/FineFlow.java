package loyalty.engine.redeem;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;

/**
 * As {@link Flow}, for money that is counted in parts of a kopeck: a basket's amount times its
 * weight is beyond a {@code long}. Only asks how much fits, and what keeps more out. Owned by one
 * thread.
 */
final class FineFlow {
    private final BitSet[] admits;
    private final BigInteger[] room;
    private final BigInteger[][] flow;
    private final Ways ways;

    /** {@code admits[s]} are the sinks that source {@code s} may fill, {@code room} their sizes. */
    FineFlow(BitSet[] admits, BigInteger[] room) {
        this.admits = admits;
        this.room = room.clone();
        this.flow = new BigInteger[admits.length][room.length];
        for (BigInteger[] source : flow) {
            Arrays.fill(source, BigInteger.ZERO);
        }
        this.ways = new Ways(admits, room.length);
    }

    /** Brings in as much of {@code most} as fits; what is already in, stays in. */
    BigInteger push(int source, BigInteger most) {
        BigInteger left = most;
        BitSet sinks = admits[source];
        for (int sink = sinks.nextSetBit(0); sink >= 0 && left.signum() > 0; ) {
            BigInteger here = left.min(room[sink]);
            change(source, sink, here);
            room[sink] = room[sink].subtract(here);
            left = left.subtract(here);
            sink = sinks.nextSetBit(sink + 1);
        }
        int last = 0;
        while (left.signum() > 0 && last != Ways.NONE) {
            last = ways.from(source, sink -> room[sink].signum() > 0);
            left = last == Ways.NONE ? left : left.subtract(alongWay(last, left));
        }
        return most.subtract(left);
    }

    /** Moves everybody on the way to {@code last} one sink on; returns how much could move. */
    private BigInteger alongWay(int last, BigInteger most) {
        BigInteger amount = most.min(room[last]);
        for (int s = ways.into(last); ways.outOf(s) != Ways.NONE; s = ways.into(ways.outOf(s))) {
            amount = amount.min(flow[s][ways.outOf(s)]);
        }
        int sink = last;
        while (sink != Ways.NONE) {
            int source = ways.into(sink);
            change(source, sink, amount);
            sink = ways.outOf(source);
            if (sink != Ways.NONE) {
                change(source, sink, amount.negate());
            }
        }
        room[last] = room[last].subtract(amount);
        return amount;
    }

    private void change(int source, int sink, BigInteger amount) {
        flow[source][sink] = flow[source][sink].add(amount);
        ways.note(source, sink, flow[source][sink].signum() > 0);
    }

    /** Sinks and sources on the near side of the cut that keeps these sources from more. */
    BitSet[] reachable(BitSet sources) {
        return ways.reachable(sources);
    }
}
