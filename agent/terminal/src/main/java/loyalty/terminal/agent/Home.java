package loyalty.terminal.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import loyalty.terminal.commit.Keys;
import loyalty.terminal.commit.Ledger;
import loyalty.terminal.commit.LedgerSetup;
import loyalty.terminal.database.Connector;
import loyalty.terminal.settings.AgentSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder with everything a register must keep. Where nothing can be written, a register that
 * has a ledger starts all the same and shows its members; it sells again once the folder can be
 * written and the agent is started anew.
 */
final class Home {
    private static final Logger LOG = LoggerFactory.getLogger(Home.class);

    private final AgentSettings settings;
    private final Path folder;
    private final boolean writable;

    private Home(AgentSettings settings, boolean writable) {
        this.settings = settings;
        this.folder = settings.home();
        this.writable = writable;
    }

    /**
     * Makes it if it is missing, and tries it before anything else stumbles over it.
     *
     * @throws IOException if nothing can be written and there is nothing to look at either
     */
    static Home of(AgentSettings settings) throws IOException {
        make(settings.home());
        try {
            Files.delete(Files.createTempFile(settings.home(), "try", ""));
            return new Home(settings, true);
        } catch (IOException e) {
            IOException unwritable = unwritable(settings.home(), e);
            if (!Files.exists(settings.home().resolve("ledger.db"))) {
                throw unwritable;
            }
            LOG.error("members are only shown: {}", unwritable.getMessage());
            return new Home(settings, false);
        }
    }

    private static void make(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IOException(
                    "cannot make the home "
                            + folder
                            + ": check the rights of the folder it is to lie in, or name another",
                    e);
        }
    }

    private static IOException unwritable(Path folder, IOException cause) {
        return new IOException(
                "nothing can be written in the home "
                        + folder
                        + ": check the disk and the folder's rights, then start again; what"
                        + " was sold before is kept",
                cause);
    }

    /** Whether the register can do more than show its members. */
    boolean writable() {
        return writable;
    }

    Keys keys() throws IOException {
        Path keys = folder.resolve("keys");
        return writable ? Keys.open(keys) : Keys.look(keys);
    }

    Ledger ledger(Keys keys) throws IOException {
        LedgerSetup usual =
                LedgerSetup.of(folder, settings.register().name(), Agent.VERSION, keys.personal());
        LedgerSetup setup =
                new LedgerSetup(
                        usual.folder(),
                        usual.register(),
                        usual.engineVersion(),
                        usual.personalKey(),
                        settings.sales().openLimit(),
                        usual.bootGap(),
                        writable ? usual.connector() : Connector.looking(),
                        usual.wall(),
                        usual.ticker(),
                        usual.random());
        return writable ? Ledger.open(setup) : Ledger.look(setup);
    }
}
