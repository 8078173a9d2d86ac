package loyalty.protocol.sync;

import java.time.Duration;
import java.util.List;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * The answer to a {@link Batch}: one answer per operation, in the batch's order.
 *
 * @param seq the highest number up to which every operation of the incarnation is answered and
 *     kept; if it falls, the processor lost a tail and the register sends again from there
 * @param keepAnswered how long the register keeps answered operations for that case
 */
public record BatchAnswer(List<Answer> answers, long seq, Duration keepAnswered, Contact contact) {
    public BatchAnswer {
        answers = List.copyOf(answers);
    }

    public static BatchAnswer read(Node node) throws InvalidDocumentException {
        return Wire.document(
                node,
                fields ->
                        new BatchAnswer(
                                fields.each("answers", Answer::read),
                                Wire.count(fields, "seq"),
                                Wire.duration(fields, "keepAnswered"),
                                Contact.read(fields.requiredMapping("contact"))));
    }

    public Node.Mapping toNode() {
        return Tree.mapping()
                .put("answers", answers, Answer::toNode)
                .put("seq", seq)
                .put("keepAnswered", keepAnswered.toString())
                .put("contact", contact.toNode())
                .node();
    }
}
