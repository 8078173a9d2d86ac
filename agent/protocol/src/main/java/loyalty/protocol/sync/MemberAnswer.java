package loyalty.protocol.sync;

import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * {@code GET /v1/members?code=HASH} or {@code ?id=MEMBER}: one member not in the cache. The code is
 * the keyed hash of a phone or card, never the number itself. Identifying recalls rights held by
 * other registers. Unknown is 404 with code {@code member-unknown}.
 */
public record MemberAnswer(MemberView member, Contact contact) {
    public static MemberAnswer read(Node node) throws InvalidDocumentException {
        return Wire.document(
                node,
                fields ->
                        new MemberAnswer(
                                MemberView.read(fields.requiredMapping("member")),
                                Contact.read(fields.requiredMapping("contact"))));
    }

    public Node.Mapping toNode() {
        return Tree.mapping()
                .put("member", member.toNode())
                .put("contact", contact.toNode())
                .node();
    }
}
