package loyalty.terminal.checkout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import loyalty.drivers.code.Code;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.engine.quote.MemberKey;
import loyalty.engine.reward.Grant;
import loyalty.protocol.identity.Digests;
import loyalty.protocol.text.JsonText;
import loyalty.receipt.page.Page;
import loyalty.terminal.commit.Keys;
import loyalty.terminal.commit.Till;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.print.Holder;
import loyalty.terminal.sale.GivenBack;
import loyalty.terminal.sale.KeptAnswer;
import loyalty.terminal.sale.Outcome;
import loyalty.terminal.sale.Request;
import loyalty.terminal.sale.Sale;
import loyalty.terminal.sale.SaleId;
import loyalty.terminal.sale.SaleState;
import loyalty.terminal.scan.Codes;
import loyalty.terminal.sync.Sync;

/**
 * The way of a sale. This is the one class that knows the order:
 *
 * <pre>
 * scan       what was scanned or typed is classified            identify
 * member     a card or phone becomes a member                   identify, quote
 * calculate  member, basket and rule pack become a quote        quote
 * commit     open sets points aside, confirm writes for good    open, confirm, cancel
 * print      the receipt is queued at the printer               confirm
 * sync       the processor hears of it in its own time          confirm
 * </pre>
 *
 * <p>Long because every call of a till is here, in this order; what a step does is in the class it
 * names. After the commit nothing can fail the sale: a dead printer or network delays paper or
 * sync. Any thread may call; each call waits for the till, for the processor within its budget, and
 * never for a printer.
 */
public final class Checkout {
    private static final String CONFIRM = "confirm";

    private final Till till;
    private final Codes codes;
    private final Programme programme;
    private final Customers customers;
    private final Quotes quotes;
    private final SaleFile file;
    private final Sales sales;
    private final Granting granting;
    private final Enrolling enrolling;
    private final GivingBack givingBack;
    private final PastPacks packs;
    private final ReturnCodes returnCodes;
    private final Paper paper;
    private final Printing printing;
    private final Optional<Sync> sync;
    private final BiConsumer<String, Node> events;

    /**
     * @param sync empty for a register that works alone
     * @param events told what happens, by name: quote, sale, member
     */
    public Checkout(
            Till till,
            Keys keys,
            Codes codes,
            Programme programme,
            Paper paper,
            Optional<Sync> sync,
            Shop shop,
            BiConsumer<String, Node> events) {
        this.till = till;
        this.codes = codes;
        this.programme = programme;
        this.paper = paper;
        this.sync = sync;
        this.events = events;
        this.customers = new Customers(till, codes, keys, sync, shop);
        this.file = new SaleFile(till, programme, paper);
        this.quotes = new Quotes(till, customers, programme, shop);
        this.granting = new Granting(till, customers, programme, shop);
        this.returnCodes = new ReturnCodes(till, keys);
        this.printing = new Printing(paper, programme, returnCodes);
        this.enrolling = new Enrolling(till, customers, codes, granting, programme, printing, shop);
        this.packs = new PastPacks(till, programme, sync, shop);
        this.givingBack =
                new GivingBack(
                        till,
                        customers,
                        new ReturnableSales(till, sync, shop),
                        packs,
                        printing,
                        shop);
        this.sales = new Sales(till, quotes, sync, new Issuing(() -> secret(keys)), shop);
    }

    private static String secret(Keys keys) {
        try {
            return Digests.sha256Hex(keys.signing().toText());
        } catch (StorageException e) {
            throw new UncheckedIOException("the register's key cannot be read", e);
        }
    }

    // ---- scan, member --------------------------------------------------------------------------

    /** Who or what a typed code is; codes of members are looked up. */
    public Identified identify(MemberKey key, boolean print) throws NotPossible, IOException {
        if (key.kind() == MemberKey.Kind.CODE) {
            Code code = codes.typed(key.value());
            if (code instanceof Code.Product && codes.misread(key.value())) {
                throw Customers.wrongCheckDigit();
            }
            return identify(code, print);
        }
        String kind = key.kind() == MemberKey.Kind.PHONE ? "phone" : "member";
        Customer found = customers.find(key, programme.rules().pack(), customers.online());
        return identified(kind, found, print);
    }

    /**
     * Who or what was scanned. A state mark is handed on and never looked up.
     *
     * @param print whether a birthday's greeting goes to the printer
     */
    public Identified identify(Code code, boolean print) throws NotPossible, IOException {
        Optional<Identified> thing = Identified.thing(code);
        if (thing.isPresent()) {
            return thing.get();
        }
        String kind = Identified.kindOfPerson(code);
        return identified(kind, customers.find(code, programme.rules().pack()), print);
    }

    /** What to say of a card number whose check digit is wrong. */
    public static NotPossible misread() {
        return Customers.wrongCheckDigit();
    }

