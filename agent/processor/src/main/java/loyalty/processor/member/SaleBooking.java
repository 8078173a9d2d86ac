package loyalty.processor.member;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;
import loyalty.protocol.sync.Correction;
import loyalty.protocol.sync.Correction.Code;
import loyalty.protocol.sync.Extract;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.LotGrant;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.SaleBody;

/**
 * Books a sale as the paper says. What the register's right or the sale's hold cannot pay comes
 * from what is free, then from the programme.
 */
final class SaleBooking {
    /** Purchases older than any window looks back are forgotten; so many are kept at most. */
    private static final int PURCHASES_KEPT = 1_000;

    private static final int CATEGORIES_KEPT = 50;

    private final Account account;
    private final SaleBook sales;
    private final List<Correction> corrections;

    SaleBooking(Account account, SaleBook sales, List<Correction> corrections) {
        this.account = account;
        this.sales = sales;
        this.corrections = corrections;
    }

    void book(Operation operation, SaleBody body) {
        Optional<SoldSale> known = sales.find(body.sale());
        if (known.isPresent()) {
            // Its extract booked it when a return came first.
            return;
        }
        boolean late = account.cancelled.contains(body.sale());
        body.spends().forEach(spend -> pay(operation.holder(), body.sale(), spend, late));
        body.created().forEach(grant -> create(grant, body.sale()));
        body.prolonged().forEach(longer -> prolong(longer, body.sale()));
        body.limits()
                .forEach(use -> account.countLimit(use.promotion(), use.period(), use.count()));
        body.codesUsed().forEach(this::useCode);
        count(body.sale(), body.store(), operation.at(), body.money().dueMinor());
        countCategories(body.request());
        sales.put(SoldSale.of(operation, body));
        account.lots.values().forEach(lot -> lot.free(body.sale()));
    }

    /** Books a sale whose register is dead, from the receipt that the customer brought. */
    void book(Extract extract) {
        extract.spends().forEach(spend -> pay(extract.holder(), extract.sale(), spend, false));
        extract.created().forEach(grant -> create(grant, extract.sale()));
        count(extract.sale(), extract.store(), extract.at(), extract.paidMinor());
        sales.put(
                new SoldSale(
                        extract.sale(),
                        extract.holder(),
                        extract.store(),
                        extract.at(),
                        extract.pack(),
                        extract.sold(),
                        SoldSale.spent(extract.spends()),
                        SoldSale.created(extract.created()),
                        extract.paidMinor()));
        account.lots.values().forEach(lot -> lot.free(extract.sale()));
    }

    private void pay(Holder holder, String sale, SaleBody.Spend spend, boolean late) {
        Lot lot = account.lots.get(spend.lot());
        if (lot == null) {
            throw new IllegalStateException("lot " + spend.lot() + " was looked for before");
        }
        long held = lot.payFromHold(sale, spend.hold());
        long missing = spend.hold() - held;
        Lot.Paid paid = lot.payFromRight(holder, spend.right());
        long trusted = spend.points() - spend.right() - spend.hold();
        Lot.Paid onTrust = lot.payFromFree(trusted + missing);
        long covered = paid.covered() + onTrust.covered();
        if (late && missing > 0) {
            note(
                    Code.LATE_CONFIRM,
                    spend,
                    covered,
                    "the sale was confirmed after its cancellation");
        } else if (covered > 0) {
            note(Code.COVERED, spend, covered, "paid with points the member did not have");
        }
    }

    private void note(String code, SaleBody.Spend spend, long covered, String text) {
        corrections.add(
                new Correction(code, spend.lot(), spend.points(), spend.points() - covered, text));
    }

    private void create(LotGrant grant, String sale) {
        account.lots.putIfAbsent(grant.id(), Lot.of(grant, sale));
    }

    private void prolong(SaleBody.Prolongation prolongation, String sale) {
        Lot lot = account.lots.get(prolongation.lot());
        if (lot != null) {
            lot.prolong(sale, prolongation.expiresAt());
        }
    }

    private void useCode(String code) {
        if (!account.codesUsed.add(code)) {
            corrections.add(Correction.of(Code.CODE_USED, "a code was used a second time"));
        }
    }

    private void count(String sale, String store, Instant at, long paidMinor) {
        account.lifetimeSpendMinor = Math.addExact(account.lifetimeSpendMinor, paidMinor);
        account.lifetimePurchases++;
        account.purchases.add(new Account.Bought(sale, at, paidMinor));
        account.purchases.sort(
                Comparator.comparing(Account.Bought::at).thenComparing(Account.Bought::sale));
        if (account.purchases.size() > PURCHASES_KEPT) {
            account.purchases.remove(0);
        }
        account.visits.merge(store, 1L, Math::addExact);
    }

    /** One for each line, under the first step of its first category. */
    private void countCategories(Node.Mapping request) {
        List<Problem> ignored = new ArrayList<>();
        Fields.of(request, ignored)
                .mapping("basket")
                .ifPresent(
                        basket ->
                                basket.each("lines", line -> line.texts("categories")).stream()
                                        .filter(categories -> !categories.isEmpty())
                                        .map(categories -> categories.get(0).split("/", 2)[0])
                                        .forEach(this::countCategory));
    }

    private void countCategory(String category) {
        boolean room = account.categories.size() < CATEGORIES_KEPT;
        if (room || account.categories.containsKey(category)) {
            account.categories.merge(category, 1L, Math::addExact);
        }
    }
}
