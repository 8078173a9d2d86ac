package loyalty.terminal.commit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.protocol.sync.Change;
import loyalty.terminal.database.Database;
import loyalty.terminal.database.StorageException;

/** Which public keys are this register's: its present one, and those the processor tells of. */
public final class RegisterKeys {
    private RegisterKeys() {}

    /**
     * Whether a public key is this register's.
     *
     * @param database a ledger, or a copy of one
     * @param folder where the register's keys lie; looked into only if they are there
     */
    public static Predicate<String> of(Database database, Path folder) throws StorageException {
        Set<String> ours = new HashSet<>();
        if (Files.isDirectory(folder)) {
            ours.add(Keys.open(folder).signing().verifyKey().base64());
        }
        String own = new Settings(database).find("register").orElse("") + "#";
        for (Node state :
                database.list(
                        "select body from document where kind = ? and substr(name, 1, ?) = ?",
                        row -> Outbox.node(row.getBytes(1)),
                        Change.Kind.KEY.word(),
                        own.length(),
                        own)) {
            Fields.of(state, new ArrayList<>()).text("publicKey").ifPresent(ours::add);
        }
        return ours::contains;
    }
}
