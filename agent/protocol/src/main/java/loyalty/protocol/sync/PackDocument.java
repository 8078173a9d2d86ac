package loyalty.protocol.sync;

import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * {@code GET /v1/packs/HASH} and {@code PUT /v1/packs/HASH} (a register uploads a pack that a
 * restored processor does not know; it must carry the processor's signature).
 *
 * @param text the pack as its author wrote it, YAML or JSON
 * @param signature the processor's Ed25519 signature over {@link #signedBytes}, base64
 */
public record PackDocument(String hash, String text, String signature) {
    public static PackDocument read(Node node) throws InvalidDocumentException {
        return Wire.document(
                node,
                fields ->
                        new PackDocument(
                                fields.requiredText("hash"),
                                fields.requiredText("text"),
                                fields.requiredText("signature")));
    }

    public Node.Mapping toNode() {
        return Tree.mapping()
                .put("hash", hash)
                .put("text", text)
                .put("signature", signature)
                .node();
    }

    /** What the processor signs. */
    public byte[] signedBytes() {
        return CanonicalForm.bytes(Tree.mapping().put("hash", hash).put("text", text).node());
    }
}
