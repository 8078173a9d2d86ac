package loyalty.processor.sync;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.processor.store.Document;
import loyalty.processor.store.Home;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.StoreException;
import loyalty.processor.store.Transaction;
import loyalty.processor.sync.RegisterFile.Incarnation;
import loyalty.processor.sync.RegisterFile.Newborn;
import loyalty.protocol.identity.Digests;
import loyalty.protocol.identity.VerifyKey;
import loyalty.protocol.sync.EnrolAnswer;
import loyalty.protocol.sync.EnrolRequest;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.text.JsonText;

/** How a register begins: by a one-time code, with a key of its own, as a new incarnation. */
final class Enrolment {
    /** Without vowels and look-alikes, so that a code can be read out. */
    private static final String LETTERS = "BCDFGHJKMNPQRSTVWXZ23456789";

    private static final int CODE_LENGTH = 16;
    private static final Duration CODE_LIFE = Duration.ofDays(7);

    private final Office office;
    private final Programme programme;
    private final Registers registers;
    private final SecureRandom random = new SecureRandom();

    Enrolment(Office office, Programme programme, Registers registers) {
        this.office = office;
        this.programme = programme;
        this.registers = registers;
    }

    /**
     * Makes a one-time code with which a register enrols. For a register that exists the code
     * replaces it: its incarnation is dead as soon as the code is used.
     */
    String newCode(String register, String store) throws StoreException {
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
    EnrolAnswer enrol(EnrolRequest request) throws StoreException, Unauthorized {
        String key = key(request.publicKey()).base64();
        Newborn newborn = newborn(key, request);
        Optional<Node.Mapping> code =
                office.store()
                        .transact(enrolment(request.code()), transaction -> use(transaction, key));
        if (code.isEmpty()) {
            throw new Unauthorized("this code is unknown, used or too old: ask for a new one");
        }
        Fields fields = Fields.of(code.get(), new ArrayList<>());
        boolean again = !fields.text("usedBy").orElse("").isEmpty();
        return begin(
                fields.requiredText("register"),
                fields.requiredText("store"),
                key,
                known -> again && known.had(key) ? known : known.enrolled(newborn));
    }

    /** The code as it was before; empty if it is not good for this key. */
    private Optional<Node.Mapping> use(Transaction transaction, String key) throws StoreException {
        if (transaction.document().isEmpty()) {
            return Optional.empty();
        }
        Node.Mapping state = Registers.mapping(transaction.document().get().state());
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
        return Optional.of(state);
    }

    /**
     * A register that was restored, copied or fenced begins a new incarnation; a machine that was
     * replaced and found again does not: it only brings what it wrote.
     */
    EnrolAnswer newIncarnation(Caller caller, EnrolRequest request)
            throws StoreException, Unauthorized {
        Holder holder = caller.holder();
        boolean replaced =
                registers
                        .file(holder.register())
                        .map(file -> file.replaced(holder.incarnation()))
                        .orElse(false);
        if (replaced) {
            throw new Unauthorized(
                    "another machine was enrolled in this one's place: enrol it with a new code");
        }
        String key = key(request.publicKey()).base64();
        Newborn newborn = newborn(key, request);
        return begin(
                holder.register(),
                caller.store(),
                key,
                known -> known.had(key) ? known : known.reborn(newborn));
    }

    /** How a register's next life is written down; unchanged if it has begun already. */
    private interface Birth {
        RegisterFile next(RegisterFile known) throws StoreException;
    }

    private static VerifyKey key(String base64) throws Unauthorized {
        try {
            return VerifyKey.ofBase64(base64);
        } catch (IllegalArgumentException e) {
            throw new Unauthorized("publicKey is not an Ed25519 key in X.509 form, base64");
        }
    }

    /** A request that comes again, perhaps late, begins nothing: its key has had its life. */
    private EnrolAnswer begin(String register, String store, String key, Birth birth)
            throws StoreException, Unauthorized {
        RegisterFile file =
                office.store()
                        .transact(
                                Registers.home(register),
                                transaction -> {
                                    RegisterFile known =
                                            transaction
                                                    .document()
                                                    .map(d -> RegisterFile.read(d.state()))
                                                    .orElse(fresh(register, store));
                                    if (known.isNewest(key)) {
                                        return known;
                                    }
                                    RegisterFile next = birth.next(known);
                                    if (next.isNewest(key)) {
                                        transaction.save(next.version(), next.text(), false);
                                    }
                                    return next;
                                });
        if (!file.isNewest(key)) {
            throw new Unauthorized("the life that began with this key is over: ask for a new code");
        }
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
                registers.contact(
                        new Caller(holder, file.store(), file.standing(holder.incarnation()))));
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

    private Newborn newborn(String key, EnrolRequest request) throws StoreException {
        Instant termEnd = office.now().plus(office.settings().offline().term());
        return new Newborn(key, request.latest(), termEnd, office.store().generation());
    }

    void publishKey(RegisterFile file, Incarnation incarnation) throws StoreException {
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
}
