package loyalty.protocol.sync;

import java.util.List;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * {@code POST /v1/reservations}: holds points of a member for a sale, under the sale's id. The
 * register writes it down before asking; repeating repeats the answer. It spends its own rights
 * first and asks here only for the rest, out of what is free.
 *
 * @param escrow true: no hold is freed by time; false: freed after {@code reservationLimit} unless
 *     confirmed
 */
public record ReservationRequest(String sale, String member, List<LotPoints> lots, boolean escrow) {
    public ReservationRequest {
        Wire.notBlank(sale, "sale");
        Wire.notBlank(member, "member");
        lots = List.copyOf(lots);
    }

    public static ReservationRequest read(Node node) throws InvalidDocumentException {
        return Wire.document(
                node,
                fields ->
                        new ReservationRequest(
                                fields.requiredText("sale"),
                                fields.requiredText("member"),
                                fields.each("lots", LotPoints::read),
                                fields.truth("escrow", true)));
    }

    public Node.Mapping toNode() {
        return Tree.mapping()
                .put("sale", sale)
                .put("member", member)
                .put("lots", lots, LotPoints::toNode)
                .put("escrow", escrow)
                .node();
    }
}
