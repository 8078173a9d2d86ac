package loyalty.protocol.sync;

import java.util.List;
import java.util.Optional;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * The body of a grant outside a purchase. Its id follows from promotion, member and period, so two
 * registers that grant it make one grant: the first stands, topped up to what other paper promised.
 *
 * @param grant the derived id; a manual grant has a fresh one
 * @param promotion the promotion, or the name of the manual reason's class ("apology")
 * @param period the period it is for, as "year/2026"; empty for once in a lifetime; of a manual
 *     grant its own id, so that two of them are never taken for one
 * @param lots what it gives; their ids derive from the grant
 * @param reason free text of a manual grant
 */
public record GrantBody(
        String grant,
        String promotion,
        String period,
        List<LotGrant> lots,
        String reason,
        Optional<String> cashier) {
    public GrantBody {
        Wire.notBlank(grant, "grant");
        lots = List.copyOf(lots);
    }

    public static GrantBody read(Node node) throws InvalidDocumentException {
        return Wire.document(
                node,
                fields ->
                        new GrantBody(
                                fields.requiredText("grant"),
                                fields.requiredText("promotion"),
                                fields.text("period").orElse(""),
                                fields.each("lots", LotGrant::read),
                                fields.text("reason").orElse(""),
                                fields.text("cashier")));
    }

    public Node.Mapping toNode() {
        return Tree.mapping()
                .put("grant", grant)
                .put("promotion", promotion)
                .put("period", period)
                .put("lots", lots, LotGrant::toNode)
                .put("reason", reason)
                .putText("cashier", cashier)
                .node();
    }
}
