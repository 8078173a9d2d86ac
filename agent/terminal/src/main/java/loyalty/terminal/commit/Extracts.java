package loyalty.terminal.commit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.engine.document.Position;
import loyalty.protocol.identity.SigningKey;
import loyalty.protocol.identity.VerifyKey;
import loyalty.protocol.sync.Change;
import loyalty.protocol.sync.Extract;
import loyalty.protocol.sync.SaleBody;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.sale.Sale;

/**
 * What a receipt's code carries so that its goods can come back at any register, also offline: the
 * sale as its own register signed it. Other registers' keys come by the feed. Thread: till.
 */
public final class Extracts {
    private static final Set<String> BASKET = Set.of("request", "snapshot");
    private static final Set<String> NOT_ON_PAPER =
            Set.of("name", "birthday", "email", "city", "phone", "segments", "codesUsed");

    private final Documents documents;
    private final Register register;

    Extracts(Documents documents, Register register) {
        this.documents = documents;
        this.register = register;
    }

    /**
     * Signs a sale of this register. Anonymous sales have no points to bring back.
     *
     * @param basket whether a return prices what stays anew, for which it needs basket and member
     */
    public Optional<Extract> sign(Sale sale, Instant at, SigningKey key, boolean basket) {
        if (sale.draft().member().isEmpty()) {
            return Optional.empty();
        }
        Node.Mapping sold = onPaper(sale.draft().body().sold(), basket);
        Extract open = extract(sale, sold, at, "");
        return Optional.of(extract(sale, sold, at, key.sign(open.signedBytes())));
    }

    /** Nothing that says who somebody is goes on paper, and no more than is needed. */
    private static Node.Mapping onPaper(Node.Mapping sold, boolean basket) {
        Map<String, Node> kept = new LinkedHashMap<>(sold.entries());
        for (String part : BASKET) {
            Node whole = kept.remove(part);
            if (basket && whole instanceof Node.Mapping mapping) {
                kept.put(part, without(mapping));
            }
        }
        return new Node.Mapping(kept, Position.NONE);
    }

    private static Node.Mapping without(Node.Mapping part) {
        Map<String, Node> kept = new LinkedHashMap<>(part.entries());
        kept.keySet().removeAll(NOT_ON_PAPER);
        if (kept.containsKey("basket")) {
            kept.remove("member"); // a request names them by card or phone
        }
        return new Node.Mapping(kept, Position.NONE);
    }

    private Extract extract(Sale sale, Node.Mapping sold, Instant at, String signature) {
        SaleBody body = sale.draft().body();
        return new Extract(
                sale.id().value(),
                sale.draft().operation().toString(),
                register.holder(),
                sale.draft().member().orElseThrow(),
                body.store(),
                Instant.ofEpochMilli(at.toEpochMilli()),
                sale.draft().pack(),
                sold,
                body.spends(),
                body.created(),
                body.money().dueMinor(),
                signature);
    }

    /** Why an extract cannot be trusted; empty if the register it names signed it. */
    public Optional<String> problem(Extract extract) throws StorageException {
        Optional<Node.Mapping> state =
                documents.state(Change.Kind.KEY, extract.holder().toString());
        Optional<String> key =
                state.flatMap(s -> Fields.of(s, new ArrayList<>()).text("publicKey"));
        if (key.isEmpty()) {
            return Optional.of(
                    "the key of register " + extract.holder() + " is not known here yet");
        }
        boolean signed =
                VerifyKey.ofBase64(key.get()).verifies(extract.signedBytes(), extract.signature());
        return signed
                ? Optional.empty()
                : Optional.of("the receipt was not signed by register " + extract.holder());
    }
}
