package loyalty.protocol.sync;

import java.util.List;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * {@code POST /v1/reservations}: holds points of a member and single-use codes for a sale, under
 * the sale's id. The register writes it down before asking; repeating repeats the answer. It spends
 * its own rights first and asks here only for the rest, out of what is free.
 *
 * @param member empty for an anonymous sale, which can hold codes only
 * @param escrow true: no hold is freed by time; false: freed after {@code reservationLimit} unless
 *     confirmed
 * @param codes that no other sale may use meanwhile, as the sale will name them
 */
public record ReservationRequest(
        String sale, String member, List<LotPoints> lots, boolean escrow, List<String> codes) {
    public ReservationRequest {
        Wire.notBlank(sale, "sale");
        if (codes.isEmpty() || !lots.isEmpty()) {
            Wire.notBlank(member, "member");
        }
        lots = List.copyOf(lots);
        codes = List.copyOf(codes);
    }

    /** Of points alone. */
    public ReservationRequest(String sale, String member, List<LotPoints> lots, boolean escrow) {
        this(sale, member, lots, escrow, List.of());
    }

    public static ReservationRequest read(Node node) throws InvalidDocumentException {
        return Wire.document(
                node,
                fields ->
                        new ReservationRequest(
                                fields.requiredText("sale"),
                                fields.text("member").orElse(""),
                                fields.each("lots", LotPoints::read),
                                fields.truth("escrow", true),
                                fields.texts("codes")));
    }

    public Node.Mapping toNode() {
        Tree tree = Tree.mapping().put("sale", sale);
        if (!member.isEmpty()) {
            tree.put("member", member);
        }
        tree.put("lots", lots, LotPoints::toNode).put("escrow", escrow);
        return Wire.codes(tree, "codes", codes).node();
    }
}
