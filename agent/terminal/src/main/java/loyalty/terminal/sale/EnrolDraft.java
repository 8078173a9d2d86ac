package loyalty.terminal.sale;

import java.util.List;
import java.util.UUID;
import loyalty.engine.document.Node;
import loyalty.protocol.identity.IdentifierHash;
import loyalty.protocol.sync.EnrolBody;

/**
 * A newcomer, as checkout wants them written.
 *
 * @param member the id derived from the phone's hash
 * @param snapshot how the member looks here until the processor answers, in the engine's shape
 * @param identifiers the phone's and the cards' hashes, by which they are found from now on
 */
public record EnrolDraft(
        UUID operation,
        String member,
        EnrolBody body,
        Node.Mapping snapshot,
        List<IdentifierHash> identifiers) {
    public EnrolDraft {
        identifiers = List.copyOf(identifiers);
    }
}
