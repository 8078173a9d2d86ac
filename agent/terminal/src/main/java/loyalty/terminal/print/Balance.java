package loyalty.terminal.print;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import loyalty.engine.document.Node;
import loyalty.engine.member.Lot;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
import loyalty.engine.pack.RulePack;
import loyalty.protocol.sync.SaleBody;

/** A member's points on the receipt: what this sale did, what is there, what will burn. */
final class Balance {
    private static final int LOTS_SHOWN = 3;
    private static final int STEPS_SHOWN = 4;

    private final SaleBody sale;
    private final RulePack pack;
    private final Wording wording;
    private final ShopTime time;
    private final Instant at;
    private final List<Held> held;

    Balance(SaleBody sale, Wording wording, ShopTime time, Instant at) {
        this.sale = sale;
        this.pack = wording.pack();
        this.wording = wording;
        this.time = time;
        this.at = at;
        this.held = held();
    }

    /** What this sale leaves of a lot that may be spent until some day. */
    private record Held(
            String origin,
            String source,
            BigDecimal left,
            Instant ends,
            Instant from,
            Optional<Node> only) {
        static final Comparator<Held> BY_END = Comparator.comparing(Held::ends);
    }

    Map<String, Object> points() {
        Map<String, Object> points = new HashMap<>();
        BigDecimal balance = number(point("balanceAfter"));
        BigDecimal available = earned(points);
        Paths.put(points, "earned", point("earned"));
        Paths.put(points, "redeemed", point("redeemed"));
        points.put("balance", balance.toPlainString());
        points.put("available", available.toPlainString());
        if (balance.compareTo(available) > 0) {
            points.put("pending", balance.subtract(available).toPlainString());
        }
        BigDecimal threshold = new BigDecimal(text(pack.settings().balanceFrom()));
        points.put("announced", balance.compareTo(threshold) >= 0);
        Paths.put(points, "debt", Optional.of(debt().toPlainString()));
        prolonged().ifPresent(until -> points.put("prolonged", time.lastDay(until)));
        pendingFrom().ifPresent(from -> points.put("pendingFrom", time.local(from)));
        points.put("lots", lots());
        if (available.signum() > 0) {
            burning().ifPresent(burning -> points.put("burning", burning));
        }
        return points;
    }

    /** Notes when earned points live; returns what can be spent after this sale. */
    private BigDecimal earned(Map<String, Object> points) {
        BigDecimal available = number(point("available")).subtract(number(point("redeemed")));
        for (Node lot : Paths.list(sale.quote(), "lots", "created")) {
            Optional<Instant> from = moment(lot, "activeFrom").filter(at::isBefore);
            if (from.isPresent()) {
                points.putIfAbsent("earnedFrom", time.local(from.get()));
            } else {
                available =
                        available
                                .add(number(Paths.text(lot, "points")))
                                .subtract(number(Paths.text(lot, "filledDebt")));
            }
            if (Paths.text(lot, "source").filter(Lot.PURCHASE::equals).isPresent()) {
                moment(lot, "expiresAt")
                        .ifPresent(end -> points.putIfAbsent("earnedUntil", time.lastDay(end)));
            }
        }
        return available;
    }

    /** When points of earlier purchases wake up next; this one's have a line of their own. */
    private Optional<Instant> pendingFrom() {
        return sale.seen().stream()
                .flatMap(seen -> Paths.list(seen, "lots").stream())
                .filter(lot -> Paths.text(lot, "source").orElse(Lot.PURCHASE).equals(Lot.PURCHASE))
                .flatMap(lot -> moment(lot, "activeFrom").stream())
                .filter(at::isBefore)
                .min(Comparator.naturalOrder());
    }

    private BigDecimal debt() {
        BigDecimal debt = number(sale.seen().flatMap(seen -> Paths.text(seen, "debt")));
        for (Node lot : Paths.list(sale.quote(), "lots", "created")) {
            debt = debt.subtract(number(Paths.text(lot, "filledDebt")));
        }
        return debt;
    }

    private Optional<Instant> prolonged() {
        return Paths.list(sale.quote(), "lots", "prolonged").stream()
                .flatMap(lot -> moment(lot, "expiresAt").stream())
                .max(Comparator.naturalOrder());
    }

