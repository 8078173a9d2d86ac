package loyalty.protocol.sync;

import java.time.Instant;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/** {@code GET /v1/time}, unsigned and without effect; it renews nothing. */
public record TimeAnswer(Instant time, String generation) {
    public static TimeAnswer read(Node node) throws InvalidDocumentException {
        return Wire.document(
                node,
                fields ->
                        new TimeAnswer(
                                Wire.time(fields, "time"), fields.requiredText("generation")));
    }

    public Node.Mapping toNode() {
        return Tree.mapping().put("time", time.toString()).put("generation", generation).node();
    }
}
