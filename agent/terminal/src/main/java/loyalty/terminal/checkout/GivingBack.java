package loyalty.terminal.checkout;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.engine.member.LotChange;
import loyalty.engine.member.Member;
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
import loyalty.terminal.commit.GivenBack;
import loyalty.terminal.commit.KeptAnswer;
import loyalty.terminal.commit.Outcome;
import loyalty.terminal.commit.ReceiptNumber;
import loyalty.terminal.commit.ReturnDraft;
import loyalty.terminal.commit.Sale;
import loyalty.terminal.commit.SaleId;
import loyalty.terminal.commit.SaleState;
import loyalty.terminal.commit.Till;

/** Goods that come back, in parts and repeatedly, of sales that this register made. */
final class GivingBack {
    private static final int OWN_NUMBER_LENGTH = 8;

    private final Till till;
    private final Customers customers;
    private final Programme programme;
    private final Shop shop;

    GivingBack(Till till, Customers customers, Programme programme, Shop shop) {
        this.till = till;
        this.customers = customers;
        this.programme = programme;
        this.shop = shop;
    }

    /**
     * What was asked for.
     *
     * @param id the sale's id
     * @param number or its receipt number
     * @param lines what comes back; none for everything that is left
     * @param receipt the return's own number; empty for one of ours
     */
    private record Wish(
            Optional<String> id,
            Optional<String> number,
            List<Node> lines,
            String receipt,
            Optional<String> cashier) {}

    /** A worked-out return. */
    private record Worked(
            Sale sale, RulePack pack, ReturnRequest request, ReturnQuote quote, Wish wish) {}

    private static Wish read(Fields fields) {
        Wish wish =
                new Wish(
                        fields.text("sale"),
                        fields.text("receipt"),
                        fields.sequence("lines"),
                        fields.text("returnReceipt").orElse(""),
                        fields.text("cashier"));
        if (wish.id.isEmpty() && wish.number.isEmpty()) {
            fields.problem("which sale is missing", "add sale (its id) or receipt (its number)");
        }
        return wish;
    }

    /** What this return would give back. No effect. */
    Node.Mapping quote(Node document) throws NotPossible, IOException, InvalidDocumentException {
        Worked worked = work(document, fresh().toString());
        return told(worked);
    }

    /** Does it. */
    Answered giveBack(Asked asked) throws NotPossible, IOException, InvalidDocumentException {
        Optional<KeptAnswer> before =
                Waiting.till(till, () -> till.ledger().answered(asked.request()));
        if (before.isPresent()) {
            return new Answered(before.get().status(), before.get().body());
        }
        String id = fresh().toString();
        Worked worked = work(asked.body(), id);
        KeptAnswer answer = new KeptAnswer(201, JsonText.write(told(worked)));
        ReturnDraft draft = draft(worked, id);
        Outcome outcome =
                Waiting.till(
                        till,
                        () ->
                                till.ledger()
                                        .occasions()
                                        .giveBack(draft, asked.request(), Optional.of(answer)));
        Outcomes.check(outcome);
        KeptAnswer kept = Outcomes.repeated(outcome).orElse(answer);
        return new Answered(kept.status(), kept.body());
    }

    private Worked work(Node document, String id)
            throws NotPossible, IOException, InvalidDocumentException {
        Wish wish = Read.of(document, GivingBack::read);
        Sale sale = found(wish);
        Programme.Rules rules = programme.rules(sale.draft().pack()).orElse(programme.rules());
        SaleBody body = sale.draft().body();
        SoldReceipt sold = SoldReceipt.read(body.sold(), rules.pack()).orThrow();
        Returned before = before(sale, rules.pack());
        Instant now = Waiting.till(till, () -> till.ledger().clock().instant());
        ReturnRequest request = request(wish, sold, before, now, rules.pack());
        Optional<Member> member = member(sale, rules.pack());
        Returns returns =
                new Returns(ReturnTerms.of(rules.pack().settings()), rules.calculator()::cost);
        try {
            ReturnQuote quote = returns.quote(id, sold, before, request, member);
            return new Worked(sale, rules.pack(), request, quote, wish);
        } catch (RefusedReturnException e) {
            String code = e.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
            throw new NotPossible(
                    NotPossible.Kind.CONFLICT,
                    code,
                    String.valueOf(e.getMessage()),
                    "The sale shows what was sold; the return's quote what is left of it.");
        }
    }

