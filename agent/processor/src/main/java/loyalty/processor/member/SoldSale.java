package loyalty.processor.member;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.LotGrant;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.SaleBody;

/**
 * A booked sale and what came back of it so far. Owned by the transaction that loaded it. A sale of
 * nobody is kept with its register, for trying packs on it.
 */
public final class SoldSale {
    final String id;
    final Holder holder;
    final String store;
    final Instant at;
    final String pack;
    final Node.Mapping sold;
    final List<LotPoints> spent;
    final List<LotPoints> created;
    final long paidMinor;
    final Map<String, Long> restored = new HashMap<>();
    final Map<String, Long> taken = new HashMap<>();
    final Map<String, String> back = new HashMap<>();
    final Set<String> returns = new LinkedHashSet<>();
    long refundedMinor;

    /** What had come back after the last return, as the engine wrote it. */
    Node.Mapping after = Tree.mapping().node();

    SoldSale(
            String id,
            Holder holder,
            String store,
            Instant at,
            String pack,
            Node.Mapping sold,
            List<LotPoints> spent,
            List<LotPoints> created,
            long paidMinor) {
        this.id = id;
        this.holder = holder;
        this.store = store;
        this.at = at;
        this.pack = pack;
        this.sold = sold;
        this.spent = List.copyOf(spent);
        this.created = List.copyOf(created);
        this.paidMinor = paidMinor;
    }

    /** As the register wrote it. */
    public static SoldSale of(Operation operation, SaleBody body) {
        return new SoldSale(
                body.sale(),
                operation.holder(),
                body.store(),
                operation.at(),
                operation.pack(),
                body.sold(),
                spent(body.spends()),
                created(body.created()),
                body.money().dueMinor());
    }

    static List<LotPoints> spent(List<SaleBody.Spend> spends) {
        return merged(
                spends.stream().map(spend -> new LotPoints(spend.lot(), spend.points())).toList());
    }

    static List<LotPoints> created(List<LotGrant> grants) {
        return merged(
                grants.stream().map(grant -> new LotPoints(grant.id(), grant.points())).toList());
    }

    private static List<LotPoints> merged(List<LotPoints> parts) {
        Set<String> lots = new LinkedHashSet<>();
        parts.forEach(part -> lots.add(part.lot()));
        List<LotPoints> sums = new ArrayList<>();
        for (String lot : lots) {
            sums.add(
                    new LotPoints(
                            lot,
                            LotPoints.sum(
                                    parts.stream().filter(p -> p.lot().equals(lot)).toList())));
        }
        return sums;
    }

    public String id() {
        return id;
    }

    /** The register and incarnation that sold. */
    public Holder holder() {
        return holder;
    }

    /** When it was made. */
    public Instant at() {
        return at;
    }

    /** Ids of the returns booked so far. */
    public Set<String> returns() {
        return Set.copyOf(returns);
    }

    /** The hash of the pack the sale was calculated with. */
    public String pack() {
        return pack;
    }

    /** The sold receipt in the engine's shape. */
    public Node.Mapping sold() {
        return sold;
    }

    /** What had come back after the last return, in the engine's shape; empty before the first. */
    public Node.Mapping after() {
        return after;
    }

    /** Units or weights that are back, per line. */
    public Map<String, String> back() {
        return Map.copyOf(back);
    }
}
