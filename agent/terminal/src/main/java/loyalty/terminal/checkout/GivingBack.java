package loyalty.terminal.checkout;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;
import loyalty.engine.document.Tree;
import loyalty.engine.member.Member;
import loyalty.engine.money.Points;
import loyalty.engine.pack.RulePack;
import loyalty.engine.quote.MemberKey;
import loyalty.engine.returns.RefusedReturnException;
import loyalty.engine.returns.ReturnQuote;
import loyalty.engine.returns.ReturnRequest;
import loyalty.engine.returns.ReturnTerms;
import loyalty.engine.returns.Returned;
import loyalty.engine.returns.Returns;
import loyalty.engine.returns.SoldReceipt;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.ReturnBody;
import loyalty.protocol.sync.SaleBody;
import loyalty.protocol.text.JsonText;
import loyalty.terminal.commit.Till;
import loyalty.terminal.print.Holder;
import loyalty.terminal.print.ReturnedSale;
import loyalty.terminal.sale.GivenBack;
import loyalty.terminal.sale.KeptAnswer;
import loyalty.terminal.sale.Outcome;
import loyalty.terminal.sale.OwedPaper;
import loyalty.terminal.sale.ReceiptNumber;
import loyalty.terminal.sale.ReturnDraft;

/** Goods that come back, in parts and repeatedly, of sales of any register. */
final class GivingBack {
    private static final int OWN_NUMBER_LENGTH = 8;

    private final Till till;
    private final Customers customers;
    private final ReturnableSales sales;
    private final PastPacks packs;
    private final Printing printing;
    private final Shop shop;

    GivingBack(
            Till till,
            Customers customers,
            ReturnableSales sales,
            PastPacks packs,
            Printing printing,
            Shop shop) {
        this.till = till;
        this.customers = customers;
        this.sales = sales;
        this.packs = packs;
        this.printing = printing;
        this.shop = shop;
    }

    /** A return that was asked for; its paper, if it is owed and was written just now. */
    record Given(Answered answer, Optional<OwedPaper> paper) {}

    /** A worked-out return. */
    private record Worked(
            Returnable sale,
            Programme.Rules rules,
            ReturnRequest request,
            ReturnQuote quote,
            ReturnWish wish,
            int earlier,
            Optional<Customer> customer) {
        RulePack pack() {
            return rules.pack();
        }
    }

    /** What this return would give back, and whose PIN is still missing for it. No effect. */
    Node.Mapping quote(Node document, Approval approval)
            throws NotPossible, IOException, InvalidDocumentException {
        Worked worked = work(document, fresh().toString());
        Approval needed = shop.approvals().forReturn(worked.sale.source());
        String missing = (approval.compareTo(needed) < 0 ? needed : Approval.NONE).word();
        Node.Mapping named = Shapes.with(told(worked), "names", names(worked.sale.sold()));
        return Shapes.with(named, "approval", Tree.text(missing));
    }

    /** Does it; with {@code prints} its receipt is owed from then on. */
    Given giveBack(Asked asked, Approval approval, boolean prints)
            throws NotPossible, IOException, InvalidDocumentException {
        Optional<KeptAnswer> before =
                Waiting.till(till, () -> till.ledger().answered(asked.request()));
        if (before.isPresent()) {
            return new Given(
                    new Answered(before.get().status(), before.get().body()), Optional.empty());
        }
        String id = fresh().toString();
        Worked worked = work(asked.body(), id);
        approval.atLeast(shop.approvals().forReturn(worked.sale.source()));
        KeptAnswer answer = new KeptAnswer(201, JsonText.write(told(worked)));
        ReturnDraft draft = draft(worked, id);
        Outcome outcome =
                Waiting.till(
                        till,
                        () ->
                                till.ledger()
                                        .occasions()
                                        .giveBack(
                                                draft,
                                                asked.request(),
                                                Optional.of(answer),
                                                prints));
        Outcomes.check(outcome);
        KeptAnswer kept = Outcomes.repeated(outcome).orElse(answer);
        Optional<OwedPaper> paper =
                draft.paper().filter(made -> prints && outcome instanceof Outcome.Recorded);
        return new Given(new Answered(kept.status(), kept.body()), paper);
    }

    /** The receipt, with the balance as the return leaves it. */
    private Optional<OwedPaper> paper(Worked worked, ReturnBody body)
            throws NotPossible, IOException {
        Instant now = Waiting.till(till, () -> till.ledger().clock().instant());
        Optional<Holder> after =
                worked.customer.map(
                        before -> {
                            Member left = before.member().apply(worked.quote.effects());
                            Customer customer =
                                    new Customer(before.known(), left, before.allowance());
                            return Printing.holder(customer, now, customers.online());
                        });
        Returnable sale = worked.sale;
        ReturnedSale of = new ReturnedSale(sale.sale(), sale.receipt(), sale.sold());
        return printing.giveBack(of, body, worked.rules, after);
    }

    /** The receipt of a return as it was made; empty if none was kept. */
    Optional<OwedPaper> paper(GivenBack given) throws NotPossible, IOException {
        Optional<Node.Mapping> kept = Waiting.till(till, () -> till.ledger().paper().kept(given));
        return kept.map(about -> new OwedPaper(given.body().id(), Optional.of(about)));
    }

    /** A return of this sale that this register wrote. */
    GivenBack written(String sale, String id) throws NotPossible, IOException {
        List<GivenBack> all = Waiting.till(till, () -> till.ledger().occasions().returnsOf(sale));
        return all.stream()
                .filter(given -> given.body().id().equals(id))
                .findFirst()
                .orElseThrow(
                        () ->
                                new NotPossible(
                                        NotPossible.Kind.UNKNOWN,
                                        "unknown-return",
                                        "The sale has no return with this id at this register.",
                                        "The answer of POST /v1/returns names it."));
    }

