package loyalty.protocol.sync;

import java.time.Instant;
import java.util.Optional;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * A lot that came into being.
 *
 * @param id derived from what made it, so that a repeat makes the same lot
 * @param source "purchase", "grant", "grace", "import" …
 * @param promotion the promotion it came from
 * @param points what it holds at first, in units of the point scale
 * @param activeFrom none: at once
 * @param expiresAt none: never
 * @param only the restriction, as in a member snapshot
 */
public record LotGrant(
        String id,
        String source,
        Optional<String> promotion,
        long points,
        Optional<Instant> activeFrom,
        Optional<Instant> expiresAt,
        Optional<Node.Mapping> only) {
    public LotGrant {
        Wire.notBlank(id, "lot id");
        Wire.notNegative(points, "points");
    }

    public static LotGrant read(Fields fields) {
        return new LotGrant(
                fields.requiredText("id"),
                fields.text("source").orElse("purchase"),
                fields.text("promotion"),
                Wire.count(fields, "points"),
                Wire.optionalTime(fields, "activeFrom"),
                Wire.optionalTime(fields, "expiresAt"),
                Wire.optionalMapping(fields, "only"));
    }

    public Node.Mapping toNode() {
        Tree tree =
                Tree.mapping()
                        .put("id", id)
                        .put("source", source)
                        .putText("promotion", promotion)
                        .put("points", points)
                        .putText("activeFrom", activeFrom.map(Instant::toString))
                        .putText("expiresAt", expiresAt.map(Instant::toString));
        only.ifPresent(restriction -> tree.put("only", restriction));
        return tree.node();
    }
}
