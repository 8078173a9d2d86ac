package loyalty.protocol.sync;

import java.util.List;
import java.util.Optional;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * The body of a return. The numbers are those of the paper; the processor knows other returns of
 * the same receipt and maps units already back to the next ones.
 *
 * @param id the return's id
 * @param receipt the return's own receipt number
 * @param sale the sale whose goods came back
 * @param back units or weights that came back, per line of the sale
 * @param request the engine's return request
 * @param quote the engine's return quote that was printed
 * @param restores redeemed points to give back, per lot they came from
 * @param takes earned points to take back, per lot the sale made
 * @param refundMinor money given back, in minor units
 * @param whole after it nothing of the sale is left, as the register knew it
 * @param limits uses of promotions that go back
 * @param codes codes that may be used again
 * @param extract the sale as its own register signed it; needed while the sale is unknown
 */
public record ReturnBody(
        String id,
        String receipt,
        String store,
        String businessDay,
        Optional<String> cashier,
        String sale,
        List<Back> back,
        Node.Mapping request,
        Node.Mapping quote,
        List<LotPoints> restores,
        List<LotPoints> takes,
        long refundMinor,
        boolean whole,
        List<SaleBody.LimitUse> limits,
        List<String> codes,
        Optional<Extract> extract) {

    /** So much of one line, a decimal as in a basket. */
    public record Back(String line, String quantity) {
        public Back {
            Wire.notBlank(line, "line");
        }

        static Back read(Fields fields) {
            return new Back(fields.requiredText("line"), fields.requiredText("quantity"));
        }

        Node.Mapping toNode() {
            return Tree.mapping().put("line", line).put("quantity", quantity).node();
        }
    }

    public ReturnBody {
        Wire.notBlank(id, "id");
        Wire.notBlank(sale, "sale");
        Wire.notNegative(refundMinor, "refundMinor");
        back = List.copyOf(back);
        restores = List.copyOf(restores);
        takes = List.copyOf(takes);
        limits = List.copyOf(limits);
        codes = List.copyOf(codes);
    }

    public static ReturnBody read(Node node) throws InvalidDocumentException {
        return Wire.document(node, ReturnBody::read);
    }

    static ReturnBody read(Fields fields) {
        TillRecord record = TillRecord.read(fields);
        return new ReturnBody(
                fields.requiredText("id"),
                record.receipt(),
                record.store(),
                record.businessDay(),
                record.cashier(),
                fields.requiredText("sale"),
                fields.each("back", Back::read),
                record.request(),
                record.quote(),
                fields.each("restores", LotPoints::read),
                fields.each("takes", LotPoints::read),
                Wire.count(fields, "refundMinor"),
                fields.truth("whole", false),
                fields.each("limits", SaleBody.LimitUse::read),
                fields.texts("codes"),
                fields.mapping("extract").map(Extract::read));
    }

    public Node.Mapping toNode() {
        Tree tree =
                new TillRecord(receipt, store, businessDay, cashier, request, quote)
                        .addTo(Tree.mapping().put("id", id).put("sale", sale))
                        .put("back", back, Back::toNode)
                        .put("restores", restores, LotPoints::toNode)
                        .put("takes", takes, LotPoints::toNode)
                        .put("refundMinor", refundMinor)
                        .put("whole", whole)
                        .put("limits", limits, SaleBody.LimitUse::toNode)
                        .put("codes", codes, Tree::text);
        extract.ifPresent(signed -> tree.put("extract", signed.toNode()));
        return tree.node();
    }
}
