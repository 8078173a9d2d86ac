package loyalty.terminal.commit;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loyalty.protocol.identity.Ids;
import loyalty.protocol.sync.ClockQuality;
import loyalty.protocol.sync.Operation;
import loyalty.terminal.clock.ClockAnchor;
import loyalty.terminal.clock.TrustedClock;
import loyalty.terminal.database.Database;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.database.StorageFault;
import loyalty.terminal.database.Work;
import loyalty.terminal.member.Members;
import loyalty.terminal.sale.SaleId;

/** The opened ledger's parts, and the one way to change them: a transaction. */
final class Book implements AutoCloseable {
    private static final String BESIDE = "ledger.register";
    private static final Duration SAVE_CLOCK = Duration.ofMinutes(1);

    private final FolderLock lock;
    private final Database database;
    private final Settings settings;
    private final Register register;
    private final TrustedClock clock;
    private final Term term;
    private final Ids ids;
    private final Sealer sealer;
    private final Members members;
    private final Sales sales;
    private final Rights rights;
    private final Chain chain;
    private final Outbox outbox;
    private final Replies replies;
    private final Journal journal;
    private final Answers answers;
    private final Documents documents;
    private final Optional<Copies> copies;
    private final List<Chain.Appended> appended = new ArrayList<>();
    private Instant clockSaved = Instant.EPOCH;
    private Optional<StorageFault> trouble = Optional.empty();

    /** A ledger that can be written. */
    static Book writable(LedgerSetup setup, Database database, FolderLock lock)
            throws StorageException {
        Settings settings = new Settings(database);
        Path beside = setup.folder().resolve(BESIDE);
        Register register = Register.open(settings, beside, setup.register());
        return new Book(setup, database, lock, register, true);
    }

    /** A ledger that is only looked at, because nothing can be written: each change fails. */
    static Book looking(LedgerSetup setup, Database database, FolderLock lock)
            throws StorageException {
        Register register = Register.reading(new Settings(database), setup.register());
        Book book = new Book(setup, database, lock, register, false);
        register.counted(book.chain.lastSeq());
        book.trouble = Optional.of(StorageFault.READ_ONLY);
        return book;
    }

    private Book(
            LedgerSetup setup,
            Database database,
            FolderLock lock,
            Register register,
            boolean writable)
            throws StorageException {
        this.lock = lock;
        this.database = database;
        this.settings = new Settings(database);
        this.register = register;
        this.clock = new TrustedClock(setup.wall(), setup.ticker(), setup.bootGap(), savedAnchor());
        this.term = new Term(settings, clock);
        this.ids = new Ids(clock, setup.random());
        this.members = new Members(database, setup.personalKey());
        this.sealer = new Sealer(setup.personalKey());
        this.sales = new Sales(database, sealer);
        this.rights = new Rights(database, register);
        this.chain = new Chain(database, register, setup.engineVersion(), sealer);
        this.outbox = new Outbox(database, sealer, chain);
        this.replies = new Replies(database, outbox);
        this.journal = new Journal(database);
        this.answers = new Answers(database, sealer);
        this.documents = new Documents(database, settings);
        this.copies =
                writable
                        ? Optional.of(Copies.beside(setup.folder(), outbox, chain))
                        : Optional.empty();
    }

    /** What the ledger knows is compared with what lies beside it. */
    void begin(Optional<Recovery.Report> rebuilt) throws StorageException {
        compareWithFileBeside();
        if (rebuilt.isPresent()) {
            rebuilt(rebuilt.get());
        }
        copies().catchUp();
    }

    private void rebuilt(Recovery.Report report) throws StorageException {
        change(
                () -> {
                    fence("the ledger was rebuilt");
                    note("ledger.rebuilt", register.name(), report.sentence());
                    return true;
                });
    }

    /** Nothing waits: the copy may go. */
    void trimMirror() throws StorageException {
        copies().trim();
    }

    private void compareWithFileBeside() throws StorageException {
        register.counted(chain.lastSeq());
        if (register.disagrees()) {
            change(
                    () -> {
                        register.beWhoTheKeysAre();
                        fence("the file beside the ledger knows more than the ledger");
                        return true;
                    });
        }
        register.note();
    }

