package loyalty.terminal.commit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import loyalty.protocol.identity.PersonalKey;
import loyalty.terminal.database.Connector;
import loyalty.terminal.database.StorageException;

/** Ledgers as tests open them: both clocks and chance in hand. */
final class Ledgers {
    private Ledgers() {}

    static Ledger open(Path folder, HandClock clock) throws StorageException {
        return open(folder, clock, Connector.sqlite());
    }

    static Ledger open(Path folder, HandClock clock, Connector connector) throws StorageException {
        return Ledger.open(setup(folder, clock, connector));
    }

    static LedgerSetup setup(Path folder, HandClock clock, Connector connector) {
        return new LedgerSetup(
                folder,
                "msk-1-02",
                "1",
                new PersonalKey(new byte[32]),
                Duration.ofMinutes(5),
                Duration.ofHours(12),
                connector,
                clock,
                clock,
                new SplittableRandom(7));
    }
}
