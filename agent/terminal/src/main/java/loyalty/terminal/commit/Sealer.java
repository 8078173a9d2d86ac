package loyalty.terminal.commit;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import loyalty.engine.document.Node;
import loyalty.protocol.identity.PersonalKey;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.text.JsonText;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.database.StorageFault;

/**
 * Keeps names and birthdays out of the database: a document that holds any is sealed as a whole,
 * the others stay readable. A JSON document begins with a brace and a sealed one never does.
 */
final class Sealer {
    private static final Set<String> PERSONAL =
            Set.of("name", "birthday", "email", "city", "phone");

    private final PersonalKey key;

    Sealer(PersonalKey key) {
        this.key = key;
    }

    /** As it is to be stored. */
    byte[] close(Node.Mapping document, boolean personal) {
        return personal
                ? key.seal(JsonText.write(document)).getBytes(StandardCharsets.UTF_8)
                : JsonText.bytes(document);
    }

    /** Text that may name somebody, always sealed. */
    String closed(String text) {
        return key.seal(text);
    }

    /** What {@link #closed} sealed. */
    String opened(String sealed) throws StorageException {
        return open(sealed.getBytes(StandardCharsets.UTF_8));
    }

    /** The JSON text again. */
    String open(byte[] stored) throws StorageException {
        String text = new String(stored, StandardCharsets.UTF_8);
        if (text.startsWith("{")) {
            return text;
        }
        return key.open(text)
                .orElseThrow(
                        () ->
                                new StorageException(
                                        StorageFault.CORRUPT,
                                        "a sealed entry cannot be opened: put personal.key back"
                                                + " from a copy"));
    }

    /** Whether an operation of this kind tells who somebody is. */
    static boolean isPersonal(OperationKind kind, Node.Mapping body) {
        return kind == OperationKind.ENROL || isPersonal(body);
    }

    /** Whether a sale's body holds the member's snapshot with personal fields. */
    static boolean isPersonal(Node.Mapping body) {
        return body.entries().get("seen") instanceof Node.Mapping seen
                && seen.entries().keySet().stream().anyMatch(PERSONAL::contains);
    }
}
