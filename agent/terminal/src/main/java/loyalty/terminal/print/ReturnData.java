package loyalty.terminal.print;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.document.Node;
import loyalty.engine.money.Points;
import loyalty.protocol.sync.ReturnBody;

/** What a return's receipt says: what came back, and what that did to the points. */
final class ReturnData {
    private final Letterhead head;
    private final ReturnedSale sale;
    private final ReturnBody body;
    private final Optional<Holder> after;
    private final ShopTime time;

    ReturnData(Letterhead head, ReturnedSale sale, ReturnBody body, Optional<Holder> after) {
        this.head = head;
        this.sale = sale;
        this.body = body;
        this.after = after;
        this.time = new ShopTime(head.zone());
    }

    Map<String, Object> values() {
        Map<String, Object> values = head.values();
        body.cashier().ifPresent(cashier -> values.put("cashier", cashier));
        values.put("receipt", body.receipt());
        Paths.text(body.quote(), "at").ifPresent(at -> values.put("at", time.local(at)));
        values.put("sold", sold());
        values.put("lines", lines());
        values.put("total", Paths.text(body.quote(), "total", "money").orElse("0.00"));
        Paths.put(values, "withheld", Paths.text(body.quote(), "total", "withheld"));
        if (Paths.text(sale.sold(), "member").isPresent()) {
            values.put("member", member());
            values.put("points", points());
            after.ifPresent(holder -> offline(holder, values));
            if (after.isEmpty()) {
                values.put("balanceUnknown", true);
            }
        }
        return values;
    }

    private Map<String, Object> sold() {
        Map<String, Object> values = new HashMap<>();
        values.put("receipt", sale.receipt().isEmpty() ? sale.id() : sale.receipt());
        Paths.text(sale.sold(), "at").ifPresent(at -> values.put("at", time.local(at)));
        return values;
    }

    private Map<String, Object> member() {
        Map<String, Object> member = new HashMap<>();
        Paths.put(member, "name", after.map(Holder::name));
        Paths.text(sale.sold(), "request", "member", "code")
                .ifPresent(code -> member.put("card", ReceiptData.hidden(code)));
        return member;
    }

    private List<Map<String, Object>> lines() {
        Map<String, String> names = new HashMap<>();
        for (Node asked : Paths.list(sale.sold(), "request", "basket", "lines")) {
            names.put(Paths.text(asked, "id").orElse(""), ReceiptData.name(asked));
        }
        List<Map<String, Object>> lines = new ArrayList<>();
        for (Node back : Paths.list(body.quote(), "lines")) {
            lines.add(line(back, names));
        }
        return lines;
    }

    private Map<String, Object> line(Node back, Map<String, String> names) {
        String id = Paths.text(back, "line").or(() -> Paths.text(back, "id")).orElse("");
        String quantity = Paths.text(back, "quantity").orElse("1");
        String price = Paths.text(back, "price").orElse("0");
        Map<String, Object> line = new HashMap<>();
        line.put("name", names.getOrDefault(id, id));
        line.put("quantity", quantity.replace('.', ','));
        line.put("price", each(price, quantity));
        line.put("sum", price);
        return line;
    }

    /** What one cost, if that is a whole number of the smallest coin; else what all did. */
    private static String each(String price, String quantity) {
        BigDecimal count = new BigDecimal(quantity);
        try {
            return new BigDecimal(price).divide(count).setScale(2).toPlainString();
        } catch (ArithmeticException e) {
            return "";
        }
    }

    private Map<String, Object> points() {
        Map<String, Object> points = new HashMap<>();
        Paths.put(points, "returned", Paths.text(body.quote(), "points", "restored"));
        Paths.put(points, "taken", Paths.text(body.quote(), "points", "takenBack"));
        after.ifPresent(holder -> balance(holder, points));
        return points;
    }

    private void balance(Holder holder, Map<String, Object> points) {
        Points debt = holder.member().debt();
        points.put("balance", text(holder.member().balance(holder.at())));
        points.put("available", text(holder.member().available(holder.at())));
        Paths.put(points, "pending", Optional.of(text(holder.member().pending(holder.at()))));
        Paths.put(points, "debt", Optional.of(text(debt)));
    }

    private String text(Points points) {
        return head.pack().points().text(points);
    }

    private void offline(Holder holder, Map<String, Object> values) {
        if (holder.offline()) {
            new OutOfReach(Optional.of(time.local(holder.asOf())), holder.cause()).addTo(values);
        }
    }
}
