package loyalty.terminal.commit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import loyalty.protocol.sync.ClockQuality;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.ReservationBody;
import loyalty.protocol.sync.SaleBody;
import loyalty.terminal.clock.TrustedClock;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.database.Work;
import loyalty.terminal.member.KnownMember;
import loyalty.terminal.member.Members;

/**
 * Everything this register must never forget. Each public method that changes something is one
 * durable transaction: when it returns, pulling the plug changes nothing; when it throws, nothing
 * was written. Not thread-safe: the till thread owns it.
 *
 * <p>Long because it is the one list of what can happen to a sale; the rows themselves are kept by
 * the small classes beside it.
 */
public final class Ledger implements AutoCloseable {
    private static final Duration HOUSEKEEPING = Duration.ofMinutes(1);
    private static final Duration KEEP_ANSWERS = Duration.ofDays(7);

    private final LedgerSetup setup;
    private final Book book;
    private final Settings settings;
    private final TrustedClock clock;
    private final Sales sales;
    private final Rights rights;
    private final Answers answers;
    private final Correspondence correspondence;
    private final Occasions occasions;
    private final Quarantine quarantine;
    private final OfflineRules offlineRules;
    private final PaperDebts paper;
    private final Map<SaleId, Long> openedAtTick = new HashMap<>();
    private Instant lastSaved = Instant.EPOCH;

    private Ledger(LedgerSetup setup, Book book) {
        this.setup = setup;
        this.book = book;
        this.settings = book.settings();
        this.clock = book.clock();
        this.sales = book.sales();
        this.rights = book.rights();
        this.answers = book.answers();
        this.correspondence = new Correspondence(book);
        this.paper = new PaperDebts(book);
        this.occasions = new Occasions(book, paper);
        this.quarantine = new Quarantine(book);
        this.offlineRules = new OfflineRules(book);
    }

    /** Opens the ledger in its folder, making both if missing. */
    public static Ledger open(LedgerSetup setup) throws StorageException {
        Book book = Book.open(setup);
        try {
            Ledger ledger = new Ledger(setup, book);
            for (SaleId id : book.sales().undecided()) {
                ledger.openedAtTick.put(id, setup.ticker().nanos());
            }
            return ledger;
        } catch (StorageException | RuntimeException e) {
            book.close();
            throw e;
        }
    }

    private <T> T change(Work<T> work) throws StorageException {
        return book.change(work);
    }

    private void note(String kind, String subject, String body) throws StorageException {
        book.note(kind, subject, body);
    }

    // ---- a sale --------------------------------------------------------------------------------

    /** Splits what a quote consumes into this register's rights and the rest. */
    public List<SaleBody.Spend> split(List<LotPoints> consumed, boolean restFromHold)
            throws StorageException {
        List<SaleBody.Spend> spends = new ArrayList<>();
        for (LotPoints lot : consumed) {
            long mine = book.term().runs() && !book.register().fenced() ? remaining(lot.lot()) : 0;
            long right = Math.min(lot.points(), Math.max(0, mine));
            long hold = restFromHold ? lot.points() - right : 0;
            spends.add(new SaleBody.Spend(lot.lot(), lot.points(), right, hold));
        }
        return List.copyOf(spends);
    }

    private long remaining(String lot) throws StorageException {
        Instant now = book.term().latest();
        return rights.of(lot)
                .filter(right -> right.expiresAt().map(now::isBefore).orElse(true))
                .map(RightTotals::remaining)
                .orElse(0L);
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
        return change(
                () -> {
                    Optional<Outcome> earlier = earlier(request);
                    if (earlier.isPresent()) {
                        return earlier.get();
                    }
                    Optional<Outcome> refused = refusal(draft, Optional.empty());
                    if (refused.isPresent()) {
                        return refused.get();
                    }
                    Optional<String> taken =
                            sales.takeNumber("sale", draft.receipt(), draft.id().value());
                    if (taken.isPresent()) {
                        return Refusals.receiptTaken(draft.receipt(), taken.get());
                    }
                    HoldState hold = draft.needsHold() ? HoldState.ASKED : HoldState.NONE;
                    sales.insert(draft, hold, clock.instant());
                    openedAtTick.put(draft.id(), setup.ticker().nanos());
                    answers.keep(request, draft.id().value(), Optional.empty(), clock.instant());
                    note("sale.open", draft.id().value(), "");
                    return new Outcome.Done(existing(draft.id()));
                });
    }

