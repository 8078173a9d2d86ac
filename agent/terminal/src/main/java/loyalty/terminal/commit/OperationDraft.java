package loyalty.terminal.commit;

import java.util.Optional;
import java.util.UUID;
import loyalty.engine.document.Node;
import loyalty.protocol.sync.OperationKind;

/**
 * An operation before it has a number: what it does and to whom. {@code points} and {@code money}
 * (minor units) are what would be lost if the disk died before it was sent.
 */
public record OperationDraft(
        UUID id,
        OperationKind kind,
        Optional<String> member,
        Node.Mapping body,
        String pack,
        long points,
        long money,
        Optional<UUID> replaces) {
    /** Whether the member looks different after it. */
    boolean shown() {
        return member.isPresent()
                && (kind == OperationKind.SALE
                        || kind == OperationKind.RETURN
                        || kind == OperationKind.GRANT
                        || kind == OperationKind.ENROL);
    }

    /** An operation that changes nothing anybody is shown, such as rights going home. */
    static OperationDraft quiet(
            UUID id, OperationKind kind, Optional<String> member, Node.Mapping body) {
        return new OperationDraft(id, kind, member, body, "", 0, 0, Optional.empty());
    }
}
