package loyalty.terminal.commit;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import loyalty.protocol.identity.PersonalKey;
import loyalty.terminal.clock.Ticker;
import loyalty.terminal.database.Connector;

/**
 * What a ledger is opened with. Everything a simulation wants to hold in its hand is here: storage,
 * both clocks, chance.
 *
 * @param folder where the files lie; made if missing
 * @param register what the register is called until it is enrolled
 * @param engineVersion written on operations
 * @param saleLimit after which an open sale left alone is cancelled
 * @param bootGap how far the wall clock may be ahead after a restart and still count
 */
public record LedgerSetup(
        Path folder,
        String register,
        String engineVersion,
        PersonalKey personalKey,
        Duration saleLimit,
        Duration bootGap,
        Connector connector,
        InstantSource wall,
        Ticker ticker,
        RandomGenerator random) {
    /** On this machine, with the limits of the documents. */
    public static LedgerSetup of(
            Path folder, String register, String engineVersion, PersonalKey personalKey) {
        return new LedgerSetup(
                folder,
                register,
                engineVersion,
                personalKey,
                Duration.ofMinutes(5),
                Duration.ofHours(12),
                Connector.sqlite(),
                InstantSource.system(),
                Ticker.system(),
                new SecureRandom());
    }
}
