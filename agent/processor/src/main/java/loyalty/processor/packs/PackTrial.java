package loyalty.processor.packs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loyalty.engine.Calculator;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.engine.member.Member;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.Quote;
import loyalty.engine.quote.QuoteRequest;
import loyalty.engine.returns.SoldReceipt;
import loyalty.processor.member.SaleText;
import loyalty.processor.member.SoldSale;
import loyalty.processor.store.Store;
import loyalty.processor.store.StoreException;
import loyalty.processor.sync.Office;

/**
 * What a pack would have made of past sales of members, before it is given to any store: each is
 * calculated with the pack it was made with and with the new one, for the member as the register
 * knew them then.
 */
public final class PackTrial {
    /** So many sales are calculated unless told otherwise, and at most. */
    public static final int USUAL = 2_000;

    public static final int MOST = 100_000;

    private static final int PAGE = 500;
    private static final int NAMED_MOST = 50;

    private final Office office;
    private final Packs packs;

    public PackTrial(Office office, Packs packs) {
        this.office = office;
        this.packs = packs;
    }

    /** What changes; points in units of the scale, money in minor units. */
    record Amounts(long discount, long redeemed, long due, long points) {
        static final Amounts NONE = new Amounts(0, 0, 0, 0);

        static Amounts change(Quote before, Quote after) {
            return new Amounts(
                    after.total().discount().minor() - before.total().discount().minor(),
                    after.total().redeemed().minor() - before.total().redeemed().minor(),
                    after.total().due().minor() - before.total().due().minor(),
                    after.points().earned().units() - before.points().earned().units());
        }

        Amounts plus(Amounts other) {
            return new Amounts(
                    Math.addExact(discount, other.discount),
                    Math.addExact(redeemed, other.redeemed),
                    Math.addExact(due, other.due),
                    Math.addExact(points, other.points));
        }

        /** What the goods bring in after discounts, less what the points given are worth. */
        long margin(RulePack pack) {
            long given = Math.multiplyExact(points, pack.points().unitWorth().minor());
            return Math.negateExact(Math.addExact(discount, given));
        }

        Tree toTree(RulePack pack) {
            return Tree.mapping()
                    .put("discount", pack.currency().text(Money.of(discount)))
                    .put("redeemed", pack.currency().text(Money.of(redeemed)))
                    .put("due", pack.currency().text(Money.of(due)))
                    .put("points", pack.points().text(Points.of(points)))
                    .put("margin", pack.currency().text(Money.of(margin(pack))));
        }
    }

    private record Difference(String sale, Amounts by) {}

    /** The changes in sum, and the first sales that would differ. */
    public static final class Outcome {
        private final RulePack pack;
        private final List<Difference> named = new ArrayList<>();
        private long receipts;
        private long differ;
        private long unreadable;
        private Amounts sum = Amounts.NONE;

        private Outcome(RulePack pack) {
            this.pack = pack;
        }

        private void add(String sale, Amounts by) {
            receipts++;
            sum = sum.plus(by);
            if (!by.equals(Amounts.NONE)) {
                differ++;
                if (named.size() < NAMED_MOST) {
                    named.add(new Difference(sale, by));
                }
            }
        }

        /** {@code unreadable}: made without a pack, or with goods the new pack cannot read. */
        public Node.Mapping toNode() {
            return Tree.mapping()
                    .put("pack", pack.hash())
                    .put("currency", pack.currency().code())
                    .put("receipts", receipts)
                    .put("differ", differ)
                    .put("unreadable", unreadable)
                    .put("change", sum.toTree(pack).node())
                    .put(
                            "sales",
                            named,
                            each -> each.by().toTree(pack).put("sale", each.sale()).node())
                    .node();
        }
    }

    /**
     * Checks the pack and calculates with it.
     *
     * @param most so many sales; which ones follows from their keys, so it is a sample
     */
    public Outcome run(String text, int most) throws StoreException, InvalidDocumentException {
        Calculator next = packs.check(text).calculator();
        Outcome outcome = new Outcome(next.pack());
        Store.SaleKey after = Store.SaleKey.FIRST;
        long seen = 0;
        while (seen < most) {
            int wanted = (int) Math.min(PAGE, most - seen);
            List<Store.StoredSale> page = office.store().pastSales(after, wanted);
            for (Store.StoredSale sale : page) {
                one(SaleText.read(sale.state()), next, outcome);
            }
            if (page.size() < wanted) {
                break;
            }
            seen += page.size();
            after = page.get(page.size() - 1).key();
        }
        return outcome;
    }

    private void one(SoldSale sale, Calculator next, Outcome outcome) throws StoreException {
        Optional<ReadPack> then =
                sale.pack().isEmpty() ? Optional.empty() : packs.pack(sale.pack());
        if (then.isEmpty()) {
            outcome.unreadable++;
            return;
        }
        try {
            Optional<Quote> before = quote(sale, then.get().calculator());
            Optional<Quote> after = quote(sale, next);
            if (before.isPresent() && after.isPresent()) {
                outcome.add(sale.id(), Amounts.change(before.get(), after.get()));
            } else {
                outcome.unreadable++;
            }
        } catch (InvalidDocumentException e) {
            outcome.unreadable++;
        }
    }

    private static Optional<Quote> quote(SoldSale sale, Calculator calculator)
            throws InvalidDocumentException {
        SoldReceipt sold = SoldReceipt.read(sale.sold(), calculator.pack()).orThrow();
        Optional<QuoteRequest> request = sold.request();
        Optional<Member> member = sold.member();
        return request.map(asked -> calculator.quote(asked, member));
    }
}
