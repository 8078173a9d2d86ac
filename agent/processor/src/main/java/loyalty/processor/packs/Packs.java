package loyalty.processor.packs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Position;
import loyalty.engine.document.Problem;
import loyalty.engine.document.Tree;
import loyalty.processor.store.Document;
import loyalty.processor.store.Home;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.StoreException;
import loyalty.processor.sync.Office;
import loyalty.processor.sync.Programme;
import loyalty.protocol.sync.PackDocument;
import loyalty.protocol.text.JsonText;

/**
 * The shelf of packs and which store has which. Packs are kept for ever; a store's assignment has a
 * rising version, and rolling back is a higher one that names an older hash.
 */
public final class Packs {
    /** The assignment of stores that have none of their own. */
    public static final String EVERYWHERE = "all";

    private static final long FRESH_NANOS = 1_000_000_000L;

    private final Office office;
    private final Programme programme;
    private final PackReading reading;
    private final ConcurrentMap<String, ReadPack> read = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Seen> lately = new ConcurrentHashMap<>();

    /** An assignment, and when it was looked up. */
    private record Seen(Optional<Assignment> assignment, long nanos) {}

    /**
     * Which pack a store has.
     *
     * @param from when the register begins to use it
     * @param previous the one before it, for a rollback
     */
    public record Assignment(
            String store, long version, String hash, Instant from, String previous) {}

    public Packs(Office office, Programme programme, PackReading reading) {
        this.office = office;
        this.programme = programme;
        this.reading = reading;
    }

    /** Checks a pack and says everything that is wrong; takes nothing. */
    public ReadPack check(String text) throws InvalidDocumentException, StoreException {
        ReadPack pack = reading.read(text);
        requireSameCounting(pack);
        return pack;
    }

    /**
     * Checks a pack and puts it on the shelf, signed. The same pack again changes nothing.
     *
     * @throws InvalidDocumentException with everything that is wrong with it
     */
    public ReadPack take(String text) throws InvalidDocumentException, StoreException {
        ReadPack pack = check(text);
        PackDocument signed = sign(pack.hash(), text);
        store(signed);
        programme.remember(pack.facts());
        read.put(pack.hash(), pack);
        return pack;
    }

    /** A register brings a pack that a restored processor forgot; our own signature vouches. */
    public boolean takeBack(PackDocument document) throws InvalidDocumentException, StoreException {
        boolean ours =
                office.keys()
                        .signing()
                        .verifyKey()
                        .verifies(document.signedBytes(), document.signature());
        if (!ours || !reading.read(document.text()).hash().equals(document.hash())) {
            return false;
        }
        store(document);
        return true;
    }

    private void requireSameCounting(ReadPack pack)
            throws InvalidDocumentException, StoreException {
        Optional<Programme.Facts> known = programme.facts();
        if (known.isPresent() && !known.get().countsLike(pack.facts())) {
            throw new InvalidDocumentException(
                    List.of(
                            new Problem(
                                    Position.NONE,
                                    "programme",
                                    "programme, currency, zone and point scale never change: they"
                                            + " are "
                                            + known.get().name()
                                            + ", "
                                            + known.get().currency()
                                            + ", "
                                            + known.get().zone()
                                            + ", "
                                            + known.get().pointDecimals(),
                                    "start another processor for another programme")));
        }
    }

    private PackDocument sign(String hash, String text) {
        PackDocument open = new PackDocument(hash, text, "");
        return new PackDocument(hash, text, office.keys().signing().sign(open.signedBytes()));
    }

    private void store(PackDocument document) throws StoreException {
        office.store()
                .transact(
                        new Home(Kind.PACK, document.hash()),
                        transaction -> {
                            if (transaction.document().isEmpty()) {
                                transaction.save(1, JsonText.write(document.toNode()), false);
                            }
                            return true;
                        });
    }

