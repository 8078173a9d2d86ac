package loyalty.terminal.print;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.document.Node;
import loyalty.protocol.sync.SaleBody;

/** What a receipt's template may say of a sale, by the names that templates know. */
final class ReceiptData {
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");
    private static final int CARD_SHOWN = 4;

    private final Letterhead head;
    private final SaleBody sale;

    ReceiptData(Letterhead head, SaleBody sale) {
        this.head = head;
        this.sale = sale;
    }

    Map<String, Object> values(boolean copy) {
        Map<String, Object> values = new HashMap<>();
        values.put("programme", Map.of("name", head.programme()));
        values.put("store", Map.of("name", head.store()));
        values.put("register", head.register());
        sale.cashier().ifPresent(cashier -> values.put("cashier", cashier));
        values.put("receipt", sale.receipt());
        Paths.text(sale.request(), "context", "at").ifPresent(at -> values.put("at", local(at)));
        values.put("sale", sale.sale());
        if (copy) {
            values.put("copy", true);
        }
        values.put("lines", lines());
        totals(values);
        if (sale.seen().isPresent()) {
            values.put("member", member());
            values.put("points", points());
            nextTier(values);
        }
        offline(values);
        code(values);
        return values;
    }

    private void totals(Map<String, Object> values) {
        Paths.put(values, "subtotal", total("base"));
        Paths.put(values, "discount", total("discount"));
        Paths.put(values, "paidWithPoints", total("redeemed"));
        values.put("total", total("due").orElse("0.00"));
        BigDecimal saved = decimal(total("discount")).add(decimal(total("redeemed")));
        Paths.put(values, "saved", Optional.of(saved.toPlainString()));
    }

    private Optional<String> total(String name) {
        return Paths.text(sale.quote(), "total", name);
    }

    private static BigDecimal decimal(Optional<String> text) {
        return text.map(BigDecimal::new).orElse(BigDecimal.ZERO);
    }

    private List<Map<String, Object>> lines() {
        List<Node> asked = Paths.list(sale.request(), "basket", "lines");
        List<Node> quoted = Paths.list(sale.quote(), "lines");
        List<Map<String, Object>> lines = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            lines.add(line(asked.get(i), i < quoted.size() ? quoted.get(i) : asked.get(i)));
        }
        return lines;
    }

    private static Map<String, Object> line(Node asked, Node quoted) {
        Map<String, Object> line = new HashMap<>();
        String name =
                Paths.text(asked, "name")
                        .or(() -> Paths.text(asked, "sku"))
                        .orElse(Paths.text(asked, "id").orElse(""));
        String quantity = Paths.text(asked, "quantity").orElse("1");
        line.put("name", name);
        line.put("quantity", quantity.replace('.', ','));
        line.put("price", Paths.text(asked, "price").orElse("0"));
        BigDecimal off = BigDecimal.ZERO;
        for (Node applied : Paths.list(quoted, "applied")) {
            off = off.add(decimal(Paths.text(applied, "discount")));
        }
        BigDecimal sum = decimal(Paths.text(quoted, "amount")).add(off);
        line.put("sum", sum.toPlainString());
        Paths.put(line, "lineDiscount", Optional.of(off.toPlainString()));
        return line;
    }

    private Map<String, Object> member() {
        Map<String, Object> member = new HashMap<>();
        Paths.text(sale.request(), "member", "code").ifPresent(c -> member.put("card", hidden(c)));
        Paths.text(sale.quote(), "tier", "current")
                .or(() -> sale.seen().flatMap(seen -> Paths.text(seen, "tier")))
                .ifPresent(tier -> member.put("tier", tier));
        return member;
    }

    /** Only the last digits of a card go on paper. */
    private static String hidden(String code) {
        return "**** " + code.substring(Math.max(0, code.length() - CARD_SHOWN));
    }

    private Map<String, Object> points() {
        Map<String, Object> points = new HashMap<>();
        BigDecimal available = decimal(point("available")).subtract(decimal(point("redeemed")));
        BigDecimal balance = decimal(point("balanceAfter"));
        Optional<Instant> activeFrom = Optional.empty();
        for (Node lot : Paths.list(sale.quote(), "lots", "created")) {
            Optional<Instant> from = Paths.text(lot, "activeFrom").flatMap(ReceiptData::instant);
            if (from.isPresent() && from.get().isAfter(at())) {
                activeFrom = activeFrom.isEmpty() ? from : activeFrom;
            } else {
                available = available.add(decimal(Paths.text(lot, "points")));
            }
        }
        Paths.put(points, "earned", point("earned"));
        Paths.put(points, "redeemed", point("redeemed"));
        points.put("balance", balance.toPlainString());
        points.put("available", available.toPlainString());
        if (balance.compareTo(available) > 0) {
            points.put("pending", balance.subtract(available).toPlainString());
        }
        activeFrom.ifPresent(from -> points.put("earnedFrom", local(from)));
        burning(available).ifPresent(burning -> points.put("burning", burning));
        return points;
    }

    private Optional<String> point(String name) {
        return Paths.text(sale.quote(), "points", name);
    }

    /** The lot that ends first, with what this sale leaves of it. */
    private Optional<Map<String, Object>> burning(BigDecimal available) {
        Map<String, BigDecimal> spent = new HashMap<>();
        for (Node lot : Paths.list(sale.quote(), "lots", "consumed")) {
            spent.put(Paths.text(lot, "lot").orElse(""), decimal(Paths.text(lot, "points")));
        }
        Instant first = Instant.MAX;
        BigDecimal count = BigDecimal.ZERO;
        for (Node lot : sale.seen().map(seen -> Paths.list(seen, "lots")).orElse(List.of())) {
            Optional<Instant> ends = Paths.text(lot, "expiresAt").flatMap(ReceiptData::instant);
            String id = Paths.text(lot, "id").orElse("");
            BigDecimal left =
                    decimal(Paths.text(lot, "points"))
                            .subtract(spent.getOrDefault(id, BigDecimal.ZERO));
            boolean live = ends.isPresent() && ends.get().isAfter(at()) && left.signum() > 0;
            if (live && ends.get().isBefore(first)) {
                first = ends.get();
                count = left;
            }
        }
        return count.signum() > 0 && available.signum() > 0
                ? Optional.of(Map.of("on", local(first), "count", count.toPlainString()))
                : Optional.empty();
    }

    private void nextTier(Map<String, Object> values) {
        Optional<String> name = Paths.text(sale.quote(), "tier", "next");
        Optional<String> left = Paths.text(sale.quote(), "tier", "missing");
        if (name.isPresent() && left.isPresent()) {
            values.put("nextTier", Map.of("name", name.get(), "left", left.get()));
        }
    }

    private void offline(Map<String, Object> values) {
        Optional<String> mode = Paths.text(sale.quote(), "mode");
        if (sale.seen().isPresent() && mode.filter("offline"::equals).isPresent()) {
            values.put("offline", true);
            Paths.text(sale.quote(), "asOf").ifPresent(as -> values.put("balanceAsOf", local(as)));
        }
    }

    private void code(Map<String, Object> values) {
        for (Node issued : sale.codesIssued()) {
            Optional<String> code = Paths.text(issued, "code");
            code.ifPresent(text -> values.put("friend", Map.of("code", text)));
        }
    }

    private Instant at() {
        return Paths.text(sale.request(), "context", "at")
                .flatMap(ReceiptData::instant)
                .orElse(Instant.EPOCH);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private String local(String text) {
        return instant(text).map(this::local).orElse(text);
    }

    private String local(Instant at) {
        return MINUTES.format(LocalDateTime.ofInstant(at, head.zone()));
    }
}
