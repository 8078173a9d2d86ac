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
 */
public record EnrolRequest(String code, String publicKey, String reason) {
    public EnrolRequest {
        Wire.notBlank(publicKey, "publicKey");
    }

    public static EnrolRequest read(Node node) throws InvalidDocumentException {
        return Wire.document(
                node,
                fields ->
                        new EnrolRequest(
                                fields.text("code").orElse(""),
                                fields.requiredText("publicKey"),
                                fields.text("reason").orElse("first")));
    }

    public Node.Mapping toNode() {
        return Tree.mapping()
                .put("code", code)
                .put("publicKey", publicKey)
                .put("reason", reason)
                .node();
    }
}