    /** The processor holds the points of this sale. */
    public Outcome held(SaleId id) throws StorageException {
        return change(
                () -> {
                    Optional<Sale> sale = sales.find(id);
                    if (sale.isEmpty()) {
                        return Refusals.unknown(id);
                    }
                    if (sale.get().undecided() && sale.get().hold() == HoldState.ASKED) {
                        sales.move(id, sale.get().state(), HoldState.HELD, clock.instant());
                    }
                    return new Outcome.Done(existing(id));
                });
    }

    /**
     * Goes on with another way to pay for an open sale, such as without the processor. A hold that
     * the new draft does not need is cancelled by an operation in the same transaction, so that no
     * crash can leave it behind.
     */
    public Outcome replace(SaleDraft draft) throws StorageException {
        return change(
                () -> {
                    Optional<Sale> found = sales.find(draft.id());
                    if (found.isEmpty()) {
                        return Refusals.unknown(draft.id());
                    }
                    Sale sale = found.get();
                    if (sale.state() != SaleState.OPEN) {
                        return Refusals.decided(sale);
                    }
                    Optional<Outcome> refused = refusal(draft, Optional.of(sale));
                    if (refused.isPresent()) {
                        return refused.get();
                    }
                    HoldState hold = sale.hold();
                    if (!draft.needsHold()) {
                        hold = letGo(sale);
                    } else if (hold != HoldState.HELD && hold != HoldState.ASKED) {
                        return Outcome.Refused.because(
                                Refusal.WRONG_HOLD_STATE,
                                "the hold of sale " + draft.id() + " is " + hold);
                    }
                    sales.replace(draft, hold);
                    note("sale.replace", draft.id().value(), "");
                    return new Outcome.Done(existing(draft.id()));
                });
    }

    /** From here on time does not cancel the sale; to be called before the fiscal receipt. */
    public Outcome printing(SaleId id) throws StorageException {
        return change(
                () -> {
                    Optional<Sale> sale = sales.find(id);
                    if (sale.isEmpty()) {
                        return Refusals.unknown(id);
                    }
                    if (sale.get().state() == SaleState.OPEN) {
                        sales.move(id, SaleState.PRINTING, sale.get().hold(), clock.instant());
                        note("sale.printing", id.value(), "");
                    } else if (sale.get().state() == SaleState.CANCELLED) {
                        return Refusals.decided(sale.get());
                    }
                    return new Outcome.Done(existing(id));
                });
    }

    /**
     * Writes the sale for good, with its rights spent and its operation in the outbox. Confirming
     * twice is confirming once. A cancelled sale is confirmed too, because paper is a fact: from
     * rights that are left, the rest covered by the programme.
     */
    public Outcome confirm(SaleId id, Request request, Optional<KeptAnswer> answer)
            throws StorageException {
        return confirm(id, request, answer, false);
    }

    /**
     * The same.
     *
     * @param owesPaper whether its receipt is to be printed, which no crash can undo from here on
     */
    public Outcome confirm(
            SaleId id, Request request, Optional<KeptAnswer> answer, boolean owesPaper)
            throws StorageException {
        return change(
                () -> {
                    Optional<Outcome> earlier = earlier(request);
                    if (earlier.isPresent()) {
                        return earlier.get();
                    }
                    Optional<Sale> sale = sales.find(id);
                    if (sale.isEmpty()) {
                        return Refusals.unknown(id);
                    }
                    Sale confirmed =
                            sale.get().state() == SaleState.CONFIRMED
                                    ? sale.get()
                                    : confirm(sale.get());
                    if (owesPaper) {
                        paper.owe(OwedPaper.of(id), clock.instant());
                    }
                    answers.keep(request, id.value(), answer, clock.instant());
                    return new Outcome.Done(confirmed);
                });
    }

