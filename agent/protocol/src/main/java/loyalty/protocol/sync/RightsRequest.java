package loyalty.protocol.sync;

import java.util.List;
import java.util.Optional;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * {@code POST /v1/rights}: renews the term and asks for rights. Giving rights back is an operation
 * ({@link RightsBody}).
 *
 * @param wants empty only renews
 */
public record RightsRequest(List<Want> wants) {
    /** More in one request is refused. */
    public static final int LIMIT = 200;

    /**
     * A total wanted.
     *
     * @param lot none: every lot of the member, as much as its share allows
     * @param granted the total wanted on that lot, not what is missing, so that a repeat does no
     *     harm; ignored without a lot
     */
    public record Want(String member, Optional<String> lot, long granted) {
        public Want {
            Wire.notBlank(member, "member");
            Wire.notNegative(granted, "granted");
        }

        static Want read(Fields fields) {
            return new Want(
                    fields.requiredText("member"),
                    fields.text("lot"),
                    Wire.count(fields, "granted", 0));
        }

        Node.Mapping toNode() {
            return Tree.mapping()
                    .put("member", member)
                    .putText("lot", lot)
                    .put("granted", granted)
                    .node();
        }
    }

    public RightsRequest {
        wants = List.copyOf(wants);
        if (wants.size() > LIMIT) {
            throw new IllegalArgumentException("at most " + LIMIT + " wants in a request");
        }
    }

    public static RightsRequest read(Node node) throws InvalidDocumentException {
        return Wire.document(node, fields -> new RightsRequest(fields.each("wants", Want::read)));
    }

    public Node.Mapping toNode() {
        return Tree.mapping().put("wants", wants, Want::toNode).node();
    }
}
