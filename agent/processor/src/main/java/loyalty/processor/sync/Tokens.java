package loyalty.processor.sync;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Tree;
import loyalty.processor.store.Document;
import loyalty.processor.store.Home;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.StoreException;
import loyalty.protocol.identity.Digests;
import loyalty.protocol.text.JsonText;

/** Tokens of the back office. Only their hashes are kept. */
public final class Tokens {
    /** What a token may be for. */
    public static final Set<String> SCOPES =
            Set.of("packs", "members", "personal", "grants", "registers", "reports", "audit");

    private static final int BYTES = 32;
    private static final int MOST = 10_000;

    private final Office office;
    private final SecureRandom random = new SecureRandom();

    /** Who has a token and for what. */
    public record Bearer(String name, Set<String> scopes, boolean revoked) {
        public Bearer {
            scopes = Set.copyOf(scopes);
        }
    }

    public Tokens(Office office) {
        this.office = office;
    }

    /** Makes a token; it is shown this once. */
    public String make(String name, Set<String> scopes) throws StoreException {
        for (String scope : scopes) {
            if (!SCOPES.contains(scope)) {
                throw new IllegalArgumentException(
                        "unknown scope "
                                + scope
                                + "; there are "
                                + String.join(", ", new TreeSet<>(SCOPES)));
            }
        }
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        keep(home(token), new Bearer(name, scopes, false));
        return token;
    }

    /** Revokes every token of a name; gives how many. */
    public int revoke(String name) throws StoreException {
        int revoked = 0;
        for (Document document : office.store().page(Kind.TOKEN, "", MOST)) {
            Bearer bearer = read(document.state());
            if (bearer.name().equals(name) && !bearer.revoked()) {
                keep(document.home(), new Bearer(name, bearer.scopes(), true));
                revoked++;
            }
        }
        return revoked;
    }

    public List<Bearer> all() throws StoreException {
        return office.store().page(Kind.TOKEN, "", MOST).stream()
                .map(document -> read(document.state()))
                .toList();
    }

    /** Whose token this is; none if unknown or revoked. */
    public Optional<Bearer> bearer(String token) throws StoreException {
        if (token.isBlank()) {
            return Optional.empty();
        }
        return office.store()
                .find(home(token))
                .map(document -> read(document.state()))
                .filter(bearer -> !bearer.revoked());
    }

    private void keep(Home home, Bearer bearer) throws StoreException {
        String state =
                JsonText.write(
                        Tree.mapping()
                                .put("name", bearer.name())
                                .put("scopes", new TreeSet<>(bearer.scopes()), Tree::text)
                                .put("revoked", bearer.revoked())
                                .node());
        office.store()
                .transact(
                        home,
                        transaction -> {
                            transaction.save(1, state, false);
                            return true;
                        });
    }

    private static Home home(String token) {
        return new Home(Kind.TOKEN, Digests.sha256Hex("token " + token));
    }

    private static Bearer read(String state) {
        Fields fields = Fields.of(Registers.mapping(state), new ArrayList<>());
        return new Bearer(
                fields.requiredText("name"),
                Set.copyOf(fields.texts("scopes")),
                fields.truth("revoked", false));
    }
}