    /** What the member is due, such as a birthday's points, is granted by their coming. */
    private Identified identified(String kind, Customer customer, boolean print)
            throws NotPossible, IOException {
        Granting.Given given = due(customer, prints(print));
        Customer after = customer;
        if (!given.gifts().isEmpty()) {
            MemberKey key = new MemberKey(MemberKey.Kind.MEMBER_ID, customer.known().id());
            after = customers.find(key, programme.rules().pack(), customers.online());
            sync.ifPresent(Sync::hurry);
            given.paper().ifPresent(printing::print);
        }
        List<Node> told = granting.told(given.gifts());
        return new Identified(kind, Optional.empty(), Optional.of(card(after)), told);
    }

    private Granting.Given due(Customer customer, boolean prints) throws NotPossible, IOException {
        Holder holder = holder(customer);
        return granting.due(
                customer,
                Grant.Occasion.DUE,
                gifts -> prints ? printing.birthday(holder, gifts) : Optional.empty());
    }

    /** Whether something is printed, and so owed: there is a printer, and it is asked for. */
    private boolean prints(boolean asked) {
        return asked && paper.printer().isPresent();
    }

    /** Enrols a newcomer, also without the processor, and prints the card. */
    public Identified enrol(Asked asked, boolean print)
            throws NotPossible, IOException, InvalidDocumentException {
        Enrolling.Enrolled enrolled = enrolling.enrol(asked, prints(print));
        sync.ifPresent(Sync::hurry);
        enrolled.paper().ifPresent(printing::print);
        return new Identified(
                "phone",
                Optional.empty(),
                Optional.of(card(enrolled.customer())),
                granting.told(enrolled.gifts()));
    }

    /** Points that a person gives by hand. */
    public Answered grant(Asked asked, Approval approval)
            throws NotPossible, IOException, InvalidDocumentException {
        Answered granted = granting.byHand(asked, approval);
        sync.ifPresent(Sync::hurry);
        return granted;
    }

    private Holder holder(Customer customer) throws NotPossible, IOException {
        Instant now = Waiting.till(till, () -> till.ledger().clock().instant());
        return Printing.holder(customer, now, customers.online());
    }

    private MemberCard card(Customer customer) throws NotPossible, IOException {
        Instant now = Waiting.till(till, () -> till.ledger().clock().instant());
        return new MemberCard(customer, programme.rules().pack(), now, customers.online());
    }

    // ---- calculate -----------------------------------------------------------------------------

    /** What a basket earns and what points may pay for. No effect. */
    public Node.Mapping quote(Node request)
            throws NotPossible, IOException, InvalidDocumentException {
        Node.Mapping quote = quotes.quote(request).toNode();
        events.accept("quote", quote);
        return quote;
    }

    /** What each of some products would earn for this member, each by itself. */
    public Node.Mapping catalogue(Node request)
            throws NotPossible, IOException, InvalidDocumentException {
        return new Catalogue(quotes).quote(request);
    }

    // ---- commit --------------------------------------------------------------------------------

    /** Opens a sale: its points are set aside until it is confirmed or cancelled. */
    public Answered open(Asked asked) throws NotPossible, IOException, InvalidDocumentException {
        Optional<KeptAnswer> before = kept(asked.request());
        if (before.isPresent()) {
            return answered(before.get());
        }
        Sale sale = opened(asked);
        KeptAnswer answer = kept(201, file.view(sale).tree());
        Waiting.till(
                till,
                () -> {
                    till.ledger().keep(asked.request(), sale.id(), answer);
                    return true;
                });
        return answered(answer);
    }

    /** Opens a sale and confirms it at once: for tills whose own receipt is printed already. */
    public Answered openAndConfirm(Asked asked, boolean print)
            throws NotPossible, IOException, InvalidDocumentException {
        Optional<KeptAnswer> before = kept(asked.step(CONFIRM));
        if (before.isPresent()) {
            return answered(before.get());
        }
        return confirm(opened(asked), asked.step(CONFIRM), print, 201);
    }

    /** The sale; the one that an earlier try of the same request opened, if there was one. */
    private Sale opened(Asked asked) throws NotPossible, IOException, InvalidDocumentException {
        return Outcomes.done(sales.open(quotes.quote(asked.body()), asked.request()));
    }

    /** Before the fiscal receipt: from here on the sale is never cancelled by time. */
    public Node.Mapping printing(String id) throws NotPossible, IOException {
        SaleId sale = SaleFile.id(id);
        Outcome outcome = Waiting.till(till, () -> till.ledger().printing(sale));
        return file.view(Outcomes.done(outcome)).tree().node();
    }

    /** Writes the sale for good, queues its receipt, and has the processor told. */
    public Answered confirm(String id, Asked asked, boolean print) throws NotPossible, IOException {
        return confirm(file.found(id), asked.request(), print, 200);
    }

