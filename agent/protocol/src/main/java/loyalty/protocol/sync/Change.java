package loyalty.protocol.sync;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * A whole new state of one thing, applied only if its version is higher than the one held.
 *
 * @param id what {@link Kind} says
 * @param state none is a tombstone: forget it
 * @param signature the processor's Ed25519 signature over {@link #signedBytes}, base64; on packs,
 *     templates and settings, empty on the others
 */
public record Change(
        Kind kind, String id, long version, Optional<Node.Mapping> state, String signature) {

    /** What changes; the words of the wire are these names in lower case. */
    public enum Kind {
        /** State: a {@link MemberView} for the asking register. */
        MEMBER,
        /** Id: keyed hash of a phone or card. State: {@code {member, kind: phone|card}}. */
        CARD,
        /**
         * Id: the store. State: {@code {hash, from, previous}}: which pack is in force and from
         * when; the document is at {@code GET /v1/packs/HASH}. Rolling back is a higher version
         * that names an older hash.
         */
        PACK,
        /** Id: the template's name. State: {@code {text}}. */
        TEMPLATE,
        /** Id: "all" or the store. State: the settings of offline work. */
        SETTINGS,
        /** Id: register "#" incarnation. State: {@code {publicKey, store, dead}}. */
        KEY;

        static final Map<String, Kind> WORDS = Wire.words(values(), Kind::word);

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Kind> of(String word) {
            return Optional.ofNullable(WORDS.get(word));
        }
    }

    public Change {
        Wire.notBlank(id, "id");
        Wire.notNegative(version, "version");
    }

    static Change read(Fields fields) {
        return new Change(
                Wire.word(fields, "kind", Kind.MEMBER, Kind.WORDS),
                fields.requiredText("id"),
                Wire.count(fields, "version"),
                Wire.optionalMapping(fields, "state"),
                fields.text("signature").orElse(""));
    }

    public Node.Mapping toNode() {
        Tree tree = unsigned();
        if (!signature.isEmpty()) {
            tree.put("signature", signature);
        }
        return tree.node();
    }

    /** What the processor signs: everything but the signature. */
    public byte[] signedBytes() {
        return CanonicalForm.bytes(unsigned().node().unplaced());
    }

    private Tree unsigned() {
        Tree tree = Tree.mapping().put("kind", kind.word()).put("id", id).put("version", version);
        state.ifPresent(whole -> tree.put("state", whole));
        return tree;
    }
}
