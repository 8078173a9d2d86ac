package loyalty.terminal.print;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.condition.BirthdayWindow;
import loyalty.engine.document.Node;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
import loyalty.engine.money.Rate;
import loyalty.engine.pack.RulePack;
import loyalty.engine.promotion.Condition;
import loyalty.protocol.sync.SaleBody;

/** What promotions did to this sale, and what they hand the customer for the next one. */
final class Offers {
    private final SaleBody sale;
    private final RulePack pack;
    private final Wording wording;
    private final ShopTime time;
    private final Instant at;

    Offers(SaleBody sale, Wording wording, ShopTime time, Instant at) {
        this.sale = sale;
        this.pack = wording.pack();
        this.wording = wording;
        this.time = time;
        this.at = at;
    }

    void addTo(Map<String, Object> values) {
        values.put("promotions", promotions());
        codes(values);
        ceiling().ifPresent(ceiling -> values.put("ceiling", ceiling));
        birthday().ifPresent(birthday -> values.put("birthday", birthday));
    }

    private List<Map<String, Object>> promotions() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Node promotion : Paths.list(sale.quote(), "promotions")) {
            Map<String, Object> line = new HashMap<>();
            Paths.put(line, "gain", Paths.text(promotion, "points"));
            Paths.put(line, "off", Paths.text(promotion, "discount"));
            boolean applied = Paths.at(promotion, "applied").filter(Offers::isTrue).isPresent();
            if (applied && !line.isEmpty()) {
                line.put("name", wording.promotion(Paths.text(promotion, "id").orElse("")));
                all.add(line);
            }
        }
        return all;
    }

    private static boolean isTrue(Node node) {
        return node instanceof Node.Truth truth && truth.value();
    }

    /** A code that anybody may use is for a friend; one for the member alone is a coupon. */
    private void codes(Map<String, Object> values) {
        for (Node issued : sale.codesIssued()) {
            boolean transferable =
                    Paths.at(issued, "transferable").filter(Offers::isTrue).isPresent();
            Map<String, Object> code = new HashMap<>();
            Paths.put(code, "code", Paths.text(issued, "code"));
            String opens = wording.promotion(Paths.text(issued, "promotion").orElse(""));
            code.put(transferable ? "gift" : "title", opens);
            Paths.text(issued, "expiresAt")
                    .ifPresent(until -> code.put("until", time.local(until)));
            values.put(transferable ? "friend" : "coupon", code);
        }
    }

    /** Told where it was the cap that bounded what points could pay for. */
    private Optional<Map<String, Object>> ceiling() {
        Rate cap = pack.settings().redeem().cap();
        boolean capped =
                Paths.text(sale.quote(), "points", "ceilingLimitedBy")
                        .filter("CAP"::equals)
                        .isPresent();
        Optional<Points> points =
                Paths.text(sale.quote(), "points", "ceiling")
                        .map(BigDecimal::new)
                        .flatMap(pack.points()::points);
        if (!capped || points.isEmpty()) {
            return Optional.empty();
        }
        Money sum = pack.points().worth(points.get());
        String share = cap.compareTo(Rate.ONE) < 0 ? wording.percent(cap) : "";
        return Optional.of(Map.of("share", share, "sum", pack.currency().text(sum)));
    }

    /** On the day itself, or while a promotion's birthday window is open; with its gift. */
    private Optional<Map<String, Object>> birthday() {
        Optional<LocalDate> born =
                sale.seen().flatMap(seen -> Paths.text(seen, "birthday")).flatMap(Offers::date);
        if (born.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> birthday = new HashMap<>();
        for (Node lot : sale.seen().map(seen -> Paths.list(seen, "lots")).orElse(List.of())) {
            if (isForBirthday(Paths.text(lot, "source").orElse(""), born.get())) {
                Paths.put(birthday, "gift", Paths.text(lot, "points"));
                Paths.text(lot, "expiresAt")
                        .ifPresent(until -> birthday.put("until", time.local(until)));
            }
        }
        LocalDate today = time.day(at);
        boolean day =
                new BirthdayWindow(Period.ZERO, Period.ZERO)
                        .birthdayAround(born.get(), at, pack.zone())
                        .filter(today::equals)
                        .isPresent();
        birthday.put("today", day);
        return day || birthday.containsKey("gift") ? Optional.of(birthday) : Optional.empty();
    }

    private boolean isForBirthday(String promotion, LocalDate born) {
        return pack.promotion(promotion).stream()
                .flatMap(found -> found.conditions().stream())
                .anyMatch(condition -> isOpen(condition, born));
    }

    private boolean isOpen(Condition condition, LocalDate born) {
        return condition instanceof BirthdayWindow window
                && window.birthdayAround(born, at, pack.zone()).isPresent();
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
