package loyalty.terminal.print;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
import loyalty.receipt.template.Language;

/** What the shift report says. */
final class ShiftData {
    /** Sales whose till did not say who stood at it. */
    private static final String NOBODY = "?";

    private final Letterhead head;
    private final Wording wording;
    private final ShopTime time;

    ShiftData(Letterhead head, Language language) {
        this.head = head;
        this.wording = new Wording(head.pack(), language);
        this.time = new ShopTime(head.zone());
    }

    Map<String, Object> values(ShiftFigures shift) {
        Map<String, Object> values = head.values();
        values.put("shift", Long.toString(shift.number()));
        values.put("opened", time.local(shift.opened()));
        values.put("closed", time.local(shift.closed()));
        Paths.put(values, "cashier", Optional.of(shift.closedBy()));
        sales(shift.cashiers(), values);
        points(shift.cashiers(), values);
        values.put("enrolled", Long.toString(shift.enrolled()));
        values.put("offlineSales", Long.toString(shift.offlineSales()));
        values.put("waiting", Long.toString(shift.waiting()));
        Paths.put(values, "quarantined", Optional.of(Long.toString(shift.quarantined())));
        values.put("cashiers", shift.cashiers().stream().map(this::cashier).toList());
        return values;
    }

    private void sales(List<ShiftFigures.Cashier> cashiers, Map<String, Object> values) {
        long all = sum(cashiers, ShiftFigures.Cashier::receipts);
        long members = sum(cashiers, ShiftFigures.Cashier::identified);
        long revenue = sum(cashiers, ShiftFigures.Cashier::due);
        long ofMembers = sum(cashiers, ShiftFigures.Cashier::dueIdentified);
        values.put("salesAll", Long.toString(all));
        values.put("salesMembers", Long.toString(members));
        values.put("membersShare", share(members, all));
        values.put("revenue", money(revenue));
        values.put("revenueMembers", money(ofMembers));
        average(ofMembers, members).ifPresent(a -> values.put("averageMembers", money(a)));
        average(revenue - ofMembers, all - members)
                .ifPresent(a -> values.put("averageOthers", money(a)));
        uplift(ofMembers, members, revenue - ofMembers, all - members)
                .ifPresent(uplift -> values.put("uplift", uplift));
    }

    private void points(List<ShiftFigures.Cashier> cashiers, Map<String, Object> values) {
        values.put("pointsEarned", points(sum(cashiers, ShiftFigures.Cashier::earned)));
        values.put("pointsRedeemed", points(sum(cashiers, ShiftFigures.Cashier::redeemed)));
        values.put("pointsMissed", points(sum(cashiers, ShiftFigures.Cashier::missed)));
    }

    private Map<String, Object> cashier(ShiftFigures.Cashier cashier) {
        Map<String, Object> values = new HashMap<>();
        values.put("name", cashier.name().isEmpty() ? NOBODY : cashier.name());
        values.put("share", share(cashier.identified(), cashier.receipts()));
        return values;
    }

    private static long sum(
            List<ShiftFigures.Cashier> cashiers, ToLongFunction<ShiftFigures.Cashier> figure) {
        return cashiers.stream().mapToLong(figure).sum();
    }

    /** Rounded half up to the smallest coin. */
    private static Optional<Long> average(long sum, long count) {
        return count == 0
                ? Optional.empty()
                : Optional.of(
                        BigDecimal.valueOf(sum)
                                .divide(BigDecimal.valueOf(count), 0, RoundingMode.HALF_UP)
                                .longValueExact());
    }

    /** How much larger a member's receipt is than another's: 23 000 against 15 000 is 53,3 %. */
    private Optional<String> uplift(long members, long count, long others, long othersCount) {
        if (count == 0 || othersCount == 0 || others <= 0) {
            return Optional.empty();
        }
        BigDecimal ratio =
                BigDecimal.valueOf(members)
                        .multiply(BigDecimal.valueOf(othersCount))
                        .divide(
                                BigDecimal.valueOf(others).multiply(BigDecimal.valueOf(count)),
                                3,
                                RoundingMode.HALF_UP);
        return Optional.of(wording.percent(ratio.subtract(BigDecimal.ONE)));
    }

    private String share(long part, long whole) {
        BigDecimal share =
                whole == 0
                        ? BigDecimal.ZERO
                        : BigDecimal.valueOf(part)
                                .divide(BigDecimal.valueOf(whole), 3, RoundingMode.HALF_UP);
        return wording.percent(share);
    }

    private String money(long minor) {
        return head.pack().currency().text(Money.of(minor));
    }

    private String points(long units) {
        return head.pack().points().text(Points.of(units));
    }
}
