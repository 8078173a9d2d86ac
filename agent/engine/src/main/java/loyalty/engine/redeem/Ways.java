package loyalty.engine.redeem;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.function.IntPredicate;

/**
 * Who fills which sink, and the shortest way on which sources can make room for each other: a sink
 * that is full asks who fills it, and whether they can go elsewhere. Knows no amounts. Owned by one
 * flow.
 */
final class Ways {
    /** No sink: where no way leads, and what the first source of a way gives up. */
    static final int NONE = -1;

    private static final int UNSEEN = -2;

    private final BitSet[] admits;

    /** For each sink the sources that have something in it. */
    private final BitSet[] fillers;

    private final int[] sinkFrom;
    private final int[] sourceFrom;
    private final BitSet unseenSinks = new BitSet();
    private final BitSet unseenSources = new BitSet();
    private final Deque<Integer> queue = new ArrayDeque<>();

    /** Nobody fills anything; {@code admits[s]} are the sinks that source {@code s} may fill. */
    Ways(BitSet[] admits, int sinks) {
        this.admits = admits;
        this.fillers = new BitSet[sinks];
        Arrays.setAll(fillers, sink -> new BitSet());
        this.sinkFrom = new int[sinks];
        this.sourceFrom = new int[admits.length];
    }

    /** Whether {@code source} has something in {@code sink} from now on. */
    void note(int source, int sink, boolean fills) {
        fillers[sink].set(source, fills);
    }

    boolean hasOthers(int source, int sink) {
        int first = fillers[sink].nextSetBit(0);
        return first >= 0 && (first != source || fillers[sink].nextSetBit(first + 1) >= 0);
    }

    /** The nearest {@code open} sink that {@code source} reaches, or {@link #NONE}. */
    int from(int source, IntPredicate open) {
        start();
        visit(source, NONE);
        return nearest(open);
    }

    /** The nearest {@code open} sink for what others have in {@code sink}, for {@code source}. */
    int throughSink(int source, int sink, IntPredicate open) {
        start();
        sourceFrom[source] = NONE;
        unseenSources.clear(source);
        see(sink, source);
        visitFillers(sink);
        return nearest(open);
    }

    private int nearest(IntPredicate open) {
        while (!queue.isEmpty()) {
            int source = queue.remove();
            BitSet next = unseen(source);
            for (int sink = next.nextSetBit(0); sink >= 0; sink = next.nextSetBit(sink + 1)) {
                see(sink, source);
                if (open.test(sink)) {
                    return sink;
                }
                visitFillers(sink);
            }
        }
        return NONE;
    }

    /** On the way found last: the source that goes into this sink. */
    int into(int sink) {
        return sinkFrom[sink];
    }

    /** On the way found last: the sink that this source gives up, or {@link #NONE}. */
    int outOf(int source) {
        return sourceFrom[source];
    }

    /** Sinks and sources from which somebody could still be displaced, starting at these. */
    BitSet[] reachable(BitSet sources) {
        start();
        sources.stream().forEach(source -> visit(source, NONE));
        nearest(sink -> false);
        return new BitSet[] {seen(sinkFrom), seen(sourceFrom)};
    }

    private void start() {
        queue.clear();
        Arrays.fill(sinkFrom, UNSEEN);
        Arrays.fill(sourceFrom, UNSEEN);
        unseenSinks.set(0, sinkFrom.length);
        unseenSources.set(0, sourceFrom.length);
    }

    private void visitFillers(int sink) {
        BitSet next = (BitSet) fillers[sink].clone();
        next.and(unseenSources);
        for (int source = next.nextSetBit(0); source >= 0; source = next.nextSetBit(source + 1)) {
            visit(source, sink);
        }
    }

    private void visit(int source, int from) {
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

    private static BitSet seen(int[] from) {
        BitSet seen = new BitSet();
        for (int i = 0; i < from.length; i++) {
            seen.set(i, from[i] != UNSEEN);
        }
        return seen;
    }
}
