package loyalty.engine.redeem;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Money flowing from few sources (lots of one restriction) into sinks (lines) that have limited
 * room. Finds room by shortest augmenting paths. Owned by one thread.
 */
final class Flow {
    private final BitSet[] admits;
    private final long[] room;
    private final long[][] flow;
    private final Ways ways;

    /** {@code admits[s]} are the sinks that source {@code s} may fill, {@code room} their sizes. */
    Flow(BitSet[] admits, long[] room) {
        this(admits, room.clone(), new long[admits.length][room.length]);
    }

    private Flow(BitSet[] admits, long[] room, long[][] flow) {
        this.admits = admits;
        this.room = room;
        this.flow = flow;
        this.ways = new Ways(admits, room.length);
        for (int source = 0; source < flow.length; source++) {
            for (int sink = 0; sink < room.length; sink++) {
                ways.note(source, sink, flow[source][sink] > 0);
            }
        }
    }

    private void change(int source, int sink, long amount) {
        flow[source][sink] += amount;
        ways.note(source, sink, flow[source][sink] > 0);
    }

    Flow copy() {
        long[][] copied = new long[flow.length][];
        Arrays.setAll(copied, source -> flow[source].clone());
        return new Flow(admits, room.clone(), copied);
    }

    /** What {@code source} has in {@code sink}. */
    long at(int source, int sink) {
        return flow[source][sink];
    }

    /** Brings {@code amount} into a sink that is enlarged for it. */
    void put(int source, int sink, long amount) {
        change(source, sink, amount);
    }

    void addRoom(int sink, long more) {
        room[sink] += more;
    }

    /** Brings in as much of {@code most} as fits; what is already in, stays in. */
    long push(int source, long most) {
        long pushed = pushDirectly(source, most);
        long step = 1;
        while (pushed < most && step > 0) {
            step = augment(source, most - pushed);
            pushed += step;
        }
        return pushed;
    }

    /** Fills open room without asking anybody to move. */
    private long pushDirectly(int source, long most) {
        long left = most;
        BitSet sinks = admits[source];
        for (int sink = sinks.nextSetBit(0); sink >= 0 && left > 0; ) {
            long here = Math.min(left, room[sink]);
            if (here > 0) {
                change(source, sink, here);
                room[sink] -= here;
                left -= here;
            }
            sink = sinks.nextSetBit(sink + 1);
        }
        return most - left;
    }

    private long augment(int source, long most) {
        int last = ways.from(source, sink -> room[sink] > 0);
        if (last == Ways.NONE) {
            return 0;
        }
        long amount = alongWay(last, Math.min(most, room[last]));
        room[last] -= amount;
        return amount;
    }

    /** Takes {@code amount} of what {@code source} brought in out again. */
    void retract(int source, long amount) {
        long left = amount;
        for (int sink = room.length - 1; left > 0; sink--) {
            long back = Math.min(left, flow[source][sink]);
            take(source, sink, back);
            room[sink] += back;
            left -= back;
        }
    }

    /** Money of {@code source} leaves the game: it and its room are settled. */
    void take(int source, int sink, long amount) {
        change(source, sink, -amount);
    }

    /**
     * Makes {@code source} fill more of {@code sink}, at most {@code most}, by letting it change
     * places with others; what every source has in all and what every sink holds stay the same.
     */
    long swapInto(int source, int sink, long most) {
        long swapped = 0;
        long step = 1;
        while (swapped < most && step > 0 && ways.hasOthers(source, sink)) {
            step = swap(source, sink, most - swapped);
            swapped += step;
        }
        return swapped;
    }

    private long swap(int source, int target, long most) {
        int last = ways.throughSink(source, target, sink -> flow[source][sink] > 0);
        if (last == Ways.NONE) {
            return 0;
        }
        long amount = alongWay(last, Math.min(most, flow[source][last]));
        change(source, last, -amount);
        return amount;
    }

    /** Moves everybody on the way to {@code last} one sink on; returns how much could move. */
    private long alongWay(int last, long most) {
        long amount = most;
        for (int s = ways.into(last); ways.outOf(s) != Ways.NONE; s = ways.into(ways.outOf(s))) {
            amount = Math.min(amount, flow[s][ways.outOf(s)]);
        }
        int sink = last;
        while (sink != Ways.NONE) {
            int source = ways.into(sink);
            change(source, sink, amount);
            sink = ways.outOf(source);
            if (sink != Ways.NONE) {
                change(source, sink, -amount);
            }
        }
        return amount;
    }
}
