package loyalty.protocol.sync;

import java.time.Instant;
import java.util.List;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * {@code GET /v1/sales/ID?member=MEMBER}: a sale of any register, for goods that come back at
 * another one. Unknown is 404 with code {@code sale-unknown}.
 *
 * @param member whose sale it was; the survivor after a merge
 * @param pack hash of the pack it was calculated with
 * @param sold the sold receipt in the engine's shape
 * @param back what came back so far, at all registers whose returns have arrived
 * @param returns ids of the returns that {@code back} counts
 */
public record SaleAnswer(
        String sale,
        String member,
        Holder holder,
        Instant at,
        String pack,
        Node.Mapping sold,
        List<ReturnBody.Back> back,
        List<String> returns,
        Contact contact) {
    public SaleAnswer {
        Wire.notBlank(sale, "sale");
        Wire.notBlank(member, "member");
        back = List.copyOf(back);
        returns = List.copyOf(returns);
    }

    public static SaleAnswer read(Node node) throws InvalidDocumentException {
        return Wire.document(
                node,
                fields ->
                        new SaleAnswer(
                                fields.requiredText("sale"),
                                fields.requiredText("member"),
                                Holder.read(fields),
                                Wire.time(fields, "at"),
                                fields.requiredText("pack"),
                                Wire.mapping(fields, "sold"),
                                fields.each("back", ReturnBody.Back::read),
                                fields.texts("returns"),
                                Contact.read(fields.requiredMapping("contact"))));
    }

    public Node.Mapping toNode() {
        return Tree.mapping()
                .put("sale", sale)
                .put("member", member)
                .put("register", holder.register())
                .put("incarnation", holder.incarnation())
                .put("at", at.toString())
                .put("pack", pack)
                .put("sold", sold.unplaced())
                .put("back", back, ReturnBody.Back::toNode)
                .put("returns", returns, Tree::text)
                .put("contact", contact.toNode())
                .node();
    }
}
