package loyalty.protocol.sync;

import java.util.List;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * Names a reservation by its sale: the body of a {@code CANCEL} operation, and of {@code POST
 * /v1/reservations/{sale}/cancel} and {@code …/confirm}. The member is needed because a reservation
 * lives with it. Confirming pins the hold ({@code printing} was called: it is never freed by time);
 * the points leave with the sale's own operation.
 *
 * @param member empty for an anonymous sale, which holds codes only
 * @param codes held for the sale, or asked for
 */
public record ReservationBody(String sale, String member, List<String> codes) {
    public ReservationBody {
        Wire.notBlank(sale, "sale");
        if (codes.isEmpty()) {
            Wire.notBlank(member, "member");
        }
        codes = List.copyOf(codes);
    }

    /** Of points alone. */
    public ReservationBody(String sale, String member) {
        this(sale, member, List.of());
    }

    public static ReservationBody read(Node node) throws InvalidDocumentException {
        return Wire.document(node, ReservationBody::read);
    }

    static ReservationBody read(Fields fields) {
        return new ReservationBody(
                fields.requiredText("sale"),
                fields.text("member").orElse(""),
                fields.texts("codes"));
    }

    public Node.Mapping toNode() {
        Tree tree = Tree.mapping().put("sale", sale);
        if (!member.isEmpty()) {
            tree.put("member", member);
        }
        return Wire.codes(tree, "codes", codes).node();
    }
}
