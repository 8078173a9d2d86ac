package loyalty.processor.member;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;
import loyalty.protocol.sync.Correction;
import loyalty.protocol.sync.Correction.Code;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.ReturnBody;
import loyalty.protocol.sync.SaleBody;

/**
 * Books a return of a known sale. Units returned are cumulative, wherever they came back; beyond
 * what was sold nothing happens, and when the last unit is back nothing of the sale is left over.
 */
final class ReturnBooking {
    private final Account account;
    private final SoldSale sale;
    private final Circumstances now;
    private final List<Correction> corrections;

    ReturnBooking(Account account, SoldSale sale, Circumstances now, List<Correction> corrections) {
        this.account = account;
        this.sale = sale;
        this.now = now;
        this.corrections = corrections;
    }

    void book(ReturnBody body) {
        if (!sale.returns.add(body.id())) {
            return;
        }
        if (body.quote().entries().get("after") instanceof Node.Mapping after) {
            sale.after = after;
        }
        boolean accepted = takeUnits(body.back());
        if (!accepted) {
            corrections.add(
                    Correction.of(
                            Code.OVER_RETURNED, "everything of this came back before; no points"));
            return;
        }
        boolean last = nothingLeft();
        restore(body, last);
        takeBack(body, last);
        count(body, last);
    }

    /** True if anything of it was still with the customer. */
    private boolean takeUnits(List<ReturnBody.Back> back) {
        Map<String, BigDecimal> sold = soldQuantities();
        boolean any = false;
        for (ReturnBody.Back part : back) {
            BigDecimal before = new BigDecimal(sale.back.getOrDefault(part.line(), "0"));
            BigDecimal left = sold.getOrDefault(part.line(), BigDecimal.ZERO).subtract(before);
            BigDecimal wanted = new BigDecimal(part.quantity());
            BigDecimal taken = wanted.min(left).max(BigDecimal.ZERO);
            if (taken.compareTo(wanted) < 0) {
                corrections.add(
                        Correction.of(
                                Code.OVER_RETURNED,
                                "line " + part.line() + ": only " + taken + " was left to return"));
            }
            if (taken.signum() > 0) {
                sale.back.put(part.line(), before.add(taken).toPlainString());
                any = true;
            }
        }
        return any || back.isEmpty();
    }

    private boolean nothingLeft() {
        return soldQuantities().entrySet().stream()
                .allMatch(
                        line ->
                                line.getValue()
                                                .compareTo(
                                                        new BigDecimal(
                                                                sale.back.getOrDefault(
                                                                        line.getKey(), "0")))
                                        <= 0);
    }

    private Map<String, BigDecimal> soldQuantities() {
        List<Problem> ignored = new ArrayList<>();
        Map<String, BigDecimal> quantities = new HashMap<>();
        Fields fields = Fields.of(sale.sold, ignored);
        for (Node line : fields.sequence("lines")) {
            Fields each = Fields.of(line, ignored);
            quantities.merge(
                    each.requiredText("id"),
                    each.decimal("quantity").orElse(BigDecimal.ZERO),
                    BigDecimal::add);
        }
        return quantities;
    }

    private void restore(ReturnBody body, boolean last) {
        for (LotPoints paid : sale.spent) {
            long before = sale.restored.getOrDefault(paid.lot(), 0L);
            long left = paid.points() - before;
            long promised = promised(body.restores(), paid.lot());
            long points = last ? left : Math.min(promised, left);
            noteMoved(paid.lot(), promised, points);
            if (points > 0) {
                sale.restored.put(paid.lot(), before + points);
                restoreTo(paid.lot(), points, body.id());
            }
        }
    }

    private void restoreTo(String lotId, long points, String returnId) {
        Lot lot = account.lots.get(lotId);
        if (lot != null && !lot.expired(now.time())) {
            lot.restore(points);
            return;
        }
        String graceId = UUID.nameUUIDFromBytes(bytes(returnId + "/" + lotId)).toString();
        Instant end = now.time().plus(now.returnGrace());
        Lot grace =
                new Lot(
                        graceId,
                        "grace",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(end),
                        lot == null ? Optional.empty() : lot.only);
        grace.add(points);
        account.lots.putIfAbsent(graceId, grace);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void takeBack(ReturnBody body, boolean last) {
        for (LotPoints earned : sale.created) {
            long before = sale.taken.getOrDefault(earned.lot(), 0L);
            long left = earned.points() - before;
            long promised = promised(body.takes(), earned.lot());
            long points = last ? left : Math.min(promised, left);
            noteMoved(earned.lot(), promised, points);
            Lot lot = account.lots.get(earned.lot());
            if (points > 0 && lot != null) {
                sale.taken.put(earned.lot(), before + points);
                lot.takeBack(points);
                recall(lot);
            }
        }
    }

    private static void recall(Lot lot) {
        if (lot.claim > 0) {
            lot.rights.values().forEach(right -> right.recalled |= right.remaining() > 0);
        }
    }

    private void noteMoved(String lot, long promised, long booked) {
        if (promised != booked) {
            corrections.add(
                    new Correction(
                            Code.UNITS_MOVED,
                            lot,
                            promised,
                            booked,
                            "other units of the receipt came back before"));
        }
    }

    private static long promised(List<LotPoints> parts, String lot) {
        return LotPoints.sum(parts.stream().filter(part -> part.lot().equals(lot)).toList());
    }

    private void count(ReturnBody body, boolean last) {
        long refund = Math.min(body.refundMinor(), sale.paidMinor - sale.refundedMinor);
        sale.refundedMinor += refund;
        account.lifetimeSpendMinor = Math.max(0, account.lifetimeSpendMinor - refund);
        account.purchases.replaceAll(
                bought ->
                        bought.sale().equals(sale.id)
                                ? new Account.Bought(
                                        sale.id, bought.at(), bought.amountMinor() - refund)
                                : bought);
        if (last) {
            account.lifetimePurchases = Math.max(0, account.lifetimePurchases - 1);
            account.purchases.removeIf(bought -> bought.sale().equals(sale.id));
            for (SaleBody.LimitUse use : body.limits()) {
                account.countLimit(use.promotion(), use.period(), -use.count());
            }
            account.codesUsed.removeAll(body.codes());
            account.lots.values().forEach(lot -> lot.endProlongation(sale.id));
        }
    }
}
