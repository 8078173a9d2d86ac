package loyalty.protocol.sync;

import java.util.List;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * Operations of one register, in the order of {@code seq} within each member. {@code POST
 * /v1/operations}, signed like every request of a register ({@link SignedRequest}).
 */
public record Batch(List<Operation> operations) {
    /** More than this in one batch is refused as a whole. */
    public static final int LIMIT = 500;

    public Batch {
        operations = List.copyOf(operations);
        if (operations.size() > LIMIT) {
            throw new IllegalArgumentException(
                    "at most " + LIMIT + " operations in a batch, there are " + operations.size());
        }
    }

    public static Batch read(Node node) throws InvalidDocumentException {
        return Wire.document(node, fields -> new Batch(fields.each("operations", Operation::read)));
    }

    public Node.Mapping toNode() {
        return Tree.mapping().put("operations", operations, Operation::toNode).node();
    }
}
