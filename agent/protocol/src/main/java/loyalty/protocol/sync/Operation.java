package loyalty.protocol.sync;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * One thing a register did, written in the transaction that did it and never changed afterwards.
 *
 * @param id made once by the register (UUIDv7) and kept through every retry
 * @param holder the register and the incarnation that wrote it
 * @param seq counts from 1 within the incarnation, without gaps
 * @param member as named when it was written; none for an anonymous sale
 * @param body the shape that belongs to {@link #kind}, unread
 * @param pack hash of the rule pack in force, "sha256:…"; empty where no pack was used
 * @param engine version of the engine that calculated; empty where nothing was calculated
 * @param at the register's time, as good as {@code clock} says
 * @param previous {@link #hash} of the operation before it in the incarnation; empty for the first
 * @param replaces the rejected operation that this one mends
 * @param transfers transfers received on the lots it touches that no answer has confirmed yet
 */
public record Operation(
        UUID id,
        Holder holder,
        long seq,
        Optional<String> member,
        OperationKind kind,
        Node.Mapping body,
        String pack,
        String engine,
        Instant at,
        ClockQuality clock,
        String previous,
        Optional<UUID> replaces,
        List<Transfer> transfers) {
    public Operation {
        if (seq < 1) {
            throw new IllegalArgumentException("seq counts from 1, is " + seq);
        }
        body = (Node.Mapping) body.unplaced();
        transfers = List.copyOf(transfers);
    }

    public static Operation read(Node node) throws InvalidDocumentException {
        return Wire.document(node, Operation::read);
    }

    public static Operation read(Fields fields) {
        return new Operation(
                Wire.id(fields, "id"),
                Holder.read(fields),
                Wire.count(fields, "seq"),
                fields.text("member"),
                Wire.word(fields, "kind", OperationKind.SALE, OperationKind.WORDS),
                Wire.mapping(fields, "body"),
                fields.text("pack").orElse(""),
                fields.text("engine").orElse(""),
                Wire.time(fields, "at"),
                Wire.word(fields, "clock", ClockQuality.DOUBTFUL, ClockQuality.WORDS),
                fields.text("previous").orElse(""),
                Wire.optionalId(fields, "replaces"),
                fields.each("transfers", Transfer::read));
    }

    public Node.Mapping toNode() {
        Tree tree =
                Tree.mapping()
                        .put("id", id.toString())
                        .put("register", holder.register())
                        .put("incarnation", holder.incarnation())
                        .put("seq", seq)
                        .putText("member", member)
                        .put("kind", kind.word())
                        .put("body", body)
                        .put("pack", pack)
                        .put("engine", engine)
                        .put("at", at.toString())
                        .put("clock", clock.word())
                        .put("previous", previous)
                        .putText("replaces", replaces.map(UUID::toString));
        if (!transfers.isEmpty()) {
            tree.put("transfers", transfers, Transfer::toNode);
        }
        return tree.node();
    }

    /** Identifies the content: "sha256:…" over the canonical form. Same id, other hash: refused. */
    public String hash() {
        return CanonicalForm.hash(toNode());
    }
}