    private List<Held> held() {
        Map<String, BigDecimal> spent = new HashMap<>();
        for (Node lot : Paths.list(sale.quote(), "lots", "consumed")) {
            spent.put(Paths.text(lot, "lot").orElse(""), number(Paths.text(lot, "points")));
        }
        List<Held> all = new ArrayList<>();
        for (Node lot : sale.seen().map(seen -> Paths.list(seen, "lots")).orElse(List.of())) {
            BigDecimal out = spent.getOrDefault(Paths.text(lot, "id").orElse(""), BigDecimal.ZERO);
            BigDecimal left = number(Paths.text(lot, "points")).subtract(out);
            Optional<Instant> ends = moment(lot, "expiresAt").filter(at::isBefore);
            if (left.signum() > 0 && ends.isPresent()) {
                String source = Paths.text(lot, "source").orElse(Lot.PURCHASE);
                String origin = source + " " + Paths.text(lot, "sale").orElse("");
                Instant from = moment(lot, "activeFrom").orElse(Instant.MIN);
                Optional<Node> only = Paths.at(lot, "only");
                all.add(new Held(origin, source, left, ends.get(), from, only));
            }
        }
        all.sort(Held.BY_END);
        return all;
    }

    /** Lots a promotion gave, by name; those that melt in steps have a table of their own. */
    private List<Map<String, Object>> lots() {
        return held.stream()
                .filter(lot -> !lot.source().equals(Lot.PURCHASE))
                .filter(lot -> parts(lot.origin()).size() == 1)
                .limit(LOTS_SHOWN)
                .map(this::line)
                .toList();
    }

    private Map<String, Object> line(Held lot) {
        Map<String, Object> line = new HashMap<>();
        line.put("lot", wording.promotion(lot.source()));
        line.put("count", lot.left().toPlainString());
        line.put("until", time.lastDay(lot.ends()));
        if (lot.from().isAfter(at)) {
            line.put("from", time.local(lot.from()));
        }
        List<Map<String, Object>> only = lot.only().map(Balance::places).orElse(List.of());
        if (!only.isEmpty()) {
            line.put("only", Map.of("places", only));
        }
        return line;
    }

    /** The goods, stores and channels that a lot is for; the words file knows their names. */
    private static List<Map<String, Object>> places(Node only) {
        return Stream.of("categories", "brands", "skus", "stores", "channels")
                .flatMap(kind -> Paths.list(only, kind).stream())
                .filter(Node.Text.class::isInstance)
                .map(one -> Map.<String, Object>of("what", ((Node.Text) one).value()))
                .toList();
    }

    private List<Held> parts(String origin) {
        return held.stream().filter(lot -> lot.origin().equals(origin)).toList();
    }

    /** What ends first, and the basket that would use it up. */
    private Optional<Map<String, Object>> burning() {
        Optional<Held> first = held.stream().filter(lot -> !lot.from().isAfter(at)).findFirst();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> burning = new HashMap<>();
        burning.put("on", time.lastDay(first.get().ends()));
        burning.put("count", first.get().left().toPlainString());
        basket(first.get().left()).ifPresent(basket -> burning.put("basket", basket));
        return Optional.of(burning);
    }

    private Optional<String> basket(BigDecimal count) {
        BigDecimal cap = pack.settings().redeem().cap().fraction();
        Optional<Points> points = pack.points().points(count);
        if (cap.signum() <= 0 || points.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal worth = BigDecimal.valueOf(pack.points().worth(points.get()).minor());
        long minor = worth.divide(cap, 0, RoundingMode.UP).longValueExact();
        return Optional.of(pack.currency().text(Money.of(minor)));
    }

    /** A gift that burns in steps: what is left of it day by day; the soonest one. */
    List<Map<String, Object>> melting() {
        return held.stream()
                .map(lot -> parts(lot.origin()))
                .filter(parts -> parts.size() > 1)
                .filter(parts -> !parts.get(0).source().equals(Lot.PURCHASE))
                .findFirst()
                .map(this::steps)
                .orElse(List.of());
    }

    private List<Map<String, Object>> steps(List<Held> parts) {
        BigDecimal left = parts.stream().map(Held::left).reduce(BigDecimal.ZERO, BigDecimal::add);
        Map<String, BigDecimal> days = new LinkedHashMap<>();
        days.put(time.day(at).toString(), left);
        for (Held part : parts) {
            left = left.subtract(part.left());
            if (left.signum() > 0) {
                days.put(time.day(part.ends()).toString(), left);
            }
        }
        List<Map<String, Object>> steps = new ArrayList<>();
        days.forEach((day, rest) -> steps.add(Map.of("day", day, "left", rest.toPlainString())));
        return List.copyOf(steps.subList(0, Math.min(STEPS_SHOWN, steps.size())));
    }

    private Optional<String> point(String name) {
        return Paths.text(sale.quote(), "points", name);
    }

    private String text(Points points) {
        return pack.points().text(points);
    }

    private static Optional<Instant> moment(Node node, String name) {
        return Paths.text(node, name).flatMap(ShopTime::instant);
    }

    private static BigDecimal number(Optional<String> text) {
        return text.map(BigDecimal::new).orElse(BigDecimal.ZERO);
    }
}
