package loyalty.terminal.sync;

import java.time.Duration;

/**
 * How sync goes about its work.
 *
 * @param batch most operations in one upload
 * @param batchBytes about how large an upload may be before packing
 * @param page most changes or members in one answer
 * @param hold how long the processor may hold a question for changes
 * @param look how often the ledger is asked whether there is anything to do
 * @param idleReturn after which rights that nothing uses go home
 * @param patience how long a turn waits for something to happen; zero in tests
 */
public record SyncSettings(
        int batch,
        int batchBytes,
        int page,
        Duration hold,
        Duration look,
        Duration idleReturn,
        Duration patience) {
    public static final SyncSettings DEFAULT =
            new SyncSettings(
                    500,
                    1024 * 1024,
                    1_000,
                    Duration.ofSeconds(25),
                    Duration.ofSeconds(1),
                    Duration.ofDays(14),
                    Duration.ofMillis(100));

    public SyncSettings {
        if (batch < 1 || batch > 500 || page < 1) {
            throw new IllegalArgumentException("1 to 500 operations in a batch: " + batch);
        }
    }
}
