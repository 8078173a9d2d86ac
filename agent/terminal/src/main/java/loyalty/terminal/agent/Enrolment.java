package loyalty.terminal.agent;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import loyalty.drivers.loop.DutyThread;
import loyalty.protocol.sync.EnrolAnswer;
import loyalty.terminal.clock.Ticker;
import loyalty.terminal.commit.Keys;
import loyalty.terminal.commit.Ledger;
import loyalty.terminal.commit.LedgerSetup;
import loyalty.terminal.commit.Till;
import loyalty.terminal.settings.AgentSettings;
import loyalty.terminal.sync.HttpSync;
import loyalty.terminal.sync.SyncSettings;
import loyalty.terminal.sync.TrustedAuthority;

/** Makes this register known to the processor, while no agent runs. */
public final class Enrolment {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration TURN = Duration.ofMillis(50);

    private Enrolment() {}

    /**
     * Enrols with a one-time code from the back office.
     *
     * @throws IOException if the ledger cannot be opened, or the processor does not answer or
     *     refuses
     */
    public static EnrolAnswer enrol(AgentSettings settings, String code) throws IOException {
        if (settings.processor().url().isEmpty()) {
            throw new IOException("agent.yaml names no processor: write processor.url first");
        }
        Keys keys = Keys.open(settings.home().resolve("keys"));
        LedgerSetup setup =
                LedgerSetup.of(
                        settings.home(),
                        settings.register().name(),
                        Agent.VERSION,
                        keys.personal());
        Till till = new Till(Ledger.open(setup), Ticker.system(), TURN);
        try (HttpSync connection =
                HttpSync.connect(
                        till,
                        keys,
                        settings.processor().url().get(),
                        TrustedAuthority.of(
                                settings.processor().url().get(), settings.processor().authority()),
                        Duration.ofSeconds(10),
                        pack -> Optional.of("not while enrolling"),
                        SyncSettings.DEFAULT)) {
            return enrolled(till, connection, code);
        }
    }

    private static EnrolAnswer enrolled(Till till, HttpSync connection, String code)
            throws IOException {
        BiConsumer<String, Exception> quiet = (thread, failure) -> {};
        DutyThread ledger = DutyThread.start(till, TURN, quiet);
        DutyThread sync = DutyThread.start(connection.sync(), TURN, quiet);
        try {
            return connection.sync().enrol(code).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException("not enrolled: " + Causes.sentence(e), e);
        } catch (TimeoutException e) {
            throw new IOException(
                    "the processor has not answered in " + PATIENCE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            sync.close();
            ledger.close();
        }
    }
}
