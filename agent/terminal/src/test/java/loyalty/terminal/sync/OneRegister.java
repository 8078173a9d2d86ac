package loyalty.terminal.sync;

import static loyalty.terminal.commit.Drafts.request;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import loyalty.protocol.identity.PersonalKey;
import loyalty.protocol.sync.EnrolAnswer;
import loyalty.protocol.sync.PackDocument;
import loyalty.protocol.sync.SaleBody;
import loyalty.terminal.commit.Drafts;
import loyalty.terminal.commit.HandClock;
import loyalty.terminal.commit.Keys;
import loyalty.terminal.commit.Ledger;
import loyalty.terminal.commit.LedgerSetup;
import loyalty.terminal.commit.Quarantine;
import loyalty.terminal.commit.Till;
import loyalty.terminal.database.Connector;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.sale.Outcome;
import loyalty.terminal.sale.SaleDraft;

/**
 * A register with its ledger, till and sync, turned by hand; its own clock may be wrong, the
 * processor's is not.
 */
final class OneRegister implements AutoCloseable {
    private static final SyncSettings SETTINGS =
            new SyncSettings(
                    4,
                    1 << 20,
                    10,
                    Duration.ZERO,
                    Duration.ofMillis(500),
                    Duration.ofDays(14),
                    Duration.ZERO);

    final HandClock clock = new HandClock();
    final HandClock truth = new HandClock();
    final SimulatedProcessor processor = new SimulatedProcessor(truth);
    private final Path folder;
    private final Sync.PackReader packs;
    private Ledger ledger;
    private Till till;
    private Sync sync;

    /** The packs are read by {@code packs}; most tests take any. */
    OneRegister(Path folder, Sync.PackReader packs) throws StorageException {
        this.folder = folder;
        this.packs = packs;
        start();
    }

    static Optional<String> anyPack(PackDocument pack) {
        return Optional.empty();
    }

    private void start() throws StorageException {
        ledger =
                Ledger.open(
                        new LedgerSetup(
                                folder.resolve("ledger"),
                                "msk-1-02",
                                "1",
                                new PersonalKey(new byte[32]),
                                Duration.ofMinutes(5),
                                Duration.ofHours(12),
                                Connector.sqlite(),
                                clock,
                                clock,
                                new SplittableRandom(7)));
        Keys keys = Keys.open(folder.resolve("keys"));
        till = new Till(ledger, clock, Duration.ZERO);
        sync =
                new Sync(
                        till,
                        processor,
                        packs,
                        new TestIdentity(keys),
                        new Hops(),
                        SETTINGS,
                        clock,
                        new SplittableRandom(8));
    }

    private record TestIdentity(Keys keys) implements Sync.Identity {
        @Override
        public void changed(EnrolAnswer answer) {}
    }

    Ledger ledger() {
        return ledger;
    }

    Till till() {
        return till;
    }

    Keys keys() throws StorageException {
        return Keys.open(folder.resolve("keys"));
    }

    Sync sync() {
        return sync;
    }

    void restart() throws StorageException {
        till.close();
        start();
    }

    /** Takes turns until nothing moves, then lets {@code step} pass, over and over. */
    void run(Duration time, Duration step) throws Exception {
        for (Duration passed = Duration.ZERO;
                passed.compareTo(time) < 0;
                passed = passed.plus(step)) {
            boolean worked = true;
            for (int turns = 0; turns < 200 && worked; turns++) {
                worked = sync.turn();
                worked |= till.turn();
            }
            clock.pass(step);
            truth.pass(step);
        }
    }

    void settle() throws Exception {
        run(Duration.ofSeconds(8), Duration.ofMillis(500));
    }

    void enrol() throws Exception {
        var answer = sync.enrol("one-time");
        for (int turns = 0; turns < 500 && !answer.isDone(); turns++) {
            sync.turn();
            till.turn();
        }
        answer.join();
    }

    /** Sells to a member, each to another one. */
    SaleDraft sell(String number, SaleBody.Spend... spends) throws StorageException {
        SaleDraft draft = Drafts.of("m-" + number, Drafts.sale(ledger, number, spends));
        Outcome opened = ledger.open(draft, request("open " + number));
        if (!(opened instanceof Outcome.Done)) {
            throw new AssertionError(opened);
        }
        ledger.confirm(draft.id(), request("confirm " + number), Optional.empty());
        return draft;
    }

    /** A rejected operation is to be sent again as it was; its new id. */
    UUID sentAgain(UUID rejected) throws StorageException {
        return waits(ledger.quarantine().retry(rejected));
    }

    static UUID waits(Quarantine.Again again) {
        if (again instanceof Quarantine.Again.Waits waits) {
            return waits.operation();
        }
        throw new AssertionError(again);
    }

    @Override
    public void close() {
        till.close();
    }
}
