package loyalty.protocol.sync;

import java.time.Instant;
import java.util.List;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * A sale as its register signed it for the receipt's barcode: all that a return needs where the
 * sale itself is not known, and all that books the sale if its register's incarnation died with it.
 *
 * @param operation the id of the sale's operation
 * @param holder the register and incarnation that sold, whose key signed
 * @param sold the sold receipt in the engine's shape: units, prices, points, lots
 * @param spends points paid per lot with the part of the register's right
 * @param created lots earned
 * @param paidMinor money paid
 * @param signature Ed25519 over {@link #signedBytes}, base64
 */
public record Extract(
        String sale,
        String operation,
        Holder holder,
        String member,
        String store,
        Instant at,
        String pack,
        Node.Mapping sold,
        List<SaleBody.Spend> spends,
        List<LotGrant> created,
        long paidMinor,
        String signature) {
    public Extract {
        Wire.notBlank(sale, "sale");
        spends = List.copyOf(spends);
        created = List.copyOf(created);
    }

    public static Extract read(Node node) throws InvalidDocumentException {
        return Wire.document(node, Extract::read);
    }

    static Extract read(Fields fields) {
        return new Extract(
                fields.requiredText("sale"),
                fields.requiredText("operation"),
                Holder.read(fields),
                fields.requiredText("member"),
                fields.requiredText("store"),
                Wire.time(fields, "at"),
                fields.requiredText("pack"),
                Wire.mapping(fields, "sold"),
                fields.each("spends", SaleBody.Spend::read),
                fields.each("created", LotGrant::read),
                Wire.count(fields, "paidMinor"),
                fields.requiredText("signature"));
    }

    public Node.Mapping toNode() {
        return unsigned().put("signature", signature).node();
    }

    /** What the selling register signs: everything but the signature. */
    public byte[] signedBytes() {
        return CanonicalForm.bytes(unsigned().node());
    }

    private Tree unsigned() {
        return Tree.mapping()
                .put("sale", sale)
                .put("operation", operation)
                .put("register", holder.register())
                .put("incarnation", holder.incarnation())
                .put("member", member)
                .put("store", store)
                .put("at", at.toString())
                .put("pack", pack)
                .put("sold", sold.unplaced())
                .put("spends", spends, SaleBody.Spend::toNode)
                .put("created", created, LotGrant::toNode)
                .put("paidMinor", paidMinor);
    }
}
