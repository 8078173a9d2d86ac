package loyalty.protocol.sync;

import java.util.UUID;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * Part of a spending right that one register handed to another within the store. Both send it; it
 * is booked once by its id.
 *
 * @param signature the giver's Ed25519 signature over {@link #signedBytes}, base64
 */
public record Transfer(
        UUID id, String member, String lot, Holder from, Holder to, long points, String signature) {
    public Transfer {
        Wire.notBlank(member, "member");
        Wire.notBlank(lot, "lot");
        if (points < 1) {
            throw new IllegalArgumentException("a transfer is of at least 1, is " + points);
        }
    }

    public static Transfer read(Node node) throws InvalidDocumentException {
        return Wire.document(node, Transfer::read);
    }

    public static Transfer read(Fields fields) {
        return new Transfer(
                Wire.id(fields, "id"),
                fields.requiredText("member"),
                fields.requiredText("lot"),
                Holder.read(fields.requiredMapping("from")),
                Holder.read(fields.requiredMapping("to")),
                Wire.count(fields, "points"),
                fields.requiredText("signature"));
    }

    public Node.Mapping toNode() {
        return unsigned().put("signature", signature).node();
    }

    /** What the giver signs: everything but the signature. */
    public byte[] signedBytes() {
        return CanonicalForm.bytes(unsigned().node());
    }

    private Tree unsigned() {
        return Tree.mapping()
                .put("id", id.toString())
                .put("member", member)
                .put("lot", lot)
                .put("from", from.toNode())
                .put("to", to.toNode())
                .put("points", points);
    }
}
