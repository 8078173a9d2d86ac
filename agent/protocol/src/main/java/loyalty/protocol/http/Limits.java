package loyalty.protocol.http;

import java.time.Duration;

/**
 * What one server puts up with. Everything has a bound.
 *
 * @param bodyBytes the largest body, after unpacking; more is 413
 * @param headerBytes all headers of a request together; more is 431
 * @param requestTime from a request's first byte to its last; longer is a closed connection
 * @param idle how long a connection may stay open unused
 * @param workers how many requests are handled at once
 * @param queue how many more may wait for a worker; beyond that the answer is 503 "busy"
 * @param connections how many connections may be open; beyond that new ones are closed at once
 * @param perSecond requests per second from one address, with bursts of twice as many; beyond that
 *     429
 */
public record Limits(
        int bodyBytes,
        int headerBytes,
        Duration requestTime,
        Duration idle,
        int workers,
        int queue,
        int connections,
        int perSecond) {

    /** How many messages may wait for one slow WebSocket client. */
    static final int SOCKET_QUEUE = 256;

    /** The largest message a WebSocket client may send. */
    static final int SOCKET_FRAME_BYTES = 16 * 1024;

    public Limits {
        positive("bodyBytes", bodyBytes);
        positive("headerBytes", headerBytes);
        positive("workers", workers);
        positive("queue", queue);
        positive("connections", connections);
        positive("perSecond", perSecond);
        positive("requestTime in ms", (int) requestTime.toMillis());
        positive("idle in ms", (int) idle.toMillis());
    }

    /** For a register: a few programs on the same machine. */
    public static Limits register() {
        return new Limits(
                1 << 20, 16 << 10, Duration.ofSeconds(10), Duration.ofMinutes(2), 4, 64, 64, 2_000);
    }

    /** For a processor: many registers, batches of operations. */
    public static Limits processor() {
        return new Limits(
                16 << 20,
                16 << 10,
                Duration.ofSeconds(30),
                Duration.ofMinutes(2),
                8,
                256,
                4_096,
                20_000);
    }

    private static void positive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive: " + value);
        }
    }
}
