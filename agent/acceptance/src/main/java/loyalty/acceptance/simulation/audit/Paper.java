package loyalty.acceptance.simulation.audit;

import static loyalty.acceptance.simulation.audit.Violation.require;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.protocol.sync.GrantBody;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.LotGrant;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.ReturnBody;
import loyalty.protocol.sync.SaleBody;
import loyalty.protocol.text.JsonText;
import loyalty.terminal.sync.Processor;

/**
 * What happened in the shops, by the operations that the registers wrote, sent or not, lost or not.
 * Knows nothing of rights.
 */
public final class Paper {
    /** Each receipt of this world has one line of so many units. */
    public static final int UNITS = 10;

    private final Map<UUID, Written> operations = new LinkedHashMap<>();
    private final Map<String, Long> imported = new HashMap<>();
    private final Map<String, Sold> sales = new LinkedHashMap<>();
    private final Map<UUID, GrantBody> grants = new LinkedHashMap<>();
    private final Map<UUID, Returned> returns = new LinkedHashMap<>();
    private final Map<String, Opened> opened = new HashMap<>();
    private final Set<String> cancelled = new LinkedHashSet<>();
    private final Map<String, String> printing = new LinkedHashMap<>();
    private final Set<UUID> endangered = new LinkedHashSet<>();

    /** An operation, without its body; the hash stands for all of it. */
    record Written(UUID id, Holder holder, Optional<String> member, String hash) {}

    /** A sale and the operation that tells of it. */
    record Sold(
            Written operation, String sale, List<SaleBody.Spend> spends, List<LotGrant> created) {
        Holder holder() {
            return operation.holder();
        }

        /** Points for which it names neither right nor hold. */
        long onTrust() {
            return spends.stream().mapToLong(s -> s.points() - s.right() - s.hold()).sum();
        }
    }

    /** When a sale was decided to be paid this way, in true time, and by whom. */
    private record Opened(Instant at, Holder holder) {}

    /** A return of so many units of a sale. */
    record Returned(String id, String sale, long units) {}

    public void imported(String lot, long points) {
        imported.put(lot, points);
    }

    /** A sale was decided to be paid this way, at a moment of true time. */
    public void opened(String sale, Holder holder, Instant at) {
        opened.put(sale, new Opened(at, holder));
    }

    /** A fiscal receipt is being printed at a register. */
    public void printing(String sale, String register) {
        printing.put(sale, register);
    }

    /** A person decided that it is cancelled. */
    public void cancelled(String sale) {
        printing.remove(sale);
        cancelled.add(sale);
    }

    boolean wasCancelled(String sale) {
        return cancelled.contains(sale);
    }

    /** Sales that only people may decide, at one register. */
    List<String> printing(String register) {
        return printing.entrySet().stream()
                .filter(each -> each.getValue().equals(register))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** An operation as a register wrote it: once and never changed. */
    public void written(String json) {
        Operation operation = read(() -> Operation.read(JsonText.read(json, "operation")));
        Written written =
                new Written(
                        operation.id(), operation.holder(), operation.member(), operation.hash());
        Written before = operations.putIfAbsent(operation.id(), written);
        require(before == null || before.hash().equals(written.hash()), () -> "changed: " + json);
        if (before == null) {
            note(operation, written);
        }
    }

    private void note(Operation operation, Written written) {
        switch (operation.kind()) {
            case SALE -> sold(written, read(() -> SaleBody.read(operation.body())));
            case GRANT -> grants.put(operation.id(), read(() -> GrantBody.read(operation.body())));
            case RETURN -> {
                ReturnBody body = read(() -> ReturnBody.read(operation.body()));
                long units = Long.parseLong(body.back().get(0).quantity());
                returns.put(operation.id(), new Returned(body.id(), body.sale(), units));
            }
            default -> {}
        }
    }

    private void sold(Written operation, SaleBody body) {
        Sold sold = new Sold(operation, body.sale(), body.spends(), body.created());
        require(sales.put(body.sale(), sold) == null, () -> "sold twice: " + body.sale());
        printing.remove(body.sale());
    }

    /** Whether it is on paper already; then nothing has to be read. */
    public boolean has(UUID operation) {
        return operations.containsKey(operation);
    }

    /** The register's disk is gone: what it wrote until now may never be heard of. */
    public void endanger(String register) {
        printing.values().removeIf(register::equals);
        for (Written operation : operations.values()) {
            if (operation.holder().register().equals(register)) {
                endangered.add(operation.id());
            }
        }
    }

    /** A person let it go: it may never be booked. */
    public void endanger(UUID operation) {
        endangered.add(operation);
    }

    /** Notes what a register sends, as it sends it. */
    public Processor hearing(Processor processor) {
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

    public int size() {
        return operations.size();
    }

    Collection<Written> operations() {
        return operations.values();
    }

    boolean isEndangered(UUID operation) {
        return endangered.contains(operation);
    }

    Map<String, Long> imported() {
        return imported;
    }

    Collection<Sold> sales() {
        return sales.values();
    }

    /**
     * Points that an incarnation paid from its rights, per lot; what its disk may have lost not.
     */
    Map<String, Long> spentFromRights(Holder holder) {
        Map<String, Long> spent = new HashMap<>();
        for (Sold sale : sales.values()) {
            Written written = sale.operation();
            if (sale.holder().equals(holder) && !isEndangered(written.id())) {
                sale.spends().forEach(s -> spent.merge(s.lot(), s.right(), Long::sum));
            }
        }
        return spent;
    }

    Optional<Sold> sale(String id) {
        return Optional.ofNullable(sales.get(id));
    }

    Map<UUID, GrantBody> grants() {
        return grants;
    }

    /** Whom an operation names. */
    String memberOf(UUID operation) {
        return Objects.requireNonNull(operations.get(operation)).member().orElseThrow();
    }

    Map<UUID, Returned> returns() {
        return returns;
    }

    Optional<Instant> opened(String sale) {
        return Optional.ofNullable(opened.get(sale)).map(Opened::at);
    }

    Optional<Holder> openedBy(String sale) {
        return Optional.ofNullable(opened.get(sale)).map(Opened::holder);
    }

    /** Points paid in all. */
    public long paid() {
        return sales.values().stream()
                .flatMap(sale -> sale.spends().stream())
                .mapToLong(SaleBody.Spend::points)
                .sum();
    }

    /** How many sales there are. */
    public int sold() {
        return sales.size();
    }

    private interface Reading<T> {
        T read() throws InvalidDocumentException;
    }

    private static <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (InvalidDocumentException e) {
            throw new Violation("a register wrote what cannot be read: " + e.getMessage());
        }
    }
}
