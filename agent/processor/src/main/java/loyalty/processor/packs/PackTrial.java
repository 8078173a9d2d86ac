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
import loyalty.processor.member.Account;
import loyalty.processor.member.SaleText;
import loyalty.processor.member.SoldSale;
import loyalty.processor.store.Store;
import loyalty.processor.store.StoreException;
import loyalty.processor.sync.Office;

/**
 * What a pack would have made of past sales, before it is given to any store: each is calculated
 * with the pack it was made with and with the new one, for the member as the register knew them
 * then (as they are now, where the sale does not say), or for nobody. Half of the sample is
 * nobody's sales, where there are so many.
 */
public final class PackTrial {
    /** So many sales are calculated unless told otherwise, and at most. */
    public static final int USUAL = 2_000;

    public static final int MOST = 100_000;

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
        private long anonymous;
        private long differ;
        private long unreadable;
        private Amounts sum = Amounts.NONE;

        private Outcome(RulePack pack) {
            this.pack = pack;
        }

        private void add(SoldSale sale, boolean nobody, Amounts by) {
            receipts++;
            anonymous += nobody ? 1 : 0;
            sum = sum.plus(by);
            if (!by.equals(Amounts.NONE)) {
                differ++;
                if (named.size() < NAMED_MOST) {
                    named.add(new Difference(sale.id(), by));
                }
            }
        }

        /** {@code unreadable}: made without a pack, or with goods the new pack cannot read. */
        public Node.Mapping toNode() {
            return Tree.mapping()
                    .put("pack", pack.hash())
                    .put("currency", pack.currency().code())
                    .put("receipts", receipts)
                    .put("anonymous", anonymous)
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
        PastSales members = PastSales.ofMembers(office.store());
        PastSales nobody = PastSales.ofNobody(office.store());
        long seen = tried(members, most - most / 2, next, outcome);
        seen += tried(nobody, most - seen, next, outcome);
        tried(members, most - seen, next, outcome);
        return outcome;
    }

    private long tried(PastSales sales, long most, Calculator next, Outcome outcome)
            throws StoreException {
        long seen = 0;
        List<Store.StoredSale> page = sales.next(most);
        while (!page.isEmpty()) {
            for (Store.StoredSale sale : page) {
                one(sale, next, outcome);
            }
            seen += page.size();
            page = sales.next(most - seen);
        }
        return seen;
    }

    private void one(Store.StoredSale stored, Calculator next, Outcome outcome)
            throws StoreException {
        SoldSale sale = SaleText.read(stored.state());
        boolean nobody = stored.key().isRegisters();
        Optional<ReadPack> then =
                sale.pack().isEmpty() ? Optional.empty() : packs.pack(sale.pack());
        if (then.isEmpty()) {
            outcome.unreadable++;
            return;
        }
        try {
            Optional<Account> buyer =
                    nobody ? Optional.empty() : office.current(stored.key().home());
            Optional<Quote> before = quote(sale, buyer, then.get().calculator());
            Optional<Quote> after = quote(sale, buyer, next);
            if (before.isPresent() && after.isPresent()) {
                outcome.add(sale, nobody, Amounts.change(before.get(), after.get()));
            } else {
                outcome.unreadable++;
            }
        } catch (InvalidDocumentException e) {
            outcome.unreadable++;
        }
    }

    private static Optional<Quote> quote(
            SoldSale sale, Optional<Account> buyer, Calculator calculator)
            throws InvalidDocumentException {
        SoldReceipt sold = SoldReceipt.read(sale.sold(), calculator.pack()).orThrow();
        Optional<QuoteRequest> request = sold.request();
        Optional<Member> member =
                sold.member().isPresent() || buyer.isEmpty()
                        ? sold.member()
                        : PackReplay.present(calculator, buyer.get(), sale.at());
        return request.map(asked -> calculator.quote(asked, member));
    }
}
