package loyalty.terminal.print;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.document.Node;
import loyalty.protocol.sync.SaleBody;
import loyalty.receipt.template.Language;

/** What a receipt's template may say of a sale, by the names that templates know. */
final class ReceiptData {
    private static final int CARD_SHOWN = 4;

    private final Letterhead head;
    private final SaleBody sale;
    private final Wording wording;
    private final ShopTime time;

    ReceiptData(Letterhead head, SaleBody sale, Language language) {
        this.head = head;
        this.sale = sale;
        this.wording = new Wording(head.pack(), language);
        this.time = new ShopTime(head.zone());
    }

    Map<String, Object> values() {
        Map<String, Object> values = head.values();
        sale.cashier().ifPresent(cashier -> values.put("cashier", cashier));
        values.put("receipt", sale.receipt());
        Paths.text(sale.request(), "context", "at")
                .ifPresent(at -> values.put("at", time.local(at)));
        values.put("sale", sale.sale());
        values.put("lines", lines());
        totals(values);
        if (sale.seen().isPresent()) {
            values.put("member", member());
            Balance balance = new Balance(sale, wording, time, at());
            values.put("points", balance.points());
            values.put("melting", balance.melting());
            new Progress(sale, wording).addTo(values);
        } else {
            new Guest(head, sale).addTo(values);
        }
        install().ifPresent(address -> values.put("install", address));
        new Offers(sale, wording, time, at()).addTo(values);
        offline(values);
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
        String quantity = Paths.text(asked, "quantity").orElse("1");
        line.put("name", name(asked));
        line.put("quantity", quantity.replace('.', ','));
        line.put("price", Paths.text(asked, "price").orElse("0"));
        BigDecimal off = decimal(Paths.text(asked, "tillDiscount"));
        for (Node applied : Paths.list(quoted, "applied")) {
            off = off.add(decimal(Paths.text(applied, "discount")));
        }
        BigDecimal sum = decimal(Paths.text(quoted, "amount")).add(off);
        line.put("sum", sum.toPlainString());
        Paths.put(line, "lineDiscount", Optional.of(off.toPlainString()));
        return line;
    }

    /** What goods are called, else their number. */
    static String name(Node line) {
        return Paths.text(line, "name")
                .or(() -> Paths.text(line, "sku"))
                .or(() -> Paths.text(line, "id"))
                .orElse("");
    }

    /** For who has no card on the phone yet: guests, and members on the day they joined. */
    private Optional<String> install() {
        if (sale.seen().isEmpty()) {
            return head.sign().install(Optional.empty());
        }
        Node seen = sale.seen().get();
        String today = time.day(at()).toString();
        boolean newcomer = Paths.text(seen, "joined").filter(d -> d.startsWith(today)).isPresent();
        return newcomer ? head.sign().install(Paths.text(seen, "id")) : Optional.empty();
    }

    Map<String, Object> member() {
        Map<String, Object> member = new HashMap<>();
        sale.seen()
                .flatMap(seen -> Paths.text(seen, "name"))
                .ifPresent(name -> member.put("name", name));
        Paths.text(sale.request(), "member", "code").ifPresent(c -> member.put("card", hidden(c)));
        Paths.text(sale.quote(), "tier", "after")
                .or(() -> sale.seen().flatMap(seen -> Paths.text(seen, "tier")))
                .ifPresent(tier -> member.put("tier", tier));
        return member;
    }

    /** Only the last digits of a card go on paper. */
    static String hidden(String code) {
        return "**** " + code.substring(Math.max(0, code.length() - CARD_SHOWN));
    }

    private void offline(Map<String, Object> values) {
        Optional<String> mode = Paths.text(sale.quote(), "mode");
        if (sale.seen().isPresent() && mode.filter("offline"::equals).isPresent()) {
            new OutOfReach(
                            Paths.text(sale.quote(), "asOf").map(time::local),
                            Paths.text(sale.quote(), "stepCause").orElse(""))
                    .addTo(values);
        }
    }

    private Instant at() {
        return Paths.text(sale.request(), "context", "at")
                .flatMap(ShopTime::instant)
                .orElse(Instant.EPOCH);
    }
}
