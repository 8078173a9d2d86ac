package loyalty.terminal.print;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loyalty.engine.condition.BirthdayWindow;
import loyalty.engine.document.Node;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
import loyalty.engine.money.Rate;
import loyalty.engine.pack.RulePack;
import loyalty.engine.price.AmountOff;
import loyalty.engine.price.NForM;
import loyalty.engine.price.NthUnit;
import loyalty.engine.price.PercentOff;
import loyalty.engine.promotion.Condition;
import loyalty.engine.promotion.Promotion;
import loyalty.engine.promotion.Reward;
import loyalty.engine.reward.Say;
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
        List<Map<String, Object>> promotions = promotions();
        values.put("promotions", promotions);
        values.put("messages", messages());
        values.put("packs", packs());
        codes(values);
        if (discountedToo()) {
            values.put("discountedToo", true);
        }
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

    /**
     * Texts that promotions have for the receipt, but for those that the paper tells by itself:
     * amounts, codes, the balance and what burns.
     */
    private List<Map<String, Object>> messages() {
        Set<String> told = new HashSet<>();
        for (Node promotion : Paths.list(sale.quote(), "promotions")) {
            if (Paths.at(promotion, "points")
                    .or(() -> Paths.at(promotion, "discount"))
                    .isPresent()) {
                Paths.text(promotion, "id").ifPresent(told::add);
            }
        }
        sale.codesIssued().forEach(code -> Paths.text(code, "issuer").ifPresent(told::add));
        List<Map<String, Object>> messages = new ArrayList<>();
        for (Node message : Paths.list(sale.quote(), "messages")) {
            String promotion = Paths.text(message, "promotion").orElse("");
            Optional<String> text = Paths.text(message, "text");
            boolean receipt =
                    Paths.text(message, "for").filter("receipt"::equalsIgnoreCase).isPresent();
            if (receipt
                    && text.isPresent()
                    && !told.contains(promotion)
                    && !toldAnyway(promotion)) {
                messages.add(Map.of("text", text.get()));
            }
        }
        return messages;
    }

    private boolean toldAnyway(String promotion) {
        return pack.promotion(promotion)
                .filter(
                        p ->
                                p.reward() instanceof Say say
                                        && (say.balance() || say.burning().isPresent()))
                .isPresent();
    }

    /** Sets that were begun: two of three packs are in the basket. */
    private List<Map<String, Object>> packs() {
        List<Map<String, Object>> packs = new ArrayList<>();
        for (Node promotion : Paths.list(sale.quote(), "promotions")) {
            String id = Paths.text(promotion, "id").orElse("");
            boolean begun =
                    Paths.text(promotion, "reason")
                            .filter("BASKET_BELOW_MINIMUM"::equals)
                            .isPresent();
            if (begun && pack.promotion(id).filter(Offers::isForSets).isPresent()) {
                Map<String, Object> line = new HashMap<>();
                line.put("name", wording.promotion(id));
                Paths.put(line, "have", Paths.text(promotion, "have"));
                Paths.put(line, "need", Paths.text(promotion, "needed"));
                packs.add(line);
            }
        }
        return packs;
    }

    private static boolean isForSets(Promotion promotion) {
        return promotion.reward() instanceof NForM || promotion.reward() instanceof NthUnit;
    }

    /** Whether points paid for discounted goods where the programme usually forbids that. */
    private boolean discountedToo() {
        if (pack.settings().redeem().onDiscountedLines()) {
            return false;
        }
        List<Node> asked = Paths.list(sale.request(), "basket", "lines");
        List<Node> quoted = Paths.list(sale.quote(), "lines");
        for (int i = 0; i < Math.min(asked.size(), quoted.size()); i++) {
            boolean discounted =
                    isSome(Paths.text(asked.get(i), "tillDiscount"))
                            || !Paths.list(quoted.get(i), "applied").isEmpty();
            if (discounted && isSome(Paths.text(quoted.get(i), "redeemed"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSome(Optional<String> amount) {
        return amount.map(BigDecimal::new).filter(sum -> sum.signum() > 0).isPresent();
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
            String opens = Paths.text(issued, "promotion").orElse("");
            String issuer = Paths.text(issued, "issuer").orElse(opens);
            code.put(
                    "title",
                    wording.promotion(pack.promotion(issuer).isPresent() ? issuer : opens));
            worth(opens).ifPresent(worth -> code.put(transferable ? "gift" : "value", worth));
            Paths.text(issued, "expiresAt")
                    .ifPresent(until -> code.put("until", time.lastDay(until)));
            values.put(transferable ? "friend" : "coupon", code);
        }
    }

    /** What a code takes off, where that is one figure. */
    private Optional<String> worth(String promotion) {
        Optional<Reward> reward = pack.promotion(promotion).map(Promotion::reward);
        if (reward.isPresent() && reward.get() instanceof PercentOff off) {
            return Optional.of("\u2212" + wording.percent(off.percent()));
        }
        if (reward.isPresent() && reward.get() instanceof AmountOff off) {
            return Optional.of("\u2212" + pack.currency().text(off.amount()));
        }
        return Optional.empty();
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
                        .ifPresent(until -> birthday.put("until", time.lastDay(until)));
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
