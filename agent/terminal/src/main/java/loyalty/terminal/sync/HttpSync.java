package loyalty.terminal.sync;

import io.netty.handler.ssl.SslContext;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import loyalty.protocol.sync.EnrolAnswer;
import loyalty.terminal.clock.Ticker;
import loyalty.terminal.commit.Keys;
import loyalty.terminal.commit.Till;
import loyalty.terminal.database.StorageException;

/** Sync with a processor over HTTP, put together: transport, signatures, guards, duty. */
public final class HttpSync implements AutoCloseable {
    private static final int CONNECTIONS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Sync sync;
    private final GuardedProcessor guard;
    private final ScheduledExecutorService scheduler;

    private HttpSync(Sync sync, GuardedProcessor guard, ScheduledExecutorService scheduler) {
        this.sync = sync;
        this.guard = guard;
        this.scheduler = scheduler;
    }

    /**
     * Call on the till thread, or before it runs.
     *
     * @param budget within which the processor must answer a customer's question
     */
    public static HttpSync connect(
            Till till,
            Keys keys,
            URI processor,
            Optional<SslContext> tls,
            Duration budget,
            Sync.PackReader packs,
            SyncSettings settings)
            throws StorageException {
        Ticker ticker = Ticker.system();
        Hops hops = new Hops();
        keys.resume(till.ledger().register());
        Credentials who = new Credentials(till.ledger().register().holder(), keys.signing());
        HttpProcessor http =
                new HttpProcessor(
                        new NettyTransport(processor, tls, CONNECTIONS), hops, who, PATIENCE);
        ScheduledExecutorService scheduler =
                Executors.newSingleThreadScheduledExecutor(HttpSync::daemon);
        GuardedProcessor guard = new GuardedProcessor(http, budget, scheduler, ticker);
        Sync sync =
                new Sync(
                        till,
                        guard,
                        packs,
                        new HttpIdentity(keys, http),
                        hops,
                        settings,
                        ticker,
                        new SecureRandom());
        return new HttpSync(sync, guard, scheduler);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "processor-budget");
        thread.setDaemon(true);
        return thread;
    }

    /** The duty, to be given a thread of its own, which also closes it. */
    public Sync sync() {
        return sync;
    }

    public GuardFigures figures() {
        return guard.figures();
    }

    /** Stops the budget's thread; after the duty was closed. */
    @Override
    public void close() {
        scheduler.shutdownNow();
    }

    /** Tells the HTTP side who signs from now on. */
    private record HttpIdentity(Keys keys, HttpProcessor http) implements Sync.Identity {
        @Override
        public void changed(EnrolAnswer answer) throws StorageException {
            http.become(new Credentials(answer.holder(), keys.signing()));
        }
    }
}
