package loyalty.terminal.commit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.SaleBody;
import loyalty.terminal.clock.TrustedClock;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.member.KnownMember;
import loyalty.terminal.member.Members;
import loyalty.terminal.sale.KeptAnswer;
import loyalty.terminal.sale.Outcome;
import loyalty.terminal.sale.ReceiptNumber;
import loyalty.terminal.sale.Request;
import loyalty.terminal.sale.Sale;
import loyalty.terminal.sale.SaleDraft;
import loyalty.terminal.sale.SaleId;

/**
 * Everything this register must never forget. Each public method that changes something is one
 * durable transaction: when it returns, pulling the plug changes nothing; when it throws, nothing
 * was written. Not thread-safe: the till thread owns it.
 *
 * <p>The one list of what can happen; how it happens stands in the small classes beside it.
 */
public final class Ledger implements AutoCloseable {
    private static final Duration HOUSEKEEPING = Duration.ofMinutes(1);
    private static final Duration KEEP_ANSWERS = Duration.ofDays(7);

    private final Book book;
    private final TrustedClock clock;
    private final Sales sales;
    private final Answers answers;
    private final Selling selling;
    private final Confirming confirming;
    private final Correspondence correspondence;
    private final Occasions occasions;
    private final Quarantine quarantine;
    private final OfflineRules offlineRules;
    private final PaperDebts paper;
    private Instant lastSaved = Instant.EPOCH;

    private Ledger(Book book, OpenSales openSales) {
        this.book = book;
        this.clock = book.clock();
        this.sales = book.sales();
        this.answers = book.answers();
        this.correspondence = new Correspondence(book);
        this.paper = new PaperDebts(book);
        this.selling = new Selling(book, openSales);
        this.confirming = new Confirming(book, openSales, paper);
        this.occasions = new Occasions(book, paper);
        this.quarantine = new Quarantine(book);
        this.offlineRules = new OfflineRules(book);
    }

    /** Opens the ledger in its folder, making both if missing. */
    public static Ledger open(LedgerSetup setup) throws StorageException {
        Book book = Opening.book(setup);
        try {
            OpenSales openSales = new OpenSales(setup.ticker(), setup.saleLimit());
            book.sales().undecided().forEach(openSales::opened);
            return new Ledger(book, openSales);
        } catch (StorageException | RuntimeException e) {
            book.close();
            throw e;
        }
    }

    /**
     * Opens a ledger that is there, where nothing can be written: whatever it knows can be looked
     * at, each change fails with {@link loyalty.terminal.database.StorageFault#READ_ONLY}.
     *
     * @param setup with a connector for looking
     */
    public static Ledger look(LedgerSetup setup) throws StorageException {
        return new Ledger(Opening.look(setup), new OpenSales(setup.ticker(), setup.saleLimit()));
    }

    // ---- a sale --------------------------------------------------------------------------------

    /** Splits what a quote consumes into this register's rights and the rest. */
    public List<SaleBody.Spend> split(List<LotPoints> consumed, boolean restFromHold)
            throws StorageException {
        return selling.split(consumed, restFromHold);
    }

    /** What is over then is spent no more, whatever the rules' time says. */
    public Instant latest() {
        return book.term().latest();
    }

    /**
     * Opens a sale: sets its points aside and takes its receipt number. A sale that needs a hold is
     * written down as asking for it; only then may the processor be asked.
     */
    public Outcome open(SaleDraft draft, Request request) throws StorageException {
        return selling.open(draft, request);
    }

    /** The processor holds the points of this sale. */
    public Outcome held(SaleId id) throws StorageException {
        return selling.held(id);
    }

    /**
     * Goes on with another way to pay for an open sale, such as without the processor. A hold that
     * the new draft does not need is cancelled in the same transaction.
     */
    public Outcome replace(SaleDraft draft) throws StorageException {
        return selling.replace(draft);
    }

    /** From here on time does not cancel the sale; to be called before the fiscal receipt. */
    public Outcome printing(SaleId id) throws StorageException {
        return selling.printing(id);
    }

    /** Writes the sale for good, without paper. */
    public Outcome confirm(SaleId id, Request request, Optional<KeptAnswer> answer)
            throws StorageException {
        return confirm(id, request, answer, false);
    }

    /**
     * Writes the sale for good, with its rights spent and its operation in the outbox. Confirming
     * twice is confirming once. A cancelled sale is confirmed too, because paper is a fact.
     *
     * @param owesPaper whether its receipt is to be printed, which no crash can undo from here on
     */
    public Outcome confirm(
            SaleId id, Request request, Optional<KeptAnswer> answer, boolean owesPaper)
            throws StorageException {
        return confirming.confirm(id, request, answer, owesPaper);
    }

