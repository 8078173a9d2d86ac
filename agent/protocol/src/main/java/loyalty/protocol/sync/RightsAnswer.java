package loyalty.protocol.sync;

import java.util.List;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * The answer to {@link RightsRequest}: the members asked about with the register's rights, and why
 * anything wanted was not given.
 */
public record RightsAnswer(List<MemberView> members, List<Refusal> refusals, Contact contact) {
    /**
     * Something that was not given, and why.
     *
     * @param lot empty if it concerns the member as a whole
     * @param reason {@code CLAIM}, {@code DEBT}, {@code EXPIRED}, {@code NOT_ACTIVE}, {@code
     *     SHARE_REACHED}, {@code FENCED}, {@code REVOKED}, {@code UNKNOWN_MEMBER}, {@code
     *     UNKNOWN_LOT}, {@code MERGED}, {@code WAITING_FOR_TOTALS}
     */
    public record Refusal(String member, String lot, String reason) {
        static Refusal read(Fields fields) {
            return new Refusal(
                    fields.requiredText("member"),
                    fields.text("lot").orElse(""),
                    fields.requiredText("reason"));
        }

        Node.Mapping toNode() {
            return Tree.mapping()
                    .put("member", member)
                    .put("lot", lot)
                    .put("reason", reason)
                    .node();
        }
    }

    public RightsAnswer {
        members = List.copyOf(members);
        refusals = List.copyOf(refusals);
    }

    public static RightsAnswer read(Node node) throws InvalidDocumentException {
        return Wire.document(
                node,
                fields ->
                        new RightsAnswer(
                                fields.each("members", MemberView::read),
                                fields.each("refusals", Refusal::read),
                                Contact.read(fields.requiredMapping("contact"))));
    }

    public Node.Mapping toNode() {
        return Tree.mapping()
                .put("members", members, MemberView::toNode)
                .put("refusals", refusals, Refusal::toNode)
                .put("contact", contact.toNode())
                .node();
    }
}
