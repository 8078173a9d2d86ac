package loyalty.terminal.commit;

import java.io.IOException;
import java.nio.file.Files;
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
import loyalty.terminal.database.Schema;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.database.StorageFault;
import loyalty.terminal.database.Work;
import loyalty.terminal.member.Members;

/** The opened ledger's parts, and the one way to change them: a transaction. */
final class Book implements AutoCloseable {
    private static final String FILE = "ledger.db";
    private static final String BESIDE = "ledger.register";
    private static final String MIRROR = "operations.copy";
    private static final long CHECK_BYTES = 64L << 20;
    private static final Duration SAVE_CLOCK = Duration.ofMinutes(1);

    private final FolderLock lock;
    private final Path mirrorPath;
    private final Mirror mirror;
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
    private final Outbox outbox;
    private final Journal journal;
    private final Answers answers;
    private final Documents documents;
    private final List<Outbox.Appended> appended = new ArrayList<>();
    private long mirrored;
    private Instant clockSaved = Instant.EPOCH;
    private Optional<StorageFault> trouble = Optional.empty();

    private Book(LedgerSetup setup, Database database, FolderLock lock) throws StorageException {
        this.lock = lock;
        this.mirrorPath = setup.folder().resolve(MIRROR);
        this.mirror = Mirror.open(mirrorPath);
        this.database = database;
        this.settings = new Settings(database);
        this.register = Register.open(settings, setup.folder().resolve(BESIDE), setup.register());
        this.clock = new TrustedClock(setup.wall(), setup.ticker(), setup.bootGap(), savedAnchor());
        this.term = new Term(settings, clock);
        this.ids = new Ids(clock, setup.random());
        this.members = new Members(database, setup.personalKey());
        this.sealer = new Sealer(setup.personalKey());
        this.sales = new Sales(database, sealer);
        this.rights = new Rights(database, register);
        this.outbox = new Outbox(database, register, setup.engineVersion(), sealer);
        this.journal = new Journal(database);
        this.answers = new Answers(database, sealer);
        this.documents = new Documents(database, settings);
    }

    static Book open(LedgerSetup setup) throws StorageException {
        try {
            Files.createDirectories(setup.folder());
        } catch (IOException e) {
            throw new StorageException(
                    StorageFault.READ_ONLY,
                    "cannot make " + setup.folder() + ": check the rights of its parent",
                    e);
        }
        FolderLock lock = FolderLock.take(setup.folder().resolve("ledger.lock"));
        try {
            return openWhole(setup, lock);
        } catch (StorageException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Damage that shows only while opening is met by opening again. */
    private static Book openWhole(LedgerSetup setup, FolderLock lock) throws StorageException {
        try {
            return open(setup, lock);
        } catch (StorageException e) {
            if (e.fault() != StorageFault.CORRUPT) {
                throw e;
            }
            return open(setup, lock);
        }
    }

    private static Book open(LedgerSetup setup, FolderLock lock) throws StorageException {
        Path file = setup.folder().resolve(FILE);
        Optional<Database> whole = whole(setup, file);
        Optional<Recovery.Report> report = Optional.empty();
        if (whole.isEmpty()) {
            Sealer sealer = new Sealer(setup.personalKey());
            report =
                    Optional.of(
                            new Recovery(setup, file)
                                    .rebuild(sealer, setup.folder().resolve(MIRROR)));
            whole = Optional.of(Database.open(file, setup.connector(), Schema.scripts()));
        }
        Database database = whole.get();
        try {
            Book book = new Book(setup, database, lock);
            book.compareWithFileBeside();
            if (report.isPresent()) {
                book.rebuilt(report.get());
            }
            book.catchUpMirror();
            return book;
        } catch (StorageException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** The ledger; empty if it is damaged. */
    private static Optional<Database> whole(LedgerSetup setup, Path file) throws StorageException {
        if (Files.exists(Recovery.marker(file))) {
            return Optional.empty();
        }
        boolean unclean = size(file.resolveSibling(file.getFileName() + "-wal")) > 0;
        try {
            Database database = Database.open(file, setup.connector(), Schema.scripts());
            if (unclean && size(file) < CHECK_BYTES && !database.quickCheck().isEmpty()) {
                database.close();
                return Optional.empty();
            }
            return Optional.of(database);
        } catch (StorageException e) {
            if (e.fault() == StorageFault.CORRUPT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static long size(Path file) {
        return file.toFile().length();
    }

    private void rebuilt(Recovery.Report report) throws StorageException {
        change(
                () -> {
                    fence("the ledger was rebuilt");
                    note("ledger.rebuilt", register.name(), report.sentence());
                    return true;
                });
    }

    /** Copies what was committed and not copied before the last end. */
    private void catchUpMirror() throws StorageException {
        if (outbox.waiting(1).isEmpty()) {
            mirrored = outbox.lastPosition();
            return;
        }
        mirrored = Mirror.lastPosition(mirrorPath);
        copyToMirror();
    }

    private void copyToMirror() throws StorageException {
        for (List<Mirror.Line> lines = outbox.storedAfter(mirrored, 500);
                !lines.isEmpty();
                lines = outbox.storedAfter(mirrored, 500)) {
            mirror.append(lines);
            mirrored = lines.get(lines.size() - 1).position();
        }
    }

    /** Nothing waits: the copy may go. */
    void trimMirror() throws StorageException {
        if (outbox.waiting(1).isEmpty()) {
            mirror.trim();
        }
    }

    private void compareWithFileBeside() throws StorageException {
        register.counted(outbox.lastSeq());
        if (register.disagrees()) {
            change(
                    () -> {
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
            long seq = appended.isEmpty() ? outbox.lastSeq() : lastOf(appended).operation().seq();
            if (seq != register.seq()) {
                register.counted(seq);
                register.note();
            }
            copyAppended();
        } catch (StorageException e) {
            trouble = Optional.of(e.fault());
        } finally {
            appended.clear();
        }
    }

    private static Outbox.Appended lastOf(List<Outbox.Appended> appended) {
        return appended.get(appended.size() - 1);
    }

    /** What was written is still at hand, unless an earlier copy has failed. */
    private void copyAppended() throws StorageException {
        if (appended.isEmpty()) {
            return;
        }
        if (appended.get(0).line().position() == mirrored + 1) {
            mirror.append(appended.stream().map(Outbox.Appended::line).toList());
            mirrored = lastOf(appended).line().position();
        } else {
            copyToMirror();
        }
    }

    /** Why the last change could not be written; empty while all is well. */
    Optional<StorageFault> trouble() {
        return trouble;
    }

    private void reload(Exception cause) {
        clockSaved = Instant.EPOCH;
        appended.clear();
        outbox.forgetTail();
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
        Outbox.Appended made = outbox.append(draft, sale, clock.instant(), clock.quality());
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

    Outbox outbox() {
        return outbox;
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
        mirror.close();
        register.close();
        database.close();
        lock.close();
    }
}
