package loyalty.protocol.sync;

import java.util.List;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/** So many points of one lot, in units of the point scale. */
public record LotPoints(String lot, long points) {
    public LotPoints {
        Wire.notBlank(lot, "lot");
        Wire.notNegative(points, "points");
    }

    public static LotPoints read(Fields fields) {
        return new LotPoints(fields.requiredText("lot"), Wire.count(fields, "points"));
    }

    public Node.Mapping toNode() {
        return Tree.mapping().put("lot", lot).put("points", points).node();
    }

    public static long sum(List<LotPoints> parts) {
        return parts.stream().mapToLong(LotPoints::points).reduce(0, Math::addExact);
    }
}