    /** A pack as it was taken, with its signature. */
    public Optional<PackDocument> document(String hash) throws StoreException {
        Optional<Document> found = office.store().find(new Home(Kind.PACK, hash));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(PackDocument.read(JsonText.read(found.get().state(), "pack")));
        } catch (InvalidDocumentException e) {
            throw new IllegalStateException("pack " + hash + " is damaged in the database", e);
        }
    }

    /** A pack, ready to calculate with; read once and kept. */
    public Optional<ReadPack> pack(String hash) throws StoreException {
        ReadPack known = read.get(hash);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<PackDocument> document = document(hash);
        if (document.isEmpty()) {
            return Optional.empty();
        }
        try {
            ReadPack pack = reading.read(document.get().text());
            read.put(hash, pack);
            return Optional.of(pack);
        } catch (InvalidDocumentException e) {
            throw new IllegalStateException("pack " + hash + " was valid when it was taken", e);
        }
    }

    /** Hashes of all packs. */
    public List<String> hashes() throws StoreException {
        return office.store().page(Kind.PACK, "", 1_000).stream()
                .map(document -> document.home().id())
                .toList();
    }

    /**
     * Gives a pack to stores, from an instant on. One transaction per store; repeating does no
     * harm.
     */
    public void assign(String hash, Set<String> stores, Instant from)
            throws StoreException, InvalidDocumentException {
        if (pack(hash).isEmpty()) {
            throw new InvalidDocumentException(
                    new Problem(
                            Position.NONE,
                            "hash",
                            "pack " + hash + " is not on the shelf",
                            "upload it first"));
        }
        Set<String> all = new TreeSet<>(stores);
        if (stores.contains(EVERYWHERE)) {
            assignments().forEach(known -> all.add(known.store()));
        }
        for (String store : all) {
            assign(hash, store, from);
        }
    }

    private void assign(String hash, String store, Instant from) throws StoreException {
        long general = assignment(EVERYWHERE).map(Assignment::version).orElse(0L);
        office.store()
                .transact(
                        new Home(Kind.ASSIGNMENT, store),
                        transaction -> {
                            Optional<Assignment> known =
                                    transaction.document().map(Packs::assignment);
                            if (known.isPresent()
                                    && known.get().hash().equals(hash)
                                    && known.get().from().equals(from)) {
                                return false;
                            }
                            long version =
                                    Math.max(known.map(Assignment::version).orElse(0L), general)
                                            + 1;
                            String previous = known.map(Assignment::hash).orElse("");
                            transaction.save(
                                    version,
                                    JsonText.write(
                                            Tree.mapping()
                                                    .put("hash", hash)
                                                    .put("from", from.toString())
                                                    .put("previous", previous)
                                                    .node()),
                                    true);
                            return true;
                        });
    }

    /** Every store goes back to the pack it had before. */
    public void rollBack(Set<String> stores) throws StoreException, InvalidDocumentException {
        for (Assignment known : assignments()) {
            boolean meant = stores.contains(EVERYWHERE) || stores.contains(known.store());
            if (meant && !known.previous().isEmpty()) {
                assign(known.previous(), known.store(), office.now());
            }
        }
    }

    public Optional<Assignment> assignment(String store) throws StoreException {
        return office.store().find(new Home(Kind.ASSIGNMENT, store)).map(Packs::assignment);
    }

    public List<Assignment> assignments() throws StoreException {
        return office.store().page(Kind.ASSIGNMENT, "", 100_000).stream()
                .map(Packs::assignment)
                .toList();
    }

    /** The pack a store should use at an instant; of the moment, for replaying many sales. */
    public Optional<String> due(String store, Instant at) throws StoreException {
        return inForce(store).map(a -> at.isBefore(a.from()) ? a.previous() : a.hash());
    }

    /** What a store has, its own or that of all; looked up again after a moment. */
    private Optional<Assignment> inForce(String store) throws StoreException {
        Seen last = lately.get(store);
        if (last != null && System.nanoTime() - last.nanos() < FRESH_NANOS) {
            return last.assignment();
        }
        Optional<Assignment> own = assignment(store);
        Optional<Assignment> now = own.isPresent() ? own : assignment(EVERYWHERE);
        lately.put(store, new Seen(now, System.nanoTime()));
        return now;
    }

    private static Assignment assignment(Document document) {
        try {
            Node node = JsonText.read(document.state(), "assignment");
            Fields fields = Fields.of(node, new ArrayList<>());
            return new Assignment(
                    document.home().id(),
                    document.version(),
                    fields.requiredText("hash"),
                    Instant.parse(fields.requiredText("from")),
                    fields.text("previous").orElse(""));
        } catch (InvalidDocumentException e) {
            throw new IllegalStateException("an assignment is damaged", e);
        }
    }
}
