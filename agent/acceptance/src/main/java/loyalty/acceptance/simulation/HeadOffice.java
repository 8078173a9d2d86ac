package loyalty.acceptance.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loyalty.acceptance.simulation.audit.BookReader;
import loyalty.acceptance.simulation.audit.Books;
import loyalty.acceptance.simulation.audit.Decisions;
import loyalty.acceptance.simulation.audit.Violation;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.processor.load.MemberImport;
import loyalty.processor.member.Account;
import loyalty.processor.member.Arrival;
import loyalty.processor.member.SaleBook;
import loyalty.processor.settings.Keys;
import loyalty.processor.settings.ProcessorSettings;
import loyalty.processor.store.Document;
import loyalty.processor.store.Home;
import loyalty.processor.store.Store;
import loyalty.processor.store.StoreException;
import loyalty.processor.sync.Caller;
import loyalty.processor.sync.Desks;
import loyalty.processor.sync.Office;
import loyalty.processor.sync.Programme;
import loyalty.processor.sync.RegisterFile;
import loyalty.processor.sync.Replay;
import loyalty.processor.sync.Unauthorized;
import loyalty.protocol.identity.IdentifierKey;
import loyalty.protocol.identity.SigningKey;
import loyalty.protocol.identity.VerifyKey;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.Batch;
import loyalty.protocol.sync.Contact.Standing;
import loyalty.protocol.sync.Correction;
import loyalty.protocol.sync.Extract;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.SaleBody;
import loyalty.protocol.text.JsonText;

/**
 * The real processor on a database at which it can die, and the people beside it: they release
 * rights, merge members, revoke registers, put backups back. What a death cut short they do again.
 */
final class HeadOffice implements AutoCloseable {
    private static final String IDENTIFIER_KEY = "5e".repeat(32);

    private final MortalStore store;
    private final Store seen;
    private final Keys keys;
    private final SimulatedTime time;
    private final Decisions decisions;
    private final ProcessorSettings settings;
    private final BookReader reader = new BookReader();
    private final Path backup;
    private final Set<Release> toRelease = new LinkedHashSet<>();
    private final Set<Holder> declared = new LinkedHashSet<>();
    private final Set<List<String>> toMerge = new LinkedHashSet<>();
    private final Set<List<String>> merged = new LinkedHashSet<>();
    private final Set<String> revoked = new LinkedHashSet<>();
    private Optional<Instant> backedUp = Optional.empty();
    private Desks desks;
    private Office office;
    private int deaths;
    private int releases;
    private int merges;
    private int restores;
    private Optional<Exception> broken = Optional.empty();

    /** A register to be declared dead; {@code patient} people wait for its term and guard. */
    private record Release(Holder holder, boolean patient) {}