    private Sale confirm(Sale sale) throws StorageException {
        boolean late = sale.state() == SaleState.CANCELLED;
        SaleDraft draft = late ? fromWhatIsLeft(sale) : sale.draft();
        Instant now = clock.instant();
        if (late) {
            sales.takeNumber("sale", draft.receipt(), draft.id().value());
            sales.replace(draft, HoldState.CANCELLED);
            sales.markLate(draft.id());
        }
        for (SaleBody.Spend spend : draft.body().spends()) {
            if (spend.right() > 0) {
                rights.spend(spend.lot(), spend.right(), now);
            }
        }
        sales.move(draft.id(), SaleState.CONFIRMED, used(sale.hold()), now);
        countOffline(draft);
        book.append(saleOperation(draft), Optional.of(draft.id()));
        openedAtTick.remove(draft.id());
        return new Sale(
                draft,
                SaleState.CONFIRMED,
                used(sale.hold()),
                sale.openedAt(),
                late || sale.late());
    }

    private static HoldState used(HoldState hold) {
        return hold == HoldState.ASKED || hold == HoldState.HELD ? HoldState.CONSUMED : hold;
    }

    private SaleDraft fromWhatIsLeft(Sale sale) throws StorageException {
        List<SaleBody.Spend> spends = new ArrayList<>();
        for (SaleBody.Spend spend : sale.draft().body().spends()) {
            long right = Math.min(spend.right(), Math.max(0, remaining(spend.lot())));
            spends.add(new SaleBody.Spend(spend.lot(), spend.points(), right, 0));
        }
        return sale.draft().withBody(Bodies.withSpends(sale.draft().body(), spends));
    }

    private static OperationDraft saleOperation(SaleDraft draft) {
        return new OperationDraft(
                draft.operation(),
                OperationKind.SALE,
                draft.member(),
                draft.body().toNode(),
                draft.pack(),
                draft.figures().redeemed() + draft.figures().earned(),
                draft.figures().due(),
                Optional.empty());
    }

    private void countOffline(SaleDraft draft) throws StorageException {
        if (!draft.offline() || draft.body().spends().isEmpty()) {
            return;
        }
        settings.putNumber("offline.redemptions", settings.number("offline.redemptions") + 1);
        if (draft.onTrust() > 0) {
            book.database()
                    .run(
                            "insert into trust (member, points) values (?, ?)"
                                    + " on conflict (member) do update set points = points + excluded.points",
                            draft.member().orElse(""),
                            draft.onTrust());
        }
    }

    /** Gives everything back: points set aside, the receipt number, the processor's hold. */
    public Outcome cancel(SaleId id, Request request, Optional<KeptAnswer> answer)
            throws StorageException {
        return change(
                () -> {
                    Optional<Outcome> earlier = earlier(request);
                    if (earlier.isPresent()) {
                        return earlier.get();
                    }
                    Optional<Sale> sale = sales.find(id);
                    if (sale.isEmpty()) {
                        return Refusals.unknown(id);
                    }
                    if (sale.get().state() == SaleState.CONFIRMED) {
                        return Refusals.decided(sale.get());
                    }
                    cancel(sale.get(), "asked");
                    answers.keep(request, id.value(), answer, clock.instant());
                    return new Outcome.Done(existing(id));
                });
    }

    private void cancel(Sale sale, String why) throws StorageException {
        if (sale.undecided()) {
            HoldState hold = letGo(sale);
            sales.move(sale.id(), SaleState.CANCELLED, hold, clock.instant());
            sales.freeNumber(sale.id().value());
            openedAtTick.remove(sale.id());
            note("sale.cancel", sale.id().value(), why);
        }
    }

