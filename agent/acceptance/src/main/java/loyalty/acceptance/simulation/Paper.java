package loyalty.acceptance.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.ToLongFunction;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.protocol.sync.GrantBody;
import loyalty.protocol.sync.LotGrant;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.ReturnBody;
import loyalty.protocol.sync.SaleBody;
import loyalty.protocol.text.JsonText;
import loyalty.terminal.sync.Processor;

/**
 * What happened in the shops, by the operations that the registers wrote, sent or not. Adds up on
 * its own what the books must say in the end; knows nothing of rights.
 */
final class Paper {
    /** Each receipt of this world has one line of so many units. */
    static final int UNITS = 10;

    private final Map<UUID, Operation> operations = new LinkedHashMap<>();
    private final Map<UUID, String> texts = new HashMap<>();
    private final Map<String, Long> imported = new HashMap<>();

    void imported(String lot, long points) {
        imported.put(lot, points);
    }

    /** An operation as a register wrote it: once and never changed. */
    void written(String json) {
        try {
            Operation operation = Operation.read(JsonText.read(json, "operation"));
            String hash = operation.hash();
            String before = texts.putIfAbsent(operation.id(), hash);
            World.require(before == null || before.equals(hash), "changed: " + json);
            operations.putIfAbsent(operation.id(), operation);
        } catch (InvalidDocumentException e) {
            throw new World.Violation("a register wrote what cannot be read: " + json);
        }
    }

    /** Notes what a register sends, as it sends it. */
    Processor hearing(Processor processor) {
        return (Processor)
                Proxy.newProxyInstance(
                        Processor.class.getClassLoader(),
                        new Class<?>[] {Processor.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("upload")) {
                                ((List<?>) arguments[0]).forEach(each -> written((String) each));
                            }
                            try {
                                return method.invoke(processor, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    int size() {
        return operations.size();
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
        for (SaleBody sale : sales().values()) {
            sale.spends().forEach(s -> sums.merge(s.lot(), part.applyAsLong(s), Long::sum));
        }
        return sums;
    }

    /** Points that came into being, per lot; of a grant made twice the larger promise. */
    Map<String, Long> granted() {
        Map<String, Long> granted = new TreeMap<>(imported);
        for (SaleBody sale : sales().values()) {
            sale.created().forEach(lot -> granted.merge(lot.id(), lot.points(), Math::max));
        }
        for (Operation operation : of(OperationKind.GRANT)) {
            for (LotGrant lot : read(operation, GrantBody::read).lots()) {
                granted.merge(lot.id(), lot.points(), Math::max);
            }
        }
        return granted;
    }

    /** Points that returned goods give back to the lots they were paid from. */
    Map<String, Long> restored() {
        Map<String, Long> restored = new TreeMap<>();
        returns()
                .forEach(
                        (sale, returns) ->
                                sale.spends()
                                        .forEach(
                                                s ->
                                                        restored.merge(
                                                                s.lot(),
                                                                back(s.points(), returns),
                                                                Long::sum)));
        return restored;
    }

    /** Points that returned goods take back, per member as named on paper. */
    Map<String, Long> takenBack() {
        Map<String, Long> taken = new TreeMap<>();
        Map<String, String> members = new HashMap<>();
        of(OperationKind.SALE)
                .forEach(
                        each ->
                                members.put(
                                        read(each, SaleBody::read).sale(),
                                        each.member().orElseThrow()));
        returns()
                .forEach(
                        (sale, returns) ->
                                sale.created()
                                        .forEach(
                                                lot ->
                                                        taken.merge(
                                                                members.get(sale.sale()),
                                                                back(lot.points(), returns),
                                                                Long::sum)));
        return taken;
    }

    /** Parts are rounded down, the last unit brings the rest. */
    private static long back(long points, List<Long> returns) {
        long units = returns.stream().mapToLong(Long::longValue).sum();
        return units >= UNITS
                ? points
                : returns.stream().mapToLong(each -> part(points, each)).sum();
    }

    /** What a return of some units promises. */
    static long part(long points, long units) {
        return points * units / UNITS;
    }

    static List<LotPoints> parts(List<LotPoints> whole, long units) {
        return whole.stream()
                .map(lot -> new LotPoints(lot.lot(), part(lot.points(), units)))
                .filter(lot -> lot.points() > 0)
                .toList();
    }

    private Map<SaleBody, List<Long>> returns() {
        Map<String, SaleBody> sales = sales();
        Map<SaleBody, List<Long>> returns = new LinkedHashMap<>();
        for (Operation operation : of(OperationKind.RETURN)) {
            ReturnBody body = read(operation, ReturnBody::read);
            SaleBody sale = sales.get(body.sale());
            World.require(sale != null, "returned and never sold: " + body.sale());
            if (sale != null) {
                returns.computeIfAbsent(sale, s -> new ArrayList<>())
                        .add(Long.parseLong(body.back().get(0).quantity()));
            }
        }
        return returns;
    }

    private Map<String, SaleBody> sales() {
        Map<String, SaleBody> sales = new LinkedHashMap<>();
        for (Operation operation : of(OperationKind.SALE)) {
            SaleBody body = read(operation, SaleBody::read);
            World.require(sales.put(body.sale(), body) == null, "sold twice: " + body.sale());
        }
        return sales;
    }

    /** All members that operations name. */
    Set<String> members() {
        Set<String> members = new HashSet<>();
        operations.values().forEach(operation -> operation.member().ifPresent(members::add));
        return members;
    }

    private List<Operation> of(OperationKind kind) {
        return operations.values().stream().filter(each -> each.kind() == kind).toList();
    }

    private interface Reader<T> {
        T read(loyalty.engine.document.Node node) throws InvalidDocumentException;
    }

    private static <T> T read(Operation operation, Reader<T> reader) {
        try {
            return reader.read(operation.body());
        } catch (InvalidDocumentException e) {
            throw new World.Violation("a body that cannot be read: " + operation);
        }
    }
}
