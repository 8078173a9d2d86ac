package loyalty.terminal.sync;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * One HTTP exchange at a time with the processor, whatever carries it. Does not block; fails with
 * {@link ProcessorException} of fault {@code UNREACHABLE} or {@code TIMED_OUT}. Any thread.
 */
public interface Transport extends AutoCloseable {
    CompletableFuture<Reply> send(Call call);

    @Override
    void close();

    /**
     * A request.
     *
     * @param target path and query, encoded
     * @param patience how long the whole exchange may take
     */
    @SuppressWarnings("ArrayRecordComponent") // large, handed over once, never changed
    record Call(
            String method,
            String target,
            Map<String, String> headers,
            byte[] body,
            Duration patience) {
        public Call {
            headers = Map.copyOf(headers);
        }
    }

    /** An answer, its body unpacked. */
    @SuppressWarnings("ArrayRecordComponent") // as above
    record Reply(int status, byte[] body) {}
}