    /** Writes the operation that frees the processor's hold, if one was asked for. */
    private HoldState letGo(Sale sale) throws StorageException {
        if (sale.hold() != HoldState.ASKED && sale.hold() != HoldState.HELD) {
            return sale.hold();
        }
        String member = sale.draft().member().orElseThrow();
        ReservationBody body = new ReservationBody(sale.id().value(), member);
        book.append(
                OperationDraft.quiet(
                        book.ids().next(),
                        OperationKind.CANCEL,
                        Optional.of(member),
                        body.toNode()),
                Optional.of(sale.id()));
        return HoldState.CANCELLED;
    }

    /** Cancels open sales that were left alone for longer than the limit; how many. */
    public int cancelAbandoned() throws StorageException {
        int cancelled = 0;
        for (Map.Entry<SaleId, Long> opened : List.copyOf(openedAtTick.entrySet())) {
            if (setup.ticker().since(opened.getValue()).compareTo(setup.saleLimit()) < 0) {
                continue;
            }
            if (cancelIfOpen(opened.getKey())) {
                cancelled++;
            }
            openedAtTick.remove(opened.getKey());
        }
        return cancelled;
    }

    private boolean cancelIfOpen(SaleId id) throws StorageException {
        return change(
                () -> {
                    Optional<Sale> sale = sales.find(id);
                    boolean open = sale.isPresent() && sale.get().state() == SaleState.OPEN;
                    if (open) {
                        cancel(sale.get(), "left alone");
                    }
                    return open;
                });
    }

    /**
     * What must be done every now and then: cancels what was left alone, writes down the time,
     * forgets answers nobody will ask for again.
     */
    void housekeeping() throws StorageException {
        cancelAbandoned();
        Instant now = clock.instant();
        boolean lately = now.isBefore(lastSaved.plus(HOUSEKEEPING)) && !now.isBefore(lastSaved);
        if (lately && book.trouble().isEmpty()) {
            return; // in trouble each call tries, so that its end is noticed soon
        }
        lastSaved = now;
        change(
                () -> {
                    book.saveClock();
                    return answers.forgetBefore(now.minus(KEEP_ANSWERS));
                });
    }

    // ---- why not -------------------------------------------------------------------------------

    private Optional<Outcome> earlier(Request request) throws StorageException {
        return Refusals.earlier(answers, sales, request);
    }

    private Optional<Outcome> refusal(SaleDraft draft, Optional<Sale> replaced)
            throws StorageException {
        if (draft.usesRights() && !mayRedeem()) {
            return Optional.of(
                    Outcome.Refused.because(
                            Refusal.TERM_OVER,
                            "the term of this register's rights is over or its clock is doubtful"));
        }
        for (SaleBody.Spend spend : draft.body().spends()) {
            long left = remaining(spend.lot()) + setAside(replaced, spend.lot());
            if (spend.right() > left) {
                return Optional.of(
                        Outcome.Refused.because(
                                Refusal.RIGHTS_MISSING,
                                "lot "
                                        + spend.lot()
                                        + ": "
                                        + spend.right()
                                        + " wanted, "
                                        + left
                                        + " left here"));
            }
        }
        return Optional.empty();
    }

    private static long setAside(Optional<Sale> sale, String lot) {
        return sale.stream()
                .flatMap(s -> s.draft().body().spends().stream())
                .filter(spend -> spend.lot().equals(lot))
                .mapToLong(SaleBody.Spend::right)
                .sum();
    }

    private Sale existing(SaleId id) throws StorageException {
        return sales.find(id).orElseThrow();
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
            found.add(existing(id));
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
        change(
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
        return book.term().runs()
                && !book.register().fenced()
                && clock.quality() == ClockQuality.TRUSTED;
    }

    public Members members() {
        return book.members();
    }

    public Rights rights() {
        return rights;
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