    private Answered confirm(Sale sale, Request request, boolean print, int status)
            throws NotPossible, IOException {
        boolean prints = prints(print);
        Optional<String> code = returnCodes.of(sale, file.pack(sale));
        Tree view = file.view(sale).tree(SaleState.CONFIRMED).putText("returnCode", code);
        view.put("receiptLines", SaleView.lines(printing.lines(sale)));
        view.put("print", prints ? "queued" : "none");
        KeptAnswer answer = kept(status, view);

        Outcome outcome =
                Waiting.till(
                        till,
                        () ->
                                till.ledger()
                                        .confirm(sale.id(), request, Optional.of(answer), prints));
        Optional<KeptAnswer> repeated = Outcomes.repeated(outcome);
        if (repeated.isPresent()) {
            return answered(repeated.get());
        }
        Sale confirmed = Outcomes.done(outcome);
        if (prints) {
            printing.sale(confirmed);
        }
        sync.ifPresent(Sync::hurry);
        events.accept("sale", SaleFile.event(confirmed));
        return answered(answer);
    }

    /** Gives everything back. */
    public Answered cancel(String id, Asked asked) throws NotPossible, IOException {
        Sale sale = file.found(id);
        KeptAnswer answer = kept(200, file.view(sale).tree(SaleState.CANCELLED));
        Outcome outcome =
                Waiting.till(
                        till,
                        () ->
                                till.ledger()
                                        .cancel(sale.id(), asked.request(), Optional.of(answer)));
        Optional<KeptAnswer> repeated = Outcomes.repeated(outcome);
        if (repeated.isPresent()) {
            return answered(repeated.get());
        }
        sync.ifPresent(Sync::hurry);
        events.accept("sale", SaleFile.event(Outcomes.done(outcome)));
        return answered(answer);
    }

    // ---- returns -------------------------------------------------------------------------------

    /** What a return would give back. No effect. */
    public Node.Mapping returnQuote(Node request, Approval approval)
            throws NotPossible, IOException, InvalidDocumentException {
        return givingBack.quote(request, approval);
    }

    /** Takes goods back, and prints what that did to the points. */
    public Answered giveBack(Asked asked, Approval approval, boolean print)
            throws NotPossible, IOException, InvalidDocumentException {
        GivingBack.Given given = givingBack.giveBack(asked, approval, prints(print));
        sync.ifPresent(Sync::hurry);
        given.paper().ifPresent(printing::print);
        return given.answer();
    }

    // ---- print ---------------------------------------------------------------------------------

    /** The receipt as a page. */
    public Page receipt(String id) throws NotPossible, IOException {
        return printing.page(file.found(id));
    }

    /** The receipt in the printer's language; empty if there is no printer. */
    public Optional<byte[]> receiptBytes(String id) throws NotPossible, IOException {
        return printing.bytes(file.found(id));
    }

    /**
     * Prints a copy, marked as one. Without a confirmed sale there is nothing to copy.
     *
     * @param giveBack the id of a return of this sale whose receipt is copied instead
     */
    public Node.Mapping reprint(String id, Optional<String> giveBack, String key)
            throws NotPossible, IOException {
        Sale sale = file.found(id);
        if (sale.state() != SaleState.CONFIRMED) {
            throw new NotPossible(
                    NotPossible.Kind.CONFLICT,
                    "not-confirmed",
                    "The sale is not confirmed, so there is no receipt to copy.",
                    "Confirm it first.");
        }
        if (paper.printer().isEmpty()) {
            throw Devices.noPrinter();
        }
        String job = sale.id() + ":copy:" + key;
        if (giveBack.isPresent()) {
            GivenBack given = givingBack.written(sale.id().value(), giveBack.get());
            printing.copy(sale, given.body(), givingBack.paper(given), job);
        } else {
            printing.copy(sale, job);
        }
        return Tree.mapping().put("job", job).put("state", paper.state(job)).node();
    }

    // ---- looking -------------------------------------------------------------------------------

    /** A sale with its quote and the state of its receipt. */
    public Node.Mapping sale(String id) throws NotPossible, IOException {
        return file.told(file.found(id));
    }

    /** The newest sale of this receipt number. */
    public Node.Mapping saleByReceipt(String number) throws NotPossible, IOException {
        return file.told(file.ofReceipt(number));
    }

    private Optional<KeptAnswer> kept(Request request) throws NotPossible, IOException {
        return Waiting.till(till, () -> till.ledger().answered(request));
    }

    private static KeptAnswer kept(int status, Tree view) {
        return new KeptAnswer(status, JsonText.write(view.node()));
    }

    private static Answered answered(KeptAnswer kept) {
        return new Answered(kept.status(), kept.body());
    }
}
