package loyalty.protocol.sync;

import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * Names a reservation by its sale: the body of a {@code CANCEL} operation, and of {@code POST
 * /v1/reservations/{sale}/cancel} and {@code …/confirm}. The member is needed because a reservation
 * lives with it. Confirming pins the hold ({@code printing} was called: it is never freed by time);
 * the points leave with the sale's own operation.
 */
public record ReservationBody(String sale, String member) {
    public ReservationBody {
        Wire.notBlank(sale, "sale");
        Wire.notBlank(member, "member");
    }

    public static ReservationBody read(Node node) throws InvalidDocumentException {
        return Wire.document(node, ReservationBody::read);
    }

    static ReservationBody read(Fields fields) {
        return new ReservationBody(fields.requiredText("sale"), fields.requiredText("member"));
    }

    public Node.Mapping toNode() {
        return Tree.mapping().put("sale", sale).put("member", member).node();
    }
}
