package loyalty.acceptance.simulation.audit;

import static loyalty.acceptance.simulation.audit.Violation.require;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import loyalty.acceptance.simulation.audit.Paper.Returned;
import loyalty.acceptance.simulation.audit.Paper.Sold;
import loyalty.protocol.sync.GrantBody;
import loyalty.protocol.sync.LotGrant;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.SaleBody;

/**
 * What paper adds up to: per lot what was paid, granted and given back, per member what is taken.
 */
public final class Promises {
    private final Paper paper;
    private final Predicate<UUID> counts;
    private final List<Sold> sales;
    private final Map<Sold, List<Returned>> returns;

    private Promises(Paper paper, Predicate<UUID> counts) {
        this.paper = paper;
        this.counts = counts;
        this.returns = returnsBySale();
        this.sales =
                paper.sales().stream()
                        .filter(
                                sale ->
                                        counts.test(sale.operation().id())
                                                || returns.containsKey(sale))
                        .toList();
    }

    /** Everything that was ever written, lost or not. */
    static Promises all(Paper paper) {
        return new Promises(paper, operation -> true);
    }

    /** What the processor has heard of; a return brings its sale along. */
    static Promises heard(Paper paper, Set<UUID> operations) {
        return new Promises(paper, operations::contains);
    }

    private Map<Sold, List<Returned>> returnsBySale() {
        Map<Sold, List<Returned>> found = new LinkedHashMap<>();
        for (Map.Entry<UUID, Returned> each : paper.returns().entrySet()) {
            if (counts.test(each.getKey())) {
                String sale = each.getValue().sale();
                require(paper.sale(sale).isPresent(), () -> "returned and never sold: " + sale);
                List<Returned> back =
                        found.computeIfAbsent(
                                paper.sale(sale).orElseThrow(), s -> new ArrayList<>());
                if (!back.contains(each.getValue())) { // else an operation that was tried again
                    back.add(each.getValue());
                }
            }
        }
        return found;
    }

    /** Points paid, per lot. */
    Map<String, Long> paid() {
        return spends(SaleBody.Spend::points);
    }

    /** Points paid on nothing but the customer's word: sales confirmed after their cancellation. */
    Map<String, Long> onTrust() {
        return spends(spend -> spend.points() - spend.right() - spend.hold());
    }

    private Map<String, Long> spends(ToLongFunction<SaleBody.Spend> part) {
        Map<String, Long> sums = new TreeMap<>();
        for (Sold sale : sales) {
            sale.spends().forEach(s -> sums.merge(s.lot(), part.applyAsLong(s), Long::sum));
        }
        return sums;
    }

    /** Points that came into being, per lot; of a grant made twice the larger promise. */
    Map<String, Long> granted() {
        Map<String, Long> granted = new TreeMap<>(paper.imported());
        for (Sold sale : sales) {
            sale.created().forEach(lot -> granted.merge(lot.id(), lot.points(), Math::max));
        }
        for (Map.Entry<UUID, GrantBody> each : paper.grants().entrySet()) {
            if (counts.test(each.getKey())) {
                for (LotGrant lot : each.getValue().lots()) {
                    granted.merge(lot.id(), lot.points(), Math::max);
                }
            }
        }
        return granted;
    }

    /** The birthday's points, per member as named on paper; of several the largest. */
    Map<String, Long> grants() {
        Map<String, Long> grants = new TreeMap<>();
        for (Map.Entry<UUID, GrantBody> each : paper.grants().entrySet()) {
            if (counts.test(each.getKey())) {
                long points = each.getValue().lots().stream().mapToLong(LotGrant::points).sum();
                grants.merge(paper.memberOf(each.getKey()), points, Math::max);
            }
        }
        return grants;
    }

    /** Points that returned goods give back to the lots they were paid from. */
    Map<String, Long> restored() {
        Map<String, Long> restored = new TreeMap<>();
        returns.forEach(
                (sale, back) ->
                        sale.spends()
                                .forEach(
                                        s ->
                                                restored.merge(
                                                        s.lot(),
                                                        back(s.points(), back),
                                                        Long::sum)));
        return restored;
    }

    /** Lots that stand in for expired ones to which points came back, with those they stand for. */
    Map<String, String> graces() {
        Map<String, String> graces = new HashMap<>();
        returns.forEach(
                (sale, back) ->
                        sale.spends()
                                .forEach(
                                        s ->
                                                back.forEach(
                                                        each ->
                                                                graces.put(
                                                                        grace(each.id(), s.lot()),
                                                                        s.lot()))));
        return graces;
    }

    private static String grace(String returned, String lot) {
        byte[] name = (returned + "/" + lot).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(name).toString();
    }

    /** Points that returned goods take back, per member as named on paper. */
    Map<String, Long> takenBack() {
        Map<String, Long> taken = new TreeMap<>();
        returns.forEach(
                (sale, back) ->
                        sale.created()
                                .forEach(
                                        lot ->
                                                taken.merge(
                                                        sale.operation().member().orElseThrow(),
                                                        back(lot.points(), back),
                                                        Long::sum)));
        return taken;
    }

    /** Parts are rounded down, the last unit brings the rest. */
    private static long back(long points, List<Returned> returns) {
        long units = returns.stream().mapToLong(Returned::units).sum();
        return units >= Paper.UNITS
                ? points
                : returns.stream().mapToLong(each -> part(points, each.units())).sum();
    }

    /** What a return of some units promises. */
    static long part(long points, long units) {
        return points * units / Paper.UNITS;
    }

    /** The same of several lots. */
    public static List<LotPoints> parts(List<LotPoints> whole, long units) {
        return whole.stream()
                .map(lot -> new LotPoints(lot.lot(), part(lot.points(), units)))
                .filter(lot -> lot.points() > 0)
                .toList();
    }
}