    /**
     * Joins the surrounding transaction: writes the trusted time down if it has not been for a
     * minute. A doubtful time is not worth keeping.
     */
    void saveClock() throws StorageException {
        Instant now = clock.instant();
        boolean lately = now.isBefore(clockSaved.plus(SAVE_CLOCK)) && !now.isBefore(clockSaved);
        if (lately || clock.quality() != ClockQuality.TRUSTED) {
            return;
        }
        ClockAnchor anchor = clock.anchor();
        settings.putNumber("clock.trusted", anchor.trusted().toEpochMilli());
        settings.putNumber("clock.wall", anchor.wall().toEpochMilli());
        clockSaved = now;
    }

    private Optional<ClockAnchor> savedAnchor() throws StorageException {
        long trusted = settings.number("clock.trusted");
        return trusted == 0
                ? Optional.empty()
                : Optional.of(
                        new ClockAnchor(
                                Instant.ofEpochMilli(trusted),
                                Instant.ofEpochMilli(settings.number("clock.wall"))));
    }

    /** One durable transaction; afterwards the file beside learns the last number. */
    <T> T change(Work<T> work) throws StorageException {
        try {
            T result = database.write(work);
            trouble = Optional.empty();
            afterCommit();
            return result;
        } catch (StorageException e) {
            trouble = Optional.of(e.fault());
            reload(e);
            throw e;
        } catch (RuntimeException e) {
            reload(e);
            throw e;
        }
    }

    /** What stands beside the ledger may fail without undoing what is committed. */
    private void afterCommit() {
        try {
            long seq = appended.isEmpty() ? chain.lastSeq() : lastOf(appended).operation().seq();
            if (seq != register.seq()) {
                register.counted(seq);
                register.note();
            }
            copies().take(appended);
        } catch (StorageException e) {
            trouble = Optional.of(e.fault());
        } finally {
            appended.clear();
        }
    }

    private static Chain.Appended lastOf(List<Chain.Appended> appended) {
        return appended.get(appended.size() - 1);
    }

    private Copies copies() {
        return copies.orElseThrow();
    }

    /** Whether this is a ledger that is only looked at. */
    boolean looks() {
        return copies.isEmpty();
    }

    /** Why the last change could not be written; empty while all is well. */
    Optional<StorageFault> trouble() {
        return trouble;
    }

    private void reload(Exception cause) {
        clockSaved = Instant.EPOCH;
        appended.clear();
        chain.forgetTail();
        journal.forgetLast();
        sales.forgetRecent();
        try {
            register.reload();
        } catch (StorageException e) {
            cause.addSuppressed(e);
        }
    }

    /** Joins the surrounding transaction. */
    void note(String kind, String subject, String body) throws StorageException {
        journal.append(clock.instant(), kind, subject, body);
    }

    /** Joins the surrounding transaction: writes an operation with its journal entry. */
    Operation append(OperationDraft draft, Optional<SaleId> sale) throws StorageException {
        Chain.Appended made = chain.append(draft, sale, clock.instant(), clock.quality());
        note("operation." + draft.kind().word(), draft.id().toString(), made.hash());
        appended.add(made);
        return made.operation();
    }

    /** Joins the surrounding transaction: the old rights are void until a new incarnation. */
    void fence(String why) throws StorageException {
        if (!register.fenced()) {
            register.fence();
            term.end();
            note("register.fenced", register.name(), why);
        }
    }

    /** Whether points may be spent from rights now: term running, clock trusted, not fenced. */
    boolean mayRedeem() {
        return term.runs() && !register.fenced() && clock.quality() == ClockQuality.TRUSTED;
    }

    /** What may still be spent of this register's right on a lot; 0 if it has none. */
    long remaining(String lot) throws StorageException {
        Instant now = term.latest();
        return rights.of(lot)
                .filter(right -> right.expiresAt().map(now::isBefore).orElse(true))
                .map(RightTotals::remaining)
                .orElse(0L);
    }

    Database database() {
        return database;
    }

    Settings settings() {
        return settings;
    }

    Register register() {
        return register;
    }

    TrustedClock clock() {
        return clock;
    }

    Term term() {
        return term;
    }

    Ids ids() {
        return ids;
    }

    Sealer sealer() {
        return sealer;
    }

    Members members() {
        return members;
    }

    Sales sales() {
        return sales;
    }

    Rights rights() {
        return rights;
    }

    Chain chain() {
        return chain;
    }

    Outbox outbox() {
        return outbox;
    }

    Replies replies() {
        return replies;
    }

    Journal journal() {
        return journal;
    }

    Answers answers() {
        return answers;
    }

    Documents documents() {
        return documents;
    }

    @Override
    public void close() {
        copies.ifPresent(Copies::close);
        register.close();
        database.close();
        lock.close();
    }
}
