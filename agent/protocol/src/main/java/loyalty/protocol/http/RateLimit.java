package loyalty.protocol.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** A token bucket per address. Used on the event loop only. */
final class RateLimit {
    private static final int ADDRESSES = 4096;
    private static final long SECOND = 1_000_000_000L;

    private static final class Bucket {
        private double tokens;
        private long at;
    }

    private final int perSecond;
    private final LongSupplier ticker;
    private final Map<String, Bucket> buckets =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                    return size() > ADDRESSES;
                }
            };

    RateLimit(int perSecond, LongSupplier ticker) {
        this.perSecond = perSecond;
        this.ticker = ticker;
    }

    /** Takes one request's token. */
    void take(String address) throws Refusal {
        long now = ticker.getAsLong();
        Bucket bucket = buckets.computeIfAbsent(address, a -> full(now));
        double earned = (double) (now - bucket.at) / SECOND * perSecond;
        bucket.tokens = Math.min(2.0 * perSecond, bucket.tokens + earned);
        bucket.at = now;
        if (bucket.tokens < 1) {
            throw new Refusal(
                            429,
                            "too-many-requests",
                            "More than " + perSecond + " requests per second.",
                            "Wait a second, then ask less often.")
                    .header("retry-after", "1");
        }
        bucket.tokens -= 1;
    }

    private Bucket full(long now) {
        Bucket bucket = new Bucket();
        bucket.tokens = 2.0 * perSecond;
        bucket.at = now;
        return bucket;
    }
}
