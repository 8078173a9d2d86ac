package loyalty.processor.sync;

import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.processor.member.Account;
import loyalty.processor.member.Rights;
import loyalty.processor.store.Document;
import loyalty.processor.store.Home;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.Store;
import loyalty.processor.store.StoreException;
import loyalty.processor.store.Transaction;
import loyalty.processor.sync.RegisterFile.Incarnation;
import loyalty.protocol.identity.Digests;
import loyalty.protocol.identity.VerifyKey;
import loyalty.protocol.sync.Contact;
import loyalty.protocol.sync.EnrolAnswer;
import loyalty.protocol.sync.EnrolRequest;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.SignedRequest;
import loyalty.protocol.text.JsonText;

/** Who the registers are: enrolment, signatures, terms, death and release. */
public final class Registers {
    /** Without vowels and look-alikes, so that a code can be read out. */
    private static final String LETTERS = "BCDFGHJKMNPQRSTVWXZ23456789";

    private static final int CODE_LENGTH = 16;
    private static final Duration CODE_LIFE = Duration.ofDays(7);

    /** A term is written down again only when it lost more than this. */
    private static final Duration TERM_SLACK = Duration.ofMinutes(5);

    private static final int PAGE = 200;

    private final Office office;
    private final Programme programme;

    /** A generation for which every register has told its totals; it stays so. */
    private volatile String reported = "";

    private final SecureRandom random = new SecureRandom();

    public Registers(Office office, Programme programme) {
        this.office = office;
        this.programme = programme;
    }

    /**
     * Makes a one-time code with which a register enrols. For a register that exists the code
     * replaces it: its incarnation is dead as soon as the code is used.
     */
    public String newCode(String register, String store) throws StoreException {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < CODE_LENGTH; i++) {
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        Node.Mapping state =
                Tree.mapping()
                        .put("register", register)
                        .put("store", store)
                        .put("until", office.now().plus(CODE_LIFE).toString())
                        .put("usedBy", "")
                        .node();
        office.store()
                .transact(
                        enrolment(code.toString()),
                        transaction -> {
                            transaction.save(1, JsonText.write(state), false);
                            return true;
                        });
        return code.toString();
    }

    private static Home enrolment(String code) {
        return new Home(Kind.ENROLMENT, Digests.sha256Hex("enrolment " + code.strip()));
    }

    /** Enrols by code; the same code with the same key again gives the same answer. */
    public EnrolAnswer enrol(EnrolRequest request) throws StoreException, Unauthorized {
        VerifyKey key = key(request.publicKey());
        Optional<Node.Mapping> used =
                office.store()
                        .transact(
                                enrolment(request.code()),
                                transaction -> use(transaction, key.base64()));
        if (used.isEmpty()) {
            throw new Unauthorized("this code is unknown, used or too old: ask for a new one");
        }
        Fields fields = Fields.of(used.get(), new ArrayList<>());
        return begin(fields.requiredText("register"), fields.requiredText("store"), key.base64());
    }

    private Optional<Node.Mapping> use(Transaction transaction, String key) throws StoreException {
        if (transaction.document().isEmpty()) {
            return Optional.empty();
        }
        Node.Mapping state = mapping(transaction.document().get().state());
        Fields fields = Fields.of(state, new ArrayList<>());
        String usedBy = fields.text("usedBy").orElse("");
        boolean late = office.now().isAfter(Instant.parse(fields.requiredText("until")));
        if (usedBy.isEmpty() ? late : !usedBy.equals(key)) {
            return Optional.empty();
        }
        Node.Mapping next =
                Tree.mapping()
                        .put("register", fields.requiredText("register"))
                        .put("store", fields.requiredText("store"))
                        .put("until", fields.requiredText("until"))
                        .put("usedBy", key)
                        .node();
        transaction.save(2, JsonText.write(next), false);
        return Optional.of(next);
    }

    /** A live register that was restored, copied or fenced begins a new incarnation. */
    public EnrolAnswer newIncarnation(Caller caller, EnrolRequest request)
            throws StoreException, Unauthorized {
        return begin(caller.holder().register(), caller.store(), key(request.publicKey()).base64());
    }

    private static VerifyKey key(String base64) throws Unauthorized {
        try {
            return VerifyKey.ofBase64(base64);
        } catch (IllegalArgumentException e) {
            throw new Unauthorized("publicKey is not an Ed25519 key in X.509 form, base64");
        }
    }

    private EnrolAnswer begin(String register, String store, String key) throws StoreException {
        String generation = office.store().generation();
        RegisterFile file =
                office.store()
                        .transact(
                                home(register),
                                transaction -> {
                                    RegisterFile known =
                                            transaction
                                                    .document()
                                                    .map(d -> RegisterFile.read(d.state()))
                                                    .orElse(fresh(register, store));
                                    if (!known.incarnations().isEmpty()
                                            && known.newest().key().equals(key)) {
                                        return known;
                                    }
                                    RegisterFile next = known.reborn(key, termEnd(), generation);
                                    transaction.save(next.version(), next.text(), false);
                                    return next;
                                });
        for (Incarnation incarnation : file.incarnations()) {
            publishKey(file, incarnation);
        }
        Holder holder = new Holder(register, file.newest().number());
        return new EnrolAnswer(
                holder,
                file.store(),
                programme.name(),
                office.keys().signing().verifyKey().base64(),
                Base64.getEncoder()
                        .encodeToString(HexFormat.of().parseHex(office.keys().identifier().hex())),
                settings(),
                contact(new Caller(holder, file.store(), file.standing(holder.incarnation()))));
    }

