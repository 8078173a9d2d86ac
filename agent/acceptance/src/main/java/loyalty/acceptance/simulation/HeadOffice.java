package loyalty.acceptance.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import loyalty.acceptance.simulation.audit.BookReader;
import loyalty.acceptance.simulation.audit.Books;
import loyalty.acceptance.simulation.audit.Violation;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.processor.load.MemberImport;
import loyalty.processor.member.Account;
import loyalty.processor.member.Arrival;
import loyalty.processor.member.SaleBook;
import loyalty.processor.settings.Keys;
import loyalty.processor.settings.ProcessorSettings;
import loyalty.processor.store.Store;
import loyalty.processor.store.StoreException;
import loyalty.processor.sync.Desks;
import loyalty.processor.sync.Office;
import loyalty.processor.sync.Programme;
import loyalty.processor.sync.Replay;
import loyalty.protocol.identity.IdentifierKey;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.Correction;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.SaleBody;

/** The real processor on a database at which it can die; then another one begins. */
final class HeadOffice implements AutoCloseable {
    private static final String IDENTIFIER_KEY = "5e".repeat(32);

    private final MortalStore store;
    private final Store seen;
    private final Keys keys;
    private final SimulatedTime time;
    private final ProcessorSettings settings;
    private final BookReader reader = new BookReader();
    private Desks desks;
    private Office office;
    private int deaths;
    private Optional<Exception> broken = Optional.empty();

    HeadOffice(Path folder, SimulatedTime time, Switches switches) throws StoreException {
        this.store = new MortalStore(folder.resolve("processor.db"));
        this.seen = switches.store().apply(store.mortal(), time);
        this.settings = switches.settings().apply(ProcessorSettings.defaults());
        this.time = time;
        try {
            Path secrets = Files.createDirectories(folder.resolve("keys"));
            Files.writeString(secrets.resolve("identifier.key"), IDENTIFIER_KEY);
            this.keys = Keys.in(secrets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
    }

    /** A processor begins with what is in the database. */
    void start() {
        office = new Office(seen, keys, settings, time);
        desks = new Desks(office, new Programme(office), new NoReplay(), this::answered);
    }

    /** Nothing is calculated in this world, so nothing can differ. */
    private static final class NoReplay implements Replay {
        @Override
        public List<Correction> differences(
                Arrival arrival, Optional<Account> account, SaleBook sales) {
            return List.of();
        }

        @Override
        public long most(String pack, SaleBody.LimitUse use) {
            return Long.MAX_VALUE;
        }

        @Override
        public boolean knows(String pack) {
            return true;
        }
    }

    void importMembers(Path file) throws Exception {
        new MemberImport(office, desks).run(file, progress -> {});
    }

    Desks desks() {
        return desks;
    }

    /** The database as the processor has it. */
    Store store() {
        return seen;
    }

    /** The database without any danger, for the audit. */
    Store whole() {
        return store.whole();
    }

    /** The same and its file, for whoever copies it or puts it back. */
    MortalStore database() {
        return store;
    }

    Books books() throws StoreException {
        return reader.read(store.whole());
    }

    IdentifierKey identifier() {
        return keys.identifier();
    }

    // ---- dying ---------------------------------------------------------------------------------

    void dieSoon(int calls, boolean written) {
        store.dieAt(calls, written);
    }

    void dieWriting(String table) throws StoreException {
        store.dieWriting(table);
    }

    /** Something asked of the processor from within. */
    interface Deed {
        void done() throws StoreException, InvalidDocumentException;
    }

    /** Does something that the processor may die of. */
    void attempt(Deed deed) {
        try {
            deed.done();
        } catch (StoreException | UncheckedIOException e) {
            failed(e);
        } catch (InvalidDocumentException e) {
            throw new IllegalStateException("the processor's own document", e);
        }
    }

    /** The processor died; another one begins with what is on disk. */
    void failed(Exception why) {
        if (!store.isDead()) {
            broke(why);
            return;
        }
        deaths++;
        live();
        start();
    }

    /** From now on it lives. */
    void live() {
        try {
            store.live();
        } catch (StoreException e) {
            throw new IllegalStateException("the simulation's own database", e);
        }
    }

    int deaths() {
        return deaths;
    }

    /** An operation that is set aside broke the processor, which only did not show it. */
    private void answered(OperationKind kind, Answer answer) {
        if (answer.reason().equals(Answer.Reason.SET_ASIDE)) {
            broke(new IllegalStateException(kind + " " + answer.operation() + " was set aside"));
        }
    }

    /** It failed, and not of anything that this simulation did to it. */
    void broke(Exception why) {
        broken = broken.or(() -> Optional.of(why));
    }

    /** Whoever asked may have lived with it; nobody else shall. */
    void mustNotHaveBroken() {
        if (broken.isPresent()) {
            throw new Violation("the processor broke", broken.get());
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
