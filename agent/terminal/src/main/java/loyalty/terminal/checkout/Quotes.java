package loyalty.terminal.checkout;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import loyalty.engine.basket.Mode;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Position;
import loyalty.engine.document.Problem;
import loyalty.engine.document.Tree;
import loyalty.engine.member.Member;
import loyalty.engine.money.Money;
import loyalty.engine.money.Points;
import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.CeilingLimit;
import loyalty.engine.quote.Quote;
import loyalty.engine.quote.QuoteRequest;
import loyalty.engine.quote.RedeemBound;
import loyalty.terminal.commit.Allowance;
import loyalty.terminal.commit.Till;

/** Steps 2 and 3: who the customer is, and what the basket earns and what points may pay for. */
final class Quotes {
    private final Till till;
    private final Customers customers;
    private final Programme programme;
    private final Shop shop;

    Quotes(Till till, Customers customers, Programme programme, Shop shop) {
        this.till = till;
        this.customers = customers;
        this.programme = programme;
        this.shop = shop;
    }

    /** The quote for a request, with this register's context filled in. */
    Quoted quote(Node document) throws NotPossible, IOException, InvalidDocumentException {
        return quote(document, customers.online(), Optional.empty());
    }

    /** The same again, as if the processor could not be asked or with it. */
    Quoted again(Quoted before, boolean online)
            throws NotPossible, IOException, InvalidDocumentException {
        return quote(before.document(), online, Optional.empty());
    }

    /** The same again with no more points than are at hand: others hold the rest. */
    Quoted within(Quoted before, long points)
            throws NotPossible, IOException, InvalidDocumentException {
        RedeemBound bound = new RedeemBound(Points.of(points), CeilingLimit.LEASED_ELSEWHERE);
        return quote(before.document(), true, Optional.of(bound));
    }

    private Quoted quote(Node document, boolean online, Optional<RedeemBound> tighter)
            throws NotPossible, IOException, InvalidDocumentException {
        Programme.Rules rules = programme.rules();
        Instant now = Waiting.till(till, () -> till.ledger().clock().instant());
        Node.Mapping filled = filled(document, now, rules.pack());
        QuoteRequest read = Shapes.request(filled, rules.pack());
        refuseAbsurd(read, rules.pack());
        Mode mode = online ? Mode.ONLINE : Mode.OFFLINE;
        QuoteRequest request = read.withContext(Shapes.inMode(read.context(), mode));
        Optional<Customer> customer = Optional.empty();
        if (request.member().isPresent()) {
            Customer found = customers.find(request.member().get(), rules.pack(), online);
            customer = Optional.of(found);
            request =
                    tighter.or(() -> bound(found.allowance()))
                            .map(request::withBound)
                            .orElse(request);
        }
        Optional<Member> member = customer.map(Quotes::seen);
        Quote quote = rules.calculator().quote(request, member);
        return new Quoted(filled, request, customer, member, online, rules, quote);
    }

    /** Offline under escrow the engine sees the rights as the lots' amounts. */
    private static Member seen(Customer customer) {
        return customer.allowance()
                .rights()
                .map(Quotes::points)
                .map(customer.member()::withRights)
                .orElse(customer.member());
    }

    private static Map<String, Points> points(Map<String, Long> units) {
        Map<String, Points> points = new HashMap<>();
        units.forEach((lot, count) -> points.put(lot, Points.of(count)));
        return points;
    }

    /** What the register adds to the engine's own limits. */
    private static Optional<RedeemBound> bound(Allowance allowance) {
        return allowance.most().map(most -> new RedeemBound(Points.of(most), allowance.why()));
    }

    /** What the till left out of the context is what this register knows of itself. */
    private Node.Mapping filled(Node document, Instant now, RulePack pack)
            throws InvalidDocumentException {
        if (!(document instanceof Node.Mapping request)) {
            throw new InvalidDocumentException(
                    new Problem(
                            document.at(),
                            "",
                            "expected a mapping",
                            "{\"basket\": {\"lines\": …}}"));
        }
        Map<String, Node> context = new LinkedHashMap<>();
        context.put("at", Tree.text(Times.text(now, pack.zone())));
        context.put("store", Tree.text(shop.store()));
        context.put("region", Tree.text(shop.region()));
        context.put("register", Tree.text(shop.register()));
        context.put("channel", Tree.text(shop.channel()));
        context.put("language", Tree.text(shop.language()));
        Node given = request.entries().getOrDefault("context", new Node.Nothing(Position.NONE));
        if (given instanceof Node.Mapping said) {
            said.entries().forEach(context::put);
        }
        Map<String, Node> entries = new LinkedHashMap<>(request.entries());
        if (given instanceof Node.Mapping || given instanceof Node.Nothing) {
            entries.put("context", new Node.Mapping(context, given.at()));
        }
        return new Node.Mapping(entries, request.at());
    }

    private void refuseAbsurd(QuoteRequest request, RulePack pack) throws NotPossible {
        Money amount = request.basket().amount();
        Money most =
                pack.currency()
                        .money(BigDecimal.valueOf(shop.maximumAmount()))
                        .orElse(Money.of(Long.MAX_VALUE));
        if (amount.compareTo(most) > 0) {
            throw new NotPossible(
                    NotPossible.Kind.INVALID,
                    "absurd-amount",
                    "The basket comes to "
                            + pack.currency().text(amount)
                            + "; more than "
                            + pack.currency().text(most)
                            + " is taken for a slip of the finger.",
                    "Check price and quantity, or raise sales.maximumAmount.");
        }
    }
}
