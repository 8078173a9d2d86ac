package loyalty.processor.sync;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.processor.store.Document;
import loyalty.processor.store.Home;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.StoreException;
import loyalty.processor.sync.RegisterFile.Incarnation;
import loyalty.protocol.identity.VerifyKey;
import loyalty.protocol.sync.Contact;
import loyalty.protocol.sync.EnrolAnswer;
import loyalty.protocol.sync.EnrolRequest;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.SignedRequest;
import loyalty.protocol.text.JsonText;

/** Who the registers are: enrolment, signatures, terms, death and release. */
public final class Registers {
    /** A term is written down again only when it lost more than this. */
    private static final Duration TERM_SLACK = Duration.ofMinutes(5);

    private static final int PAGE = 200;
    private static final int KEYS_KEPT = 10_000;

    private final Office office;

    /** A generation for which every register has told its totals; it stays so. */
    private volatile String reported = "";

    /** Keys once read: reading one costs as much as checking a signature. */
    private final ConcurrentMap<String, VerifyKey> keys = new ConcurrentHashMap<>();

    private final Enrolment enrolment;
    private final Releases releases;

    public Registers(Office office, Programme programme) {
        this.office = office;
        this.enrolment = new Enrolment(office, programme, this);
        this.releases = new Releases(office, programme, this);
    }

    /**
     * Makes a one-time code with which a register enrols. For a register that exists the code
     * replaces it: its incarnation is dead as soon as the code is used.
     */
    public String newCode(String register, String store) throws StoreException {
        return enrolment.newCode(register, store);
    }

    /** Enrols by code; the same code with the same key again gives the same answer. */
    public EnrolAnswer enrol(EnrolRequest request) throws StoreException, Unauthorized {
        return enrolment.enrol(request);
    }

    /** A live register that was restored, copied or fenced begins a new incarnation. */
    public EnrolAnswer newIncarnation(Caller caller, EnrolRequest request)
            throws StoreException, Unauthorized {
        return enrolment.newIncarnation(caller, request);
    }

    /** Checks a request's signature under the key of the incarnation it names. */
    public Caller caller(SignedRequest request, String signature)
            throws StoreException, Unauthorized {
        Holder holder = request.holder();
        RegisterFile file =
                file(holder.register())
                        .orElseThrow(() -> new Unauthorized("register is not enrolled here"));
        Incarnation incarnation =
                file.incarnation(holder.incarnation())
                        .orElseThrow(() -> new Unauthorized("incarnation is not known here"));
        VerifyKey key = key(incarnation.key());
        if (!key.verifies(request.signedBytes(), signature)) {
            throw new Unauthorized("the signature is not of this register's key");
        }
        return new Caller(holder, file.store(), file.standing(holder.incarnation()));
    }

    private VerifyKey key(String base64) {
        if (keys.size() > KEYS_KEPT) {
            keys.clear();
        }
        return keys.computeIfAbsent(base64, VerifyKey::ofBase64);
    }

    /** What every answer tells; renews the term of a live incarnation. */
    public Contact contact(Caller caller) throws StoreException {
        String generation = office.store().generation();
        Optional<Incarnation> live =
                caller.live()
                        ? file(caller.holder().register())
                                .flatMap(file -> file.incarnation(caller.holder().incarnation()))
                        : Optional.empty();
        return new Contact(
                office.now(),
                live.isPresent() ? renewed(caller.holder(), live.get()) : Duration.ZERO,
                generation,
                caller.standing(),
                live.map(each -> !each.totalsOf().equals(generation)).orElse(false));
    }

    /**
     * The term told is never longer than the one written down: a release counts from the latter.
     */
    private Duration renewed(Holder holder, Incarnation known) throws StoreException {
        Instant now = office.now();
        Duration whole = office.settings().offline().term();
        Instant end = known.termEnd();
        if (Duration.between(now, end).compareTo(whole.minus(TERM_SLACK)) < 0) {
            end = change(holder, each -> each.until(now.plus(whole))).termEnd();
        }
        Duration left = Duration.between(now, end);
        return left.isNegative() ? Duration.ZERO : left.compareTo(whole) > 0 ? whole : left;
    }

    /** The register has told all it holds since the processor was restored. */
    public void totalsKnown(Holder holder) throws StoreException {
        String generation = office.store().generation();
        change(holder, each -> each.reported(generation));
    }

    /** A person ends the wait for registers that do not report. */
    public void endWait() throws StoreException {
        String generation = office.store().generation();
        for (RegisterFile file : all()) {
            for (Incarnation incarnation : file.incarnations()) {
                if (!incarnation.totalsOf().equals(generation)) {
                    change(
                            new Holder(file.id(), incarnation.number()),
                            each -> each.reported(generation));
                }
            }
        }
    }

