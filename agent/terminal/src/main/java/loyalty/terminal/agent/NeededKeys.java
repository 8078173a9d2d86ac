package loyalty.terminal.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import loyalty.terminal.commit.Ledger;

/**
 * Keys that a ledger was written with. If one is gone it is said at the start: a new one in its
 * place could open nothing, and the processor would take this register for a stranger.
 */
final class NeededKeys {
    private final Path home;

    NeededKeys(Path home) {
        this.home = home;
    }

    /** Before the ledger is opened. */
    void toOpen() throws IOException {
        if (Files.exists(home.resolve("ledger.db"))) {
            require("personal.key");
        }
    }

    /** Before the register speaks with anybody. */
    void toSpeak(Ledger ledger) throws IOException {
        if (ledger.correspondence().agenda().enrolled()) {
            require("register.key");
        }
    }

    private void require(String name) throws IOException {
        Path key = home.resolve("keys").resolve(name);
        if (!Files.exists(key)) {
            throw new IOException(
                    key
                            + " is missing and the ledger beside it needs it: put it back from a"
                            + " copy. Without one, move the ledger's files aside and enrol again;"
                            + " what was not sent yet is lost then.");
        }
    }
}