    private static RegisterFile fresh(String register, String store) {
        return new RegisterFile(register, 0, store, false, List.of());
    }

    private Node.Mapping settings() {
        var offline = office.settings().offline();
        return Tree.mapping()
                .put("term", offline.term().toString())
                .put("leaseShare", offline.leaseShare())
                .put("idleReturn", offline.idleReturn().toString())
                .put("expiryMargin", offline.expiryMargin().toString())
                .put("reservationLimit", offline.reservationLimit().toString())
                .put("lowerOffline", offline.lowerOffline())
                .put("upperOffline", offline.upperOffline())
                .put("keepAnswered", offline.keepAnswered().toString())
                .put("bootGap", offline.bootGap().toString())
                .node();
    }

    private Instant termEnd() {
        return office.now().plus(office.settings().offline().term());
    }

    private void publishKey(RegisterFile file, Incarnation incarnation) throws StoreException {
        String state =
                JsonText.write(
                        Tree.mapping()
                                .put("publicKey", incarnation.key())
                                .put("store", file.store())
                                .put("dead", incarnation.dead())
                                .node());
        Home home = new Home(Kind.KEY, new Holder(file.id(), incarnation.number()).toString());
        office.store()
                .transact(
                        home,
                        transaction -> {
                            boolean same =
                                    transaction
                                            .document()
                                            .map(d -> d.state().equals(state))
                                            .orElse(false);
                            if (!same) {
                                long version =
                                        transaction.document().map(Document::version).orElse(0L);
                                transaction.save(version + 1, state, true);
                            }
                            return true;
                        });
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
        VerifyKey key = VerifyKey.ofBase64(incarnation.key());
        if (!key.verifies(request.signedBytes(), signature)) {
            throw new Unauthorized("the signature is not of this register's key");
        }
        return new Caller(holder, file.store(), file.standing(holder.incarnation()));
    }

    /** What every answer tells; renews the term of a live incarnation. */
    public Contact contact(Caller caller) throws StoreException {
        String generation = office.store().generation();
        Duration term = caller.live() ? renewed(caller.holder()) : Duration.ZERO;
        return new Contact(
                office.now(),
                term,
                generation,
                caller.standing(),
                totalsWanted(caller, generation));
    }

    private boolean totalsWanted(Caller caller, String generation) throws StoreException {
        return caller.live()
                && file(caller.holder().register())
                        .flatMap(file -> file.incarnation(caller.holder().incarnation()))
                        .map(incarnation -> !incarnation.totalsOf().equals(generation))
                        .orElse(false);
    }

    /**
     * The term told is never longer than the one written down: a release counts from the latter.
     */
    private Duration renewed(Holder holder) throws StoreException {
        Instant now = office.now();
        Duration whole = office.settings().offline().term();
        Instant end =
                file(holder.register())
                        .flatMap(file -> file.incarnation(holder.incarnation()))
                        .map(Incarnation::termEnd)
                        .orElse(now);
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

    private static Home home(String register) {
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

    /** The key of an incarnation, to check what it signed. */
    Optional<VerifyKey> keyOf(Holder holder) throws StoreException {
        return file(holder.register())
                .flatMap(file -> file.incarnation(holder.incarnation()))
                .map(Incarnation::key)
                .map(VerifyKey::ofBase64);
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
                publishKey(file.get(), incarnation);
            }
        }
    }

    /** When a dead incarnation's rights may be released without a second confirmation. */
    public Instant releasableFrom(Holder holder) throws StoreException {
        var offline = office.settings().offline();
        Instant end =
                file(holder.register())
                        .flatMap(file -> file.incarnation(holder.incarnation()))
                        .map(Incarnation::termEnd)
                        .orElse(office.now());
        return end.plus(offline.guard()).plus(offline.term().dividedBy(100));
    }

    /**
     * Everything bound to a dead incarnation comes home, member by member, until nothing is left.
     *
     * @return points released
     */
    public long release(Holder holder) throws StoreException {
        long released = 0;
        while (true) {
            List<Store.Bound> bound = office.store().boundTo(holder, PAGE);
            if (bound.isEmpty()) {
                return released;
            }
            for (Store.Bound each : bound) {
                released += office.store().transact(each.home(), tx -> release(tx, holder));
            }
        }
    }

    private long release(Transaction transaction, Holder holder) throws StoreException {
        Optional<Account> account = office.account(transaction);
        if (account.isEmpty()) {
            return 0;
        }
        long released = new Rights(account.get(), programme.circumstances(this)).release(holder);
        office.save(transaction, account.get());
        return released;
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