    /** True unless the processor was restored and some live register has not reported yet. */
    public boolean allReported() throws StoreException {
        String generation = office.store().generation();
        if (generation.equals(reported)) {
            return true;
        }
        boolean all =
                all().stream()
                        .filter(file -> !file.incarnations().isEmpty())
                        .map(RegisterFile::newest)
                        .allMatch(each -> each.dead() || each.totalsOf().equals(generation));
        if (all) {
            reported = generation;
        }
        return all;
    }

    private Incarnation change(Holder holder, UnaryOperator<Incarnation> change)
            throws StoreException {
        return office.store()
                .transact(
                        home(holder.register()),
                        transaction -> {
                            RegisterFile file =
                                    RegisterFile.read(transaction.document().orElseThrow().state());
                            Incarnation changed =
                                    change.apply(
                                            file.incarnation(holder.incarnation()).orElseThrow());
                            RegisterFile next = file.with(changed);
                            transaction.save(next.version(), next.text(), false);
                            return changed;
                        });
    }

    /** All registers. */
    public List<RegisterFile> all() throws StoreException {
        List<RegisterFile> all = new ArrayList<>();
        String after = "";
        while (true) {
            List<Document> page = office.store().page(Kind.REGISTER, after, PAGE);
            page.forEach(document -> all.add(RegisterFile.read(document.state())));
            if (page.size() < PAGE) {
                return all;
            }
            after = page.get(page.size() - 1).home().id();
        }
    }

    public Optional<RegisterFile> file(String register) throws StoreException {
        return office.store()
                .find(home(register))
                .map(document -> RegisterFile.read(document.state()));
    }

    static Home home(String register) {
        return new Home(Kind.REGISTER, register);
    }

    /** True if the incarnation was declared dead, or is not known at all. */
    boolean dead(Holder holder) {
        try {
            return file(holder.register())
                    .flatMap(file -> file.incarnation(holder.incarnation()))
                    .map(Incarnation::dead)
                    .orElse(true);
        } catch (StoreException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether an incarnation signed this; of number 0, which has no key, whether any did. */
    boolean signed(Holder holder, byte[] content, String signature) throws StoreException {
        long number = holder.incarnation();
        return file(holder.register()).map(RegisterFile::incarnations).orElse(List.of()).stream()
                .filter(each -> number == 0 || each.number() == number)
                .map(each -> key(each.key()))
                .anyMatch(key -> key.verifies(content, signature));
    }

    /** Its batches wait for review from now on, or no longer. Rights stay where they are. */
    public void revoke(String register, boolean revoked) throws StoreException {
        office.store()
                .transact(
                        home(register),
                        transaction -> {
                            RegisterFile file =
                                    RegisterFile.read(transaction.document().orElseThrow().state());
                            RegisterFile next = file.revoked(revoked);
                            transaction.save(next.version(), next.text(), false);
                            return true;
                        });
    }

    /** The incarnation is dead from now on; its rights stay bound until they are released. */
    public void declareDead(Holder holder) throws StoreException {
        change(holder, Incarnation::deceased);
        Optional<RegisterFile> file = file(holder.register());
        if (file.isPresent()) {
            for (Incarnation incarnation : file.get().incarnations()) {
                enrolment.publishKey(file.get(), incarnation);
            }
        }
    }

    /** When a dead incarnation's rights may be released without a second confirmation. */
    public Instant releasableFrom(Holder holder) throws StoreException {
        return releases.releasableFrom(holder);
    }

    /**
     * Everything bound to a dead incarnation comes home, member by member, until nothing is left.
     *
     * @return points released
     */
    public long release(Holder holder) throws StoreException {
        return releases.release(holder);
    }

    /**
     * Counts what the programme paid, or may have to, through an incarnation; one that is not on
     * file, from before the register was enrolled or forgotten with a backup, counts as the newest.
     */
    void lost(Holder holder, long released, long covered) throws StoreException {
        if (released > 0 || covered > 0) {
            Optional<RegisterFile> file = file(holder.register());
            if (file.isPresent()) {
                long life =
                        file.get()
                                .incarnation(holder.incarnation())
                                .orElseGet(file.get()::newest)
                                .number();
                change(new Holder(holder.register(), life), each -> each.losing(released, covered));
            }
        }
    }

    /** Points bound per incarnation. */
    public Map<Holder, Long> bound() throws StoreException {
        return office.store().bound();
    }

    static Node.Mapping mapping(String text) {
        try {
            return (Node.Mapping) JsonText.read(text, "record");
        } catch (InvalidDocumentException e) {
            throw new IllegalStateException("a record is damaged", e);
        }
    }
}
