package loyalty.processor.api;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import loyalty.protocol.http.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * How often each caller may call: so many times a second, with bursts of twice as many. By who they
 * are, because behind a balancer all come from one address. Thread-safe.
 */
final class Pace {
    private static final double SECOND = 1e9;

    /** More callers than any chain has; then all begin anew. */
    private static final int CALLERS = 100_000;

    private final int perSecond;
    private final LongSupplier ticker;
    private final ConcurrentMap<String, Bucket> buckets = new ConcurrentHashMap<>();

    /** What a caller has left, and whether the last call was served. */
    private record Bucket(double tokens, long at, boolean served) {}

    /**
     * @param ticker elapsed nanoseconds
     */
    Pace(int perSecond, LongSupplier ticker) {
        this.perSecond = perSecond;
        this.ticker = ticker;
    }

    /** Counts one call; refuses it if there were too many. */
    void take(String caller) throws Refusal {
        if (buckets.size() > CALLERS) {
            buckets.clear();
        }
        long now = ticker.getAsLong();
        Bucket after = buckets.compute(caller, (name, before) -> taken(before, now));
        if (!after.served()) {
            throw new Refusal(
                            429,
                            "too-many-requests",
                            caller + " asks more than " + perSecond + " times a second.",
                            "Wait a second, then ask less often.")
                    .header("retry-after", "1");
        }
    }

    private Bucket taken(@Nullable Bucket known, long now) {
        Bucket before = known == null ? new Bucket(2.0 * perSecond, now, true) : known;
        double earned = (now - before.at()) / SECOND * perSecond;
        double tokens = Math.min(2.0 * perSecond, before.tokens() + earned);
        boolean served = tokens >= 1;
        return new Bucket(served ? tokens - 1 : tokens, now, served);
    }
}
