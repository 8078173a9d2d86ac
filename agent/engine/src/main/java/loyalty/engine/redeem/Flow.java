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

    /** For each sink the sources that have something in it. */
    private final BitSet[] fillers;

    private final int[] sinkFrom;
    private final int[] sourceFrom;
    private final BitSet unseenSinks = new BitSet();
    private final BitSet unseenSources = new BitSet();

    /** {@code admits[s]} are the sinks that source {@code s} may fill, {@code room} their sizes. */
    Flow(BitSet[] admits, long[] room) {
        this(admits, room.clone(), new long[admits.length][room.length]);
    }

    private Flow(BitSet[] admits, long[] room, long[][] flow) {
        this.admits = admits;
        this.room = room;
        this.flow = flow;
        this.fillers = new BitSet[room.length];
        Arrays.setAll(fillers, this::fillers);
        this.sinkFrom = new int[room.length];
        this.sourceFrom = new int[admits.length];
    }

    private BitSet fillers(int sink) {
        BitSet sources = new BitSet();
        for (int source = 0; source < flow.length; source++) {
            sources.set(source, flow[source][sink] > 0);
        }
        return sources;
    }

    private void change(int source, int sink, long amount) {
        flow[source][sink] += amount;
        fillers[sink].set(source, flow[source][sink] > 0);
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
        while (swapped < most && step > 0 && hasOthers(source, sink)) {
            step = swap(source, sink, most - swapped);
            swapped += step;
        }
        return swapped;
    }

    private boolean hasOthers(int source, int sink) {
        int first = fillers[sink].nextSetBit(0);
        return first >= 0 && (first != source || fillers[sink].nextSetBit(first + 1) >= 0);
    }

    /** Sinks and sources from which somebody could still be displaced, starting at these. */
    BitSet[] reachable(BitSet sources) {
        start();
        Deque<Integer> queue = new ArrayDeque<>();
        sources.stream().forEach(source -> visit(source, ROOT, queue));
        while (!queue.isEmpty()) {
            int source = queue.remove();
            BitSet next = unseen(source);
            for (int sink = next.nextSetBit(0); sink >= 0; sink = next.nextSetBit(sink + 1)) {
                see(sink, source);
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
            BitSet next = unseen(source);
            for (int sink = next.nextSetBit(0); sink >= 0; sink = next.nextSetBit(sink + 1)) {
                see(sink, source);
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
            change(source, sink, amount);
            sink = sourceFrom[source];
            if (sink != ROOT) {
                change(source, sink, -amount);
            }
        }
        return amount;
    }

    private long swap(int source, int target, long most) {
        start();
        sourceFrom[source] = ROOT;
        unseenSources.clear(source);
        see(target, source);
        Deque<Integer> queue = new ArrayDeque<>();
        visitFillers(target, queue);
        while (!queue.isEmpty()) {
            int filler = queue.remove();
            BitSet next = unseen(filler);
            for (int sink = next.nextSetBit(0); sink >= 0; sink = next.nextSetBit(sink + 1)) {
                see(sink, filler);
                if (flow[source][sink] > 0) {
                    long amount = alongPath(sink, Math.min(most, flow[source][sink]));
                    change(source, sink, -amount);
                    return amount;
                }
                visitFillers(sink, queue);
            }
        }
        return 0;
    }

    private void visitFillers(int sink, Deque<Integer> queue) {
        BitSet next = (BitSet) fillers[sink].clone();
        next.and(unseenSources);
        for (int source = next.nextSetBit(0); source >= 0; source = next.nextSetBit(source + 1)) {
            visit(source, sink, queue);
        }
    }

    private void visit(int source, int from, Deque<Integer> queue) {
        sourceFrom[source] = from;
        unseenSources.clear(source);
        queue.add(source);
    }

    private void see(int sink, int from) {
        sinkFrom[sink] = from;
        unseenSinks.clear(sink);
    }

    /** Sinks that {@code source} may fill and nobody has seen. */
    private BitSet unseen(int source) {
        BitSet next = (BitSet) admits[source].clone();
        next.and(unseenSinks);
        return next;
    }

    private void start() {
        Arrays.fill(sinkFrom, UNSEEN);
        Arrays.fill(sourceFrom, UNSEEN);
        unseenSinks.set(0, room.length);
        unseenSources.set(0, flow.length);
    }

    private static BitSet seen(int[] from) {
        BitSet seen = new BitSet();
        for (int i = 0; i < from.length; i++) {
            seen.set(i, from[i] != UNSEEN);
        }
        return seen;
    }
}
