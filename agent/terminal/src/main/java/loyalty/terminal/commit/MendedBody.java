package loyalty.terminal.commit;

import java.util.List;
import java.util.Optional;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.protocol.sync.CanonicalForm;
import loyalty.protocol.sync.EnrolBody;
import loyalty.protocol.sync.GrantBody;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.ReturnBody;
import loyalty.protocol.sync.SaleBody;

/**
 * Whether a mended body may stand for a rejected one. It must be of its kind, and it must not
 * change what this register's own books and the customer's paper say already: who, which sale, and
 * above all which points were spent. Pure.
 */
final class MendedBody {
    private MendedBody() {}

    /** What is wrong with it; empty if it may be sent. */
    static Optional<String> problem(OperationKind kind, Node.Mapping before, Node.Mapping after) {
        Optional<String> unreadable = unreadable(kind, after);
        if (unreadable.isPresent()) {
            return unreadable;
        }
        return fixed(kind).stream()
                .filter(key -> !same(key, before, after))
                .findFirst()
                .map(
                        key ->
                                "\""
                                        + key
                                        + "\" cannot be changed: this register's books and the"
                                        + " paper say it already");
    }

    private static Optional<String> unreadable(OperationKind kind, Node.Mapping body) {
        try {
            switch (kind) {
                case SALE -> SaleBody.read(body);
                case RETURN -> ReturnBody.read(body);
                case ENROL -> EnrolBody.read(body);
                case GRANT -> GrantBody.read(body);
                case CANCEL, RIGHTS_RETURN, TRANSFER -> {
                    return Optional.of("a " + kind.word() + " can only be sent again as it was");
                }
            }
            return Optional.empty();
        } catch (InvalidDocumentException | IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> fixed(OperationKind kind) {
        return switch (kind) {
            case SALE -> List.of("sale", "receipt", "store", "businessDay", "spends");
            case RETURN -> List.of("id", "sale", "receipt", "back", "restores");
            case ENROL -> List.of("phone");
            case GRANT -> List.of("grant");
            case CANCEL, RIGHTS_RETURN, TRANSFER -> List.of();
        };
    }

    private static boolean same(String key, Node.Mapping before, Node.Mapping after) {
        return one(key, before).equals(one(key, after));
    }

    private static String one(String key, Node.Mapping body) {
        Tree tree = Tree.mapping();
        Optional.ofNullable(body.entries().get(key)).ifPresent(value -> tree.put(key, value));
        return CanonicalForm.hash(tree.node());
    }
}
