package loyalty.protocol.sync;

import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * {@code POST /v1/registers/enrol} with a one-time code, unsigned; or {@code POST
 * /v1/registers/incarnation} without one, signed with the present key: a register that was restored
 * or copied, or was answered {@code FENCED}, asks for a new incarnation. The old one is dead from
 * then on and its rights are void.
 *
 * @param code the one-time code; empty for a new incarnation
 * @param publicKey the key made at this start, X.509 form, base64
 * @param reason for the audit: "first", "restored", "copied", "fenced"
 * @param latest the number of the latest life this machine has had, 0 if it had none: a restored
 *     processor may have forgotten it, and what was written in it comes from a life after it
 */
public record EnrolRequest(String code, String publicKey, String reason, long latest) {
    /** Lives end seldom; nobody who tells the truth comes near. */
    private static final long MOST_LIVES = 1_000_000_000;

    public EnrolRequest {
        Wire.notBlank(publicKey, "publicKey");
    }

    /** Of a machine that had no life before. */
    public static EnrolRequest first(String code, String publicKey) {
        return new EnrolRequest(code, publicKey, "first", 0);
    }

    public static EnrolRequest read(Node node) throws InvalidDocumentException {
        return Wire.document(
                node,
                fields ->
                        new EnrolRequest(
                                fields.text("code").orElse(""),
                                fields.requiredText("publicKey"),
                                fields.text("reason").orElse("first"),
                                fields.whole("latest", 0, 0, MOST_LIVES)));
    }

    public Node.Mapping toNode() {
        return Tree.mapping()
                .put("code", code)
                .put("publicKey", publicKey)
                .put("reason", reason)
                .put("latest", latest)
                .node();
    }
}
