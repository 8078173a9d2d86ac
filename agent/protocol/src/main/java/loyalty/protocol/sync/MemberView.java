package loyalty.protocol.sync;

import java.util.List;
import java.util.Optional;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * One member as one register sees it.
 *
 * @param version rises by one with each transaction; a state is applied only if it is higher
 * @param redirect the survivor, if this member was merged; the snapshot is then empty of points
 * @param snapshot the member in the engine's shape, without {@code rights}: whole lots (free
 *     points, everybody's rights and holds together); none for a redirect
 * @param rights the asking register's rights per lot
 * @param awaited sales of the asking register that the processor waits for; a register that does
 *     not know one of them was put back to an older state
 */
public record MemberView(
        String id,
        long version,
        Optional<String> redirect,
        Optional<Node.Mapping> snapshot,
        List<Right> rights,
        List<Awaited> awaited) {

    /**
     * A sale that points are held for, or that a return waits for.
     *
     * @param incarnation that made it
     */
    public record Awaited(String sale, long incarnation) {
        public Awaited {
            Wire.notBlank(sale, "sale");
        }

        static Awaited read(Fields fields) {
            return new Awaited(fields.requiredText("sale"), Wire.count(fields, "incarnation"));
        }

        Node.Mapping toNode() {
            return Tree.mapping().put("sale", sale).put("incarnation", incarnation).node();
        }
    }

    /**
     * A right of the asking register.
     *
     * @param incarnation the incarnation it belongs to
     * @param granted the total ever granted; the register keeps the largest it has seen
     * @param recalled the processor wishes back what no open sale holds
     * @param received transfers booked for this right, for a register that lost the message
     */
    public record Right(
            String lot, long incarnation, long granted, boolean recalled, List<Transfer> received) {
        public Right {
            Wire.notBlank(lot, "lot");
            Wire.notNegative(granted, "granted");
            received = List.copyOf(received);
        }

        static Right read(Fields fields) {
            return new Right(
                    fields.requiredText("lot"),
                    Wire.count(fields, "incarnation"),
                    Wire.count(fields, "granted"),
                    fields.truth("recalled", false),
                    fields.each("received", Transfer::read));
        }

        Node.Mapping toNode() {
            Tree tree =
                    Tree.mapping()
                            .put("lot", lot)
                            .put("incarnation", incarnation)
                            .put("granted", granted)
                            .put("recalled", recalled);
            if (!received.isEmpty()) {
                tree.put("received", received, Transfer::toNode);
            }
            return tree.node();
        }
    }

    public MemberView {
        Wire.notBlank(id, "id");
        rights = List.copyOf(rights);
        awaited = List.copyOf(awaited);
    }

    /** A member that awaits nothing of the asking register. */
    public MemberView(
            String id,
            long version,
            Optional<String> redirect,
            Optional<Node.Mapping> snapshot,
            List<Right> rights) {
        this(id, version, redirect, snapshot, rights, List.of());
    }

    public static MemberView read(Node node) throws InvalidDocumentException {
        return Wire.document(node, MemberView::read);
    }

    static MemberView read(Fields fields) {
        return new MemberView(
                fields.requiredText("id"),
                Wire.count(fields, "version"),
                fields.text("redirect"),
                Wire.optionalMapping(fields, "snapshot"),
                fields.each("rights", Right::read),
                fields.each("awaited", Awaited::read));
    }

    public Node.Mapping toNode() {
        Tree tree =
                Tree.mapping().put("id", id).put("version", version).putText("redirect", redirect);
        snapshot.ifPresent(member -> tree.put("snapshot", member));
        tree.put("rights", rights, Right::toNode);
        if (!awaited.isEmpty()) {
            tree.put("awaited", awaited, Awaited::toNode);
        }
        return tree.node();
    }
}