    /** Gives everything back: points set aside, the receipt number, the processor's hold. */
    public Outcome cancel(SaleId id, Request request, Optional<KeptAnswer> answer)
            throws StorageException {
        return selling.cancel(id, request, answer);
    }

    /** Cancels open sales that were left alone for longer than the limit; how many. */
    public int cancelAbandoned() throws StorageException {
        return selling.cancelAbandoned();
    }

    /**
     * What must be done every now and then: cancels what was left alone, writes down the time,
     * forgets answers nobody will ask for again.
     */
    void housekeeping() throws StorageException {
        if (book.looks()) {
            return; // no repair comes while it is only looked at
        }
        cancelAbandoned();
        Instant now = clock.instant();
        boolean lately = now.isBefore(lastSaved.plus(HOUSEKEEPING)) && !now.isBefore(lastSaved);
        if (lately && book.trouble().isEmpty()) {
            return; // in trouble each call tries, so that its end is noticed soon
        }
        lastSaved = now;
        book.change(
                () -> {
                    book.saveClock();
                    return answers.forgetBefore(now.minus(KEEP_ANSWERS));
                });
    }

    // ---- looking -------------------------------------------------------------------------------

    public Optional<Sale> sale(SaleId id) throws StorageException {
        return sales.find(id);
    }

    public Optional<Sale> saleByReceipt(ReceiptNumber receipt) throws StorageException {
        Optional<String> owner = sales.ownerOf("sale", receipt);
        return owner.isEmpty() ? Optional.empty() : sales.find(new SaleId(owner.get()));
    }

    /** The newest sale with this number, whatever its day and register. */
    public Optional<Sale> saleByReceipt(String number) throws StorageException {
        Optional<SaleId> id = sales.newestWithNumber(number);
        return id.isEmpty() ? Optional.empty() : sales.find(id.get());
    }

    /** Sales that wait for confirm or cancel, oldest first. */
    public List<Sale> undecided() throws StorageException {
        List<Sale> found = new ArrayList<>();
        for (SaleId id : sales.undecided()) {
            found.add(sales.find(id).orElseThrow());
        }
        return List.copyOf(found);
    }

    /** The answer kept under this key, if the same request came before. */
    public Optional<KeptAnswer> answered(Request request) throws StorageException {
        return answers.find(request)
                .filter(earlier -> earlier.bodyHash().equals(request.bodyHash()))
                .flatMap(Answers.Earlier::answer);
    }

    /** Keeps the answer of a request whose effect is written. */
    public void keep(Request request, SaleId owner, KeptAnswer answer) throws StorageException {
        book.change(
                () -> {
                    answers.keep(request, owner.value(), Optional.of(answer), clock.instant());
                    return true;
                });
    }

    /** A fresh id for a sale, a return or an operation. */
    public UUID nextId() {
        return book.ids().next();
    }

    /** Whether points may be spent from rights now: term running, clock trusted, not fenced. */
    public boolean mayRedeem() {
        return book.mayRedeem();
    }

    public Members members() {
        return book.members();
    }

    public Rights rights() {
        return book.rights();
    }

    public Outbox outbox() {
        return book.outbox();
    }

    public Journal journal() {
        return book.journal();
    }

    public Register register() {
        return book.register();
    }

    public Documents documents() {
        return book.documents();
    }

    /** What a receipt's code carries for returns anywhere. */
    public Extracts extracts() {
        return new Extracts(book.documents(), book.register());
    }

    /** What may be done without the processor. */
    public OfflineRules offlineRules() {
        return offlineRules;
    }

    /** This register's operations on a member that the cached state does not contain yet. */
    public List<Operation> ownOperations(KnownMember known) throws StorageException {
        List<Operation> operations = new ArrayList<>();
        for (String name : known.names()) {
            for (Outbox.Entry entry : book.outbox().notIn(name, known.version())) {
                operations.add(entry.operation());
            }
        }
        return List.copyOf(operations);
    }

    /** Returns, enrolments, grants, and what a person does with rejected operations. */
    public Occasions occasions() {
        return occasions;
    }

    /** What the processor rejected, and what a person makes of it. */
    public Quarantine quarantine() {
        return quarantine;
    }

    /** Receipts that are written and not yet in the printer's own journal. */
    public PaperDebts paper() {
        return paper;
    }

    /** What is old enough to be forgotten. */
    public Attic attic() {
        return new Attic(book);
    }

    /** What was sold since the last shift was closed. */
    public Shifts shifts() {
        return new Shifts(book);
    }

    /** What ledger and processor have to say to each other. */
    public Correspondence correspondence() {
        return correspondence;
    }

    public TrustedClock clock() {
        return clock;
    }

    @Override
    public void close() {
        book.close();
    }
}
