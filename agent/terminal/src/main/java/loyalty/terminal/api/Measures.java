package loyalty.terminal.api;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import loyalty.protocol.http.Meter;
import loyalty.protocol.http.Verb;

/** Counts answers and their time by call. Cheap to write to from any thread. */
public final class Measures implements Meter {
    /** Upper bounds of the time buckets, in seconds. */
    static final double[] BOUNDS = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5};

    private static final double NANOS = 1e9;

    /** One call with one status. */
    record Key(Verb verb, String route, int status) {}

    /** Its answers. */
    static final class Answers {
        final LongAdder nanos = new LongAdder();
        final LongAdder[] buckets = new LongAdder[BOUNDS.length + 1];

        Answers() {
            for (int i = 0; i < buckets.length; i++) {
                buckets[i] = new LongAdder();
            }
        }
    }

    private final Map<Key, Answers> calls = new ConcurrentHashMap<>();

    @Override
    public void answered(Verb verb, String route, int status, long nanos) {
        Answers answers = calls.computeIfAbsent(new Key(verb, route, status), k -> new Answers());
        answers.nanos.add(nanos);
        int bucket = 0;
        while (bucket < BOUNDS.length && nanos / NANOS > BOUNDS[bucket]) {
            bucket++;
        }
        answers.buckets[bucket].increment();
    }

    Map<Key, Answers> calls() {
        return Map.copyOf(calls);
    }
}