    private Sale found(Wish wish) throws NotPossible, IOException {
        Optional<Sale> sale =
                wish.id.isPresent()
                        ? byId(wish.id.get())
                        : Waiting.till(
                                till, () -> till.ledger().saleByReceipt(wish.number.orElse("")));
        Sale found = sale.orElseThrow(() -> Outcomes.unknownSale("this id or number"));
        if (found.state() != SaleState.CONFIRMED) {
            throw new NotPossible(
                    NotPossible.Kind.CONFLICT,
                    "not-confirmed",
                    "The sale is not confirmed, so nothing of it can come back.",
                    "Cancel it instead.");
        }
        return found;
    }

    private Optional<Sale> byId(String id) throws NotPossible, IOException {
        if (id.isBlank() || id.length() > 64) {
            return Optional.empty();
        }
        return Waiting.till(till, () -> till.ledger().sale(new SaleId(id)));
    }

    /** What came back of it earlier; each return carries the sum of those before. */
    private Returned before(Sale sale, RulePack pack)
            throws NotPossible, IOException, InvalidDocumentException {
        List<GivenBack> earlier =
                Waiting.till(till, () -> till.ledger().occasions().returnsOf(sale.id().value()));
        if (earlier.isEmpty()) {
            return Returned.NOTHING;
        }
        Node after = earlier.get(earlier.size() - 1).body().quote().entries().get("after");
        return after == null ? Returned.NOTHING : Returned.read(after, pack).orThrow();
    }

    private static ReturnRequest request(
            Wish wish, SoldReceipt sold, Returned before, Instant now, RulePack pack)
            throws InvalidDocumentException {
        if (wish.lines.isEmpty()) {
            return ReturnRequest.everything(sold, before, now);
        }
        Node.Mapping document =
                Tree.mapping()
                        .put("at", Times.text(now, pack.zone()))
                        .put("lines", Tree.sequence(wish.lines))
                        .node();
        return ReturnRequest.read(document, pack).orThrow();
    }

    private Optional<Member> member(Sale sale, RulePack pack) throws NotPossible, IOException {
        Optional<String> id = sale.draft().member();
        if (id.isEmpty()) {
            return Optional.empty();
        }
        MemberKey key = new MemberKey(MemberKey.Kind.MEMBER_ID, id.get());
        return Optional.of(customers.find(key, pack, customers.online()).member());
    }

    private ReturnDraft draft(Worked worked, String id) throws NotPossible, IOException {
        ReturnQuote quote = worked.quote;
        String own = id.replace("-", "").toUpperCase(Locale.ROOT);
        String number =
                worked.wish.receipt.isBlank()
                        ? own.substring(own.length() - OWN_NUMBER_LENGTH)
                        : worked.wish.receipt;
        LocalDate day = LocalDate.ofInstant(quote.at(), worked.pack.zone());
        ReceiptNumber receipt = new ReceiptNumber(shop.store(), shop.register(), day, number);
        ReturnBody body =
                new ReturnBody(
                        id,
                        number,
                        shop.store(),
                        day.toString(),
                        worked.wish.cashier,
                        worked.sale.id().value(),
                        quote.lines().stream()
                                .map(l -> new ReturnBody.Back(l.line(), l.quantity().text()))
                                .toList(),
                        (Node.Mapping) worked.request.toNode(worked.pack),
                        (Node.Mapping) quote.toNode(worked.pack),
                        lots(quote, LotChange.Kind.RESTORED),
                        lots(quote, LotChange.Kind.TAKEN),
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
                        Optional.empty());
        return new ReturnDraft(
                fresh(), worked.sale.draft().member(), receipt, body, worked.pack.hash());
    }

    private static List<LotPoints> lots(ReturnQuote quote, LotChange.Kind kind) {
        return quote.effects().changes().stream()
                .filter(change -> change.kind() == kind && change.points().isPositive())
                .map(change -> new LotPoints(change.lot(), change.points().units()))
                .toList();
    }

    private static Node.Mapping told(Worked worked) {
        Node.Mapping quote = (Node.Mapping) worked.quote.toNode(worked.pack);
        Node.Mapping named = Shapes.with(quote, "id", Tree.text(worked.quote.id()));
        return Shapes.with(named, "receipt", Tree.text(worked.sale.draft().body().receipt()));
    }

    private UUID fresh() throws NotPossible, IOException {
        return Waiting.till(till, () -> till.ledger().nextId());
    }
}