    HeadOffice(Path folder, SimulatedTime time, Decisions decisions, Switches switches)
            throws StoreException {
        this.store = new MortalStore(folder.resolve("processor.db"));
        this.seen = switches.store().apply(store.mortal(), time);
        this.settings = switches.settings().apply(ProcessorSettings.defaults());
        this.backup = folder.resolve("backup.db");
        this.time = time;
        this.decisions = decisions;
        try {
            Path secrets = Files.createDirectories(folder.resolve("keys"));
            Files.writeString(secrets.resolve("identifier.key"), IDENTIFIER_KEY);
            this.keys = Keys.in(secrets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
    }

    private void start() {
        office = new Office(seen, keys, settings, time);
        desks = new Desks(office, new Programme(office), new NoReplay(), this::answered);
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

    /** The database without any danger, for the audit. */
    Store whole() {
        return store.whole();
    }

    Books books() throws StoreException {
        return reader.read(store.whole());
    }

    IdentifierKey identifier() {
        return keys.identifier();
    }

    /** What the registers' signature check comes to, without the arithmetic. */
    Caller known(Holder holder, SigningKey key) throws StoreException, Unauthorized {
        RegisterFile file =
                desks.registers()
                        .file(holder.register())
                        .orElseThrow(() -> new Unauthorized("register is not enrolled here"));
        List<RegisterFile.Incarnation> all = file.incarnations();
        RegisterFile.Incarnation mine =
                all.stream()
                        .filter(each -> each.number() == holder.incarnation())
                        .filter(each -> each.key().equals(key.verifyKey().base64()))
                        .findFirst()
                        .orElseThrow(() -> new Unauthorized("not this register's key"));
        boolean live = !mine.dead() && mine.number() == all.get(all.size() - 1).number();
        Standing standing = live ? Standing.LIVE : Standing.FENCED;
        return new Caller(holder, file.store(), file.revoked() ? Standing.REVOKED : standing);
    }

    // ---- dying ---------------------------------------------------------------------------------

    void dieSoon(int calls, boolean written) {
        store.dieAt(calls, written);
    }

    void dieWriting(String table) throws StoreException {
        store.dieWriting(table);
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

    // ---- what people decide --------------------------------------------------------------------

    void release(Holder holder, boolean patient) {
        toRelease.add(new Release(holder, patient));
    }

    void merge(String one, String other) {
        toMerge.add(List.of(one, other));
    }

    /**
     * Its batches wait for a person from now on, or are looked through and the register trusted.
     */
    void revoke(String register, boolean now) {
        attempt(
                () -> {
                    desks.registers().revoke(register, now);
                    if (now) {
                        revoked.add(register);
                    } else {
                        approveAll();
                        revoked.remove(register);
                    }
                });
    }

    boolean isRevoked(String register) {
        return revoked.contains(register);
    }

    /** Every register is trusted, also those of whose revocation only a backup knew. */
    void trustAll() {
        attempt(
                () -> {
                    for (RegisterFile file : desks.registers().all()) {
                        if (file.revoked()) {
                            desks.registers().revoke(file.id(), false);
                        }
                    }
                    approveAll();
                    revoked.clear();
                });
    }

    private void approveAll() throws StoreException, InvalidDocumentException {
        for (Document each : seen.page(Home.Kind.REVIEW, "", 1_000)) {
            desks.operations().approve(Batch.read(JsonText.read(each.state(), "review")));
            seen.remove(each.home());
        }
    }

    /** A code for a register that is new, or whose disk is gone; empty if the processor died. */
    Optional<String> code(String register, String shop) {
        List<String> made = new ArrayList<>();
        attempt(() -> made.add(desks.registers().newCode(register, shop)));
        return made.stream().findFirst();
    }

    /** Does what is decided and not done yet. */
    void carryOut() {
        attempt(
                () -> {
                    for (Release each : List.copyOf(toRelease)) {
                        if (release(each)) {
                            toRelease.remove(each);
                            releases++;
                        }
                    }
                    Set<String> known = books().members().keySet();
                    toMerge.removeIf(two -> !known.containsAll(two));
                    for (List<String> two : List.copyOf(toMerge)) {
                        desks.merge(two.get(0), two.get(1));
                        toMerge.remove(two);
                        merged.add(two);
                        merges++;
                    }
                });
    }

    private boolean release(Release what) throws StoreException {
        Holder holder = what.holder();
        if (!isKnown(holder)) {
            return true; // forgotten with what it held
        }
        if (!declared.contains(holder)) {
            desks.registers().declareDead(holder);
            declared.add(holder);
        }
        boolean inTime = !time.instant().isBefore(desks.registers().releasableFrom(holder));
        if (what.patient() && !inTime) {
            return false;
        }
        Map<String, Long> before = books().boundTo(holder);
        try {
            desks.registers().release(holder);
            if (inTime) {
                decisions.releasedInTime(holder, time.instant());
            }
        } finally {
            Map<String, Long> after = books().boundTo(holder);
            before.forEach(
                    (lot, points) -> decisions.allow(lot, points - after.getOrDefault(lot, 0L)));
        }
        return true;
    }

    /** Whether no key that was ever enrolled for its register signed this. */
    boolean isNobodys(Extract extract) throws StoreException {
        return desks.registers().file(extract.holder().register()).stream()
                .flatMap(file -> file.incarnations().stream())
                .map(each -> VerifyKey.ofBase64(each.key()))
                .noneMatch(key -> key.verifies(extract.signedBytes(), extract.signature()));
    }

    private boolean isKnown(Holder holder) throws StoreException {
        return desks.registers()
                .file(holder.register())
                .filter(
                        file ->
                                file.incarnations().stream()
                                        .anyMatch(each -> each.number() == holder.incarnation()))
                .isPresent();
    }

    /** Everything that is still bound to the dead comes home. */
    void releaseTheDead() throws StoreException {
        for (Holder holder : desks.registers().bound().keySet()) {
            boolean dead =
                    desks.registers()
                            .file(holder.register())
                            .map(RegisterFile::incarnations)
                            .map(all -> dead(all, holder.incarnation()))
                            .orElse(true);
            if (dead) {
                release(new Release(holder, false));
            }
        }
    }

    private static boolean dead(List<RegisterFile.Incarnation> all, long incarnation) {
        return all.stream().noneMatch(each -> each.number() == incarnation && !each.dead());
    }

    // ---- backups -------------------------------------------------------------------------------

    void backUp() throws StoreException {
        store.copyTo(backup);
        backedUp = Optional.of(time.instant());
    }

    boolean hasBackup() {
        return backedUp.isPresent();
    }

    /** The database is put back; what it held and forgot may be paid a second time. */
    void restore() throws StoreException {
        Map<String, Books.Lot> before = books().lots();
        store.live();
        store.putBack(backup);
        decisions.putBack();
        declared.clear();
        toMerge.addAll(merged); // operations that rely on it show that it was forgotten
        start();
        restores++;
        Map<String, Books.Lot> after = books().lots();
        before.forEach(
                (id, lot) ->
                        decisions.allow(
                                id, Books.forgotten(lot, Optional.ofNullable(after.get(id)))));
    }

    // ---- how it went ---------------------------------------------------------------------------

    private interface Deed {
        void done() throws StoreException, InvalidDocumentException;
    }

    private void attempt(Deed deed) {
        try {
            deed.done();
        } catch (StoreException | UncheckedIOException e) {
            failed(e);
        } catch (InvalidDocumentException e) {
            throw new IllegalStateException("the processor's own document", e);
        }
    }

    boolean isIdle() {
        return toRelease.isEmpty() && toMerge.isEmpty();
    }

    int deaths() {
        return deaths;
    }

    int releases() {
        return releases;
    }

    int merges() {
        return merges;
    }

    int restores() {
        return restores;
    }

    @Override
    public void close() {
        store.close();
    }
}
