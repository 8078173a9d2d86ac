package loyalty.protocol.sync;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * The body of an enrolment. The operation's member is the id derived from the phone's hash ({@code
 * IdentifierKey.memberOf}), the same on every register; a phone that is known redirects to its
 * member.
 *
 * @param phone keyed hash of the phone
 * @param cards keyed hashes of cards to give to the member
 * @param profile personal fields (name, birthday, email, city …); encrypted at rest
 * @param consents names of consents given
 * @param verified the phone was confirmed; without it a known member is not changed, and the card
 *     only earns until it is
 */
public record EnrolBody(
        String phone,
        List<String> cards,
        Map<String, String> profile,
        List<String> consents,
        boolean verified,
        Optional<String> store) {

    /** The kinds of identifier. */
    public enum IdentifierKind {
        PHONE,
        CARD;

        static final Map<String, IdentifierKind> WORDS = Wire.words(values(), IdentifierKind::word);

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public EnrolBody {
        Wire.notBlank(phone, "phone");
        cards = List.copyOf(cards);
        profile = Map.copyOf(profile);
        consents = List.copyOf(consents);
    }

    public static EnrolBody read(Node node) throws InvalidDocumentException {
        return Wire.document(node, EnrolBody::read);
    }

    static EnrolBody read(Fields fields) {
        return new EnrolBody(
                fields.requiredText("phone"),
                fields.texts("cards"),
                fields.mapping("profile").map(EnrolBody::texts).orElse(Map.of()),
                fields.texts("consents"),
                fields.truth("verified", false),
                fields.text("store"));
    }

    public Node.Mapping toNode() {
        Tree personal = Tree.mapping();
        profile.keySet().stream().sorted().forEach(key -> personal.put(key, value(key)));
        return Tree.mapping()
                .put("phone", phone)
                .put("cards", cards, Tree::text)
                .put("profile", personal.node())
                .put("consents", consents, Tree::text)
                .put("verified", verified)
                .putText("store", store)
                .node();
    }

    private String value(String key) {
        return profile.getOrDefault(key, "");
    }

    private static Map<String, String> texts(Fields fields) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String key : fields.keys()) {
            fields.text(key).ifPresent(value -> values.put(key, value));
        }
        return values;
    }
}
