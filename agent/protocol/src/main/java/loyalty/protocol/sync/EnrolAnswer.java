package loyalty.protocol.sync;

import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * What a register learns when it is enrolled.
 *
 * @param holder its id and the incarnation it begins
 * @param programme its name; empty while the processor has no pack
 * @param processorKey the Ed25519 key that signs packs, templates and settings, X.509 form, base64
 * @param identifierKey the programme's secret key for hashes of phones and cards, base64
 * @param settings what the processor wants it to know at first (term, shares, limits)
 */
public record EnrolAnswer(
        Holder holder,
        String store,
        String programme,
        String processorKey,
        String identifierKey,
        Node.Mapping settings,
        Contact contact) {

    public static EnrolAnswer read(Node node) throws InvalidDocumentException {
        return Wire.document(
                node,
                fields ->
                        new EnrolAnswer(
                                Holder.read(fields),
                                fields.requiredText("store"),
                                fields.text("programme").orElse(""),
                                fields.requiredText("processorKey"),
                                fields.requiredText("identifierKey"),
                                Wire.mapping(fields, "settings"),
                                Contact.read(fields.requiredMapping("contact"))));
    }

    public Node.Mapping toNode() {
        return Tree.mapping()
                .put("register", holder.register())
                .put("incarnation", holder.incarnation())
                .put("store", store)
                .put("programme", programme)
                .put("processorKey", processorKey)
                .put("identifierKey", identifierKey)
                .put("settings", settings)
                .put("contact", contact.toNode())
                .node();
    }
}
