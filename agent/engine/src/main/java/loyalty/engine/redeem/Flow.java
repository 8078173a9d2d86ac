package loyalty.engine.redeem;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;

/**
 * Money flowing from few sources (lots of one restriction) into sinks (lines) that have limited
 * room. Finds room by shortest augmenting paths: a sink that is full asks who fills it, and whether
 * they can go elsewhere. Owned by one thread.
 */
final class Flow {
    private static final int UNSEEN = -2;
    private static final int ROOT = -1;

    private final BitSet[] admits;
    private final long[] room;
    private final long[][] flow;
    private final int[] sinkFrom;
    private final int[] sourceFrom;

    /** {@code admits[s]} are the sinks that source {@code s} may fill, {@code room} their sizes. */
    Flow(BitSet[] admits, long[] room) {
        this(admits, room.clone(), new long[admits.length][room.length]);
    }

    private Flow(BitSet[] admits, long[] room, long[][] flow) {
        this.admits = admits;
        this.room = room;
        this.flow = flow;
        this.sinkFrom = new int[room.length];
        this.sourceFrom = new int[admits.length];
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

    void addRoom(int sink, long more) {
        room[sink] += more;
    }

    /** Brings in as much of {@code most} as fits; what is already in, stays in. */
    long push(int source, long most) {
        long pushed = 0;
        long step = 1;
        while (pushed < most && step > 0) {
            step = augment(source, most - pushed);
            pushed += step;
        }
        return pushed;
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
        flow[source][sink] -= amount;
    }

    /**
     * Makes {@code source} fill more of {@code sink}, at most {@code most}, by letting it change
     * places with others; what every source has in all and what every sink holds stay the same.
     */
    long swapInto(int source, int sink, long most) {
        long swapped = 0;
        long step = 1;
        while (swapped < most && step > 0) {
            step = swap(source, sink, most - swapped);
            swapped += step;
        }
        return swapped;
    }

    /** Sinks and sources from which somebody could still be displaced, starting at these. */
    BitSet[] reachable(BitSet sources) {
        start();
        Deque<Integer> queue = new ArrayDeque<>();
        sources.stream().forEach(source -> visit(source, ROOT, queue));
        while (!queue.isEmpty()) {
            int source = queue.remove();
            for (int sink = next(source, 0); sink >= 0; sink = next(source, sink + 1)) {
                sinkFrom[sink] = source;
                visitFillers(sink, queue);
            }
        }
        return new BitSet[] {seen(sinkFrom), seen(sourceFrom)};
    }

    private long augment(int root, long most) {
        start();
        Deque<Integer> queue = new ArrayDeque<>();
        visit(root, ROOT, queue);
        while (!queue.isEmpty()) {
            int source = queue.remove();
            for (int sink = next(source, 0); sink >= 0; sink = next(source, sink + 1)) {
                sinkFrom[sink] = source;
                if (room[sink] > 0) {
                    long amount = alongPath(sink, Math.min(most, room[sink]));
                    room[sink] -= amount;
                    return amount;
                }
                visitFillers(sink, queue);
            }
        }
        return 0;
    }

    /** Moves everybody on the path to {@code last} one sink on; returns how much could move. */
    private long alongPath(int last, long most) {
        long amount = most;
        for (int s = sinkFrom[last]; sourceFrom[s] != ROOT; s = sinkFrom[sourceFrom[s]]) {
            amount = Math.min(amount, flow[s][sourceFrom[s]]);
        }
        int sink = last;
        while (sink != ROOT) {
            int source = sinkFrom[sink];
            flow[source][sink] += amount;
            sink = sourceFrom[source];
            if (sink != ROOT) {
                flow[source][sink] -= amount;
            }
        }
        return amount;
    }

    private long swap(int source, int target, long most) {
        start();
        sourceFrom[source] = ROOT;
        sinkFrom[target] = source;
        Deque<Integer> queue = new ArrayDeque<>();
        visitFillers(target, queue);
        while (!queue.isEmpty()) {
            int filler = queue.remove();
            for (int sink = next(filler, 0); sink >= 0; sink = next(filler, sink + 1)) {
                sinkFrom[sink] = filler;
                if (flow[source][sink] > 0) {
                    long amount = alongPath(sink, Math.min(most, flow[source][sink]));
                    flow[source][sink] -= amount;
                    return amount;
                }
                visitFillers(sink, queue);
            }
        }
        return 0;
    }

    private void visitFillers(int sink, Deque<Integer> queue) {
        for (int source = 0; source < flow.length; source++) {
            if (sourceFrom[source] == UNSEEN && flow[source][sink] > 0) {
                visit(source, sink, queue);
            }
        }
    }

    private void visit(int source, int from, Deque<Integer> queue) {
        sourceFrom[source] = from;
        queue.add(source);
    }

    /** The next sink, from {@code sink} on, that {@code source} may fill and nobody has seen. */
    private int next(int source, int sink) {
        int found = admits[source].nextSetBit(sink);
        while (found >= 0 && sinkFrom[found] != UNSEEN) {
            found = admits[source].nextSetBit(found + 1);
        }
        return found;
    }

    private void start() {
        Arrays.fill(sinkFrom, UNSEEN);
        Arrays.fill(sourceFrom, UNSEEN);
    }

    private static BitSet seen(int[] from) {
        BitSet seen = new BitSet();
        for (int i = 0; i < from.length; i++) {
            seen.set(i, from[i] != UNSEEN);
        }
        return seen;
    }
}