    private Worked work(Node document, String id)
            throws NotPossible, IOException, InvalidDocumentException {
        ReturnWish wish = ReturnWish.of(document);
        Returnable sale = sales.find(wish);
        Programme.Rules rules = packs.rules(sale.pack());
        SoldReceipt sold = SoldReceipt.read(sale.sold(), rules.pack()).orThrow();
        List<GivenBack> own =
                Waiting.till(till, () -> till.ledger().occasions().returnsOf(sale.sale()));
        Instant now = Waiting.till(till, () -> till.ledger().clock().instant());
        Optional<Customer> customer = customer(sale, rules.pack());
        Optional<Member> member = customer.map(Customer::member);
        Returns returns =
                new Returns(ReturnTerms.of(rules.pack().settings()), rules.calculator()::cost);
        try {
            Returned before =
                    new EarlierReturns(sale, sold, own, rules.pack()).sum(returns, member);
            ReturnRequest request = request(wish, sold, before, now, rules.pack());
            ReturnQuote quote = returns.quote(id, sold, before, request, member);
            return new Worked(sale, rules, request, quote, wish, own.size(), customer);
        } catch (RefusedReturnException e) {
            String code = e.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
            throw new NotPossible(
                    NotPossible.Kind.CONFLICT,
                    code,
                    String.valueOf(e.getMessage()),
                    "The sale shows what was sold; the return's quote what is left of it.");
        }
    }

    private static ReturnRequest request(
            ReturnWish wish, SoldReceipt sold, Returned before, Instant now, RulePack pack)
            throws InvalidDocumentException {
        if (wish.lines().isEmpty()) {
            return ReturnRequest.everything(sold, before, now);
        }
        Node.Mapping document =
                Tree.mapping()
                        .put("at", Times.text(now, pack.zone()))
                        .put("lines", Tree.sequence(wish.lines()))
                        .node();
        return ReturnRequest.read(document, pack).orThrow();
    }

    private Optional<Customer> customer(Returnable sale, RulePack pack)
            throws NotPossible, IOException {
        Optional<String> id = sale.member();
        if (id.isEmpty()) {
            return Optional.empty();
        }
        MemberKey key = new MemberKey(MemberKey.Kind.MEMBER_ID, id.get());
        return Optional.of(customers.find(key, pack, customers.online()));
    }

    private ReturnDraft draft(Worked worked, String id) throws NotPossible, IOException {
        ReturnQuote quote = worked.quote;
        String own = id.replace("-", "").toUpperCase(Locale.ROOT);
        String number =
                worked.wish.receipt().isBlank()
                        ? own.substring(own.length() - OWN_NUMBER_LENGTH)
                        : worked.wish.receipt();
        LocalDate day = LocalDate.ofInstant(quote.at(), worked.pack().zone());
        ReceiptNumber receipt = new ReceiptNumber(shop.store(), shop.register(), day, number);
        ReturnBody body =
                new ReturnBody(
                        id,
                        number,
                        shop.store(),
                        day.toString(),
                        worked.wish.cashier(),
                        worked.sale.sale(),
                        quote.lines().stream()
                                .map(l -> new ReturnBody.Back(l.line(), l.quantity().text()))
                                .toList(),
                        (Node.Mapping) worked.request.toNode(worked.pack()),
                        (Node.Mapping) quote.toNode(worked.pack()),
                        lots(quote.restoredTo()),
                        lots(quote.takenFrom()),
                        quote.money().minor(),
                        quote.complete(),
                        quote.effects().limits().stream()
                                .filter(l -> l.uses() < 0)
                                .map(
                                        l ->
                                                new SaleBody.LimitUse(
                                                        l.promotion(), l.period(), -l.uses()))
                                .toList(),
                        quote.effects().codesFreed(),
                        worked.sale.extract());
        return new ReturnDraft(
                fresh(),
                worked.sale.member(),
                receipt,
                body,
                worked.sale.pack(),
                worked.earlier,
                paper(worked, body));
    }

    private static List<LotPoints> lots(Map<String, Points> points) {
        return points.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(lot -> new LotPoints(lot.getKey(), lot.getValue().units()))
                .toList();
    }

    private static Node.Mapping told(Worked worked) {
        Node.Mapping quote = (Node.Mapping) worked.quote.toNode(worked.pack());
        Node.Mapping named = Shapes.with(quote, "id", Tree.text(worked.quote.id()));
        String source = worked.sale.source().name().toLowerCase(Locale.ROOT);
        Node.Mapping vouched = Shapes.with(named, "knownFrom", Tree.text(source));
        return Shapes.with(vouched, "receipt", Tree.text(worked.sale.receipt()));
    }

    /** What the lines were called when they were sold, where the sale still says so. */
    private static Node names(Node.Mapping sold) {
        List<Problem> ignored = new ArrayList<>();
        Tree names = Tree.mapping();
        Fields.of(sold, ignored)
                .mapping("request")
                .flatMap(request -> request.mapping("basket"))
                .ifPresent(
                        basket ->
                                basket.each(
                                        "lines",
                                        line ->
                                                names.putText(
                                                        line.requiredText("id"),
                                                        line.text("name"))));
        return names.node();
    }

    private UUID fresh() throws NotPossible, IOException {
        return Waiting.till(till, () -> till.ledger().nextId());
    }
}
