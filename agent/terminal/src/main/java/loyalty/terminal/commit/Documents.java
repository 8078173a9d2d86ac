package loyalty.terminal.commit;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.protocol.identity.VerifyKey;
import loyalty.protocol.sync.Change;
import loyalty.protocol.sync.PackDocument;
import loyalty.protocol.text.JsonText;
import loyalty.terminal.database.Database;
import loyalty.terminal.database.StorageException;

/**
 * Packs, their assignments, templates, settings and other registers' keys, as the processor signed
 * them. Nothing unsigned or older gets in. Thread: till; writes join the surrounding transaction.
 */
public final class Documents {
    private static final String PACK = "document";

    private final Database database;
    private final Settings settings;

    Documents(Database database, Settings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** Which pack is in force from when, and which one is until then. */
    record Assignment(String hash, Optional<Instant> from, String previous) {
        List<String> hashes() {
            return previous.isEmpty() ? List.of(hash) : List.of(hash, previous);
        }

        String at(Instant time) {
            boolean begun = from.isEmpty() || !time.isBefore(from.get());
            return begun || previous.isEmpty() ? hash : previous;
        }
    }

    /** Why a document was not taken; empty if it was, or if a newer one is held. */
    Optional<String> apply(Change change) throws StorageException {
        if (change.kind() != Change.Kind.KEY && !signed(change.signedBytes(), change.signature())) {
            return Optional.of(
                    change.kind().word()
                            + " "
                            + change.id()
                            + " is not signed by this programme's processor");
        }
        String kind = change.kind().word();
        if (change.version() <= version(kind, change.id())) {
            return Optional.empty();
        }
        database.run(
                "insert or replace into document (kind, name, version, hash, body)"
                        + " values (?, ?, ?, ?, ?)",
                kind,
                change.id(),
                change.version(),
                change.signature(),
                change.state().map(JsonText::bytes).orElse(new byte[0]));
        return Optional.empty();
    }

    /**
     * Keeps a pack for ever. Whoever calls has read it and found that it says what its hash names.
     * Returns why it was not taken.
     */
    Optional<String> keep(PackDocument pack) throws StorageException {
        if (!signed(pack.signedBytes(), pack.signature())) {
            return Optional.of("pack " + pack.hash() + " is not signed by this processor");
        }
        database.run(
                "insert or replace into document (kind, name, version, hash, body)"
                        + " values (?, ?, 0, ?, ?)",
                PACK,
                pack.hash(),
                pack.signature(),
                pack.text().getBytes(StandardCharsets.UTF_8));
        return Optional.empty();
    }

    private boolean signed(byte[] content, String signature) throws StorageException {
        Optional<String> key = settings.find("processor.key");
        return key.isPresent() && VerifyKey.ofBase64(key.get()).verifies(content, signature);
    }

    private long version(String kind, String name) throws StorageException {
        return database.one(
                        "select version from document where kind = ? and name = ?",
                        row -> row.getLong(1),
                        kind,
                        name)
                .orElse(-1L);
    }

    /** A pack held here, by its hash. */
    public Optional<PackDocument> pack(String hash) throws StorageException {
        return database.one(
                "select body, hash from document where kind = ? and name = ?",
                row ->
                        new PackDocument(
                                hash,
                                new String(row.getBytes(1), StandardCharsets.UTF_8),
                                row.getString(2)),
                PACK,
                hash);
    }

    /** The newest pack that is assigned for {@code time} and held here. */
    public Optional<PackDocument> packInForce(Instant time) throws StorageException {
        Optional<Assignment> assignment = assignment();
        if (assignment.isEmpty()) {
            return Optional.empty();
        }
        Optional<PackDocument> wanted = pack(assignment.get().at(time));
        return wanted.isPresent() ? wanted : pack(assignment.get().previous());
    }

    /** Packs that are assigned but not here yet. */
    public List<String> missingPacks() throws StorageException {
        Set<String> missing = new LinkedHashSet<>();
        Optional<Assignment> assignment = assignment();
        if (assignment.isPresent()) {
            for (String hash : assignment.get().hashes()) {
                if (pack(hash).isEmpty()) {
                    missing.add(hash);
                }
            }
        }
        return List.copyOf(missing);
    }

    private Optional<Assignment> assignment() throws StorageException {
        Optional<String> store = settings.find("store");
        Optional<Node.Mapping> own =
                store.isPresent() ? state(Change.Kind.PACK, store.get()) : Optional.empty();
        Optional<Node.Mapping> state = own.isPresent() ? own : state(Change.Kind.PACK, "all");
        return state.map(Documents::assignment);
    }

    private static Assignment assignment(Node.Mapping state) {
        return new Assignment(
                text(state, "hash"), time(text(state, "from")), text(state, "previous"));
    }

    private static String text(Node.Mapping state, String key) {
        return state.entries().get(key) instanceof Node.Text text ? text.value() : "";
    }

    private static Optional<Instant> time(String text) {
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The state of one document; empty if there is none or it was withdrawn. */
    public Optional<Node.Mapping> state(Change.Kind kind, String name) throws StorageException {
        return database.one(
                        "select body from document where kind = ? and name = ?",
                        Documents::mapping,
                        kind.word(),
                        name)
                .flatMap(found -> found);
    }

    /**
     * What is held of a kind, withdrawn ones too, and in which version: differs after any change.
     */
    public Map<String, Long> versions(Change.Kind kind) throws StorageException {
        Map<String, Long> versions = new HashMap<>();
        database.list(
                        "select name, version from document where kind = ?",
                        row -> Map.entry(row.getString(1), row.getLong(2)),
                        kind.word())
                .forEach(held -> versions.put(held.getKey(), held.getValue()));
        return Map.copyOf(versions);
    }

    /** Names of all documents of a kind that are not withdrawn. */
    public List<String> names(Change.Kind kind) throws StorageException {
        return new ArrayList<>(
                database.list(
                        "select name from document where kind = ? and length(body) > 0"
                                + " order by name",
                        row -> row.getString(1),
                        kind.word()));
    }

    private static Optional<Node.Mapping> mapping(ResultSet row) throws SQLException {
        byte[] json = row.getBytes(1);
        if (json.length == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of((Node.Mapping) JsonText.read(json, "document").unplaced());
        } catch (InvalidDocumentException e) {
            throw new SQLException("a document in the ledger cannot be read", e);
        }
    }
}
