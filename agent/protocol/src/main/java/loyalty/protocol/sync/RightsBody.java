package loyalty.protocol.sync;

import java.util.List;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * The body of a {@code RIGHTS_RETURN} operation: the register lowered its rights on these lots of
 * the operation's member and gives the points home. Differences are safe here because an operation
 * takes effect once.
 */
public record RightsBody(List<LotPoints> returned) {
    public RightsBody {
        returned = List.copyOf(returned);
    }

    public static RightsBody read(Node node) throws InvalidDocumentException {
        return Wire.document(
                node, fields -> new RightsBody(fields.each("returned", LotPoints::read)));
    }

    public Node.Mapping toNode() {
        return Tree.mapping().put("returned", returned, LotPoints::toNode).node();
    }
}
