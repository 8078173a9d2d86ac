package loyalty.processor.sync;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.processor.member.Account;
import loyalty.processor.member.AccountText;
import loyalty.processor.member.Bookkeeper;
import loyalty.processor.member.Circumstances;
import loyalty.processor.member.SaleBook;
import loyalty.processor.member.SoldSale;
import loyalty.processor.member.Succession;
import loyalty.processor.store.Home;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.Store;
import loyalty.processor.store.StoreException;
import loyalty.processor.store.Transaction;
import loyalty.processor.store.Transaction.Seen;
import loyalty.protocol.identity.VerifyKey;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.Answer.Outcome;
import loyalty.protocol.sync.Answer.Reason;
import loyalty.protocol.sync.Batch;
import loyalty.protocol.sync.BatchAnswer;
import loyalty.protocol.sync.Contact.Standing;
import loyalty.protocol.sync.EnrolBody;
import loyalty.protocol.sync.Extract;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.ReturnBody;
import loyalty.protocol.sync.Transfer;
import loyalty.protocol.text.JsonText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes batches of operations and answers each. An operation takes effect once: it is remembered in
 * the transaction that books it, at the member it names.
 */
public final class Operations {
    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);

    private final Office office;
    private final Programme programme;
    private final Registers registers;
    private final Members members;
    private final Replay replay;
    private final Reception reception;

    /** Hears of every answer, for metrics. */
    @FunctionalInterface
    public interface Reception {
        void answered(OperationKind kind, Answer answer);
    }

    public Operations(
            Office office,
            Programme programme,
            Registers registers,
            Members members,
            Replay replay,
            Reception reception) {
        this.office = office;
        this.programme = programme;
        this.registers = registers;
        this.members = members;
        this.replay = replay;
        this.reception = reception;
    }

    /** Answers a batch of one incarnation of the caller's register. */
    public BatchAnswer answer(Caller caller, Batch batch) throws StoreException, Unauthorized {
        Holder holder = author(caller, batch);
        if (caller.standing() == Standing.REVOKED) {
            return review(caller, holder, batch);
        }
        Circumstances now = programme.circumstances(registers);
        List<Answer> answers = office.store().together(() -> each(batch, now));
        Store.Numbers numbers = office.store().answered(holder, closed(batch, answers));
        Caller after = caller;
        if (numbers.contradicted() && caller.live()) {
            LOG.warn("register {} gave a number twice: it was copied or restored", holder);
            registers.declareDead(holder);
            after = new Caller(caller.holder(), caller.store(), Standing.FENCED);
        }
        return new BatchAnswer(
                answers,
                numbers.gapless(),
                office.settings().offline().keepAnswered(),
                registers.contact(after));
    }

    /** A register may bring operations of its earlier incarnations, but not of another register. */
    private static Holder author(Caller caller, Batch batch) throws Unauthorized {
        if (batch.operations().isEmpty()) {
            return caller.holder();
        }
        Holder holder = batch.operations().get(0).holder();
        for (Operation operation : batch.operations()) {
            boolean own =
                    operation.holder().equals(holder)
                            && holder.register().equals(caller.holder().register())
                            && holder.incarnation() <= caller.holder().incarnation();
            if (!own) {
                throw new Unauthorized(
                        "a batch holds operations of one incarnation of the register that signs");
            }
        }
        return holder;
    }

    private List<Answer> each(Batch batch, Circumstances now) throws StoreException {
        Set<String> blocked = new HashSet<>();
        List<Answer> answers = new ArrayList<>();
        for (Operation operation : batch.operations()) {
            String member = operation.member().orElse("");
            Answer answer =
                    !member.isEmpty() && blocked.contains(member)
                            ? Answer.later(
                                    operation.id(),
                                    Reason.EARLIER_WAITS,
                                    "an earlier operation on this member waits")
                            : guarded(operation, now);
            if (!answer.closes()) {
                blocked.add(member);
            }
            reception.answered(operation.kind(), answer);
            answers.add(answer);
        }
        return answers;
    }

    /** One operation that makes us fail is set aside, not its batch. */
    private Answer guarded(Operation operation, Circumstances now) throws StoreException {
        try {
            return one(operation, now);
        } catch (IllegalStateException | IllegalArgumentException | ArithmeticException e) {
            LOG.error("operation {} cannot be booked and is set aside", operation.id(), e);
            return Answer.later(
                    operation.id(),
                    Reason.SET_ASIDE,
                    "the processor could not book this and has reported it");
        }
    }

    private static Map<Long, String> closed(Batch batch, List<Answer> answers) {
        Map<Long, String> hashes = new LinkedHashMap<>();
        for (int i = 0; i < answers.size(); i++) {
            Operation operation = batch.operations().get(i);
            if (answers.get(i).closes()) {
                hashes.put(operation.seq(), operation.hash());
            }
        }
        return hashes;
    }

    /** Books one operation, wherever it comes from. */
    public Answer one(Operation operation, Circumstances now) throws StoreException {
        Home home =
                operation.member().isPresent()
                        ? Home.member(operation.member().get())
                        : new Home(Kind.REGISTER, operation.holder().register());
        if (!replay.knows(operation.pack())) {
            return Answer.later(
                    operation.id(),
                    Reason.UNKNOWN_PACK,
                    "pack " + operation.pack() + " is unknown");
        }
        Optional<String> forged = forged(operation);
        if (forged.isPresent()) {
            return Answer.rejected(operation.id(), Reason.INVARIANT, forged.get());
        }
        Answer answer = office.store().transact(home, tx -> book(tx, operation, now));
        Answer whole = handedOn(home, operation, answer, now);
        if (operation.kind() == OperationKind.ENROL && whole.closes()) {
            linkCards(operation, whole);
        }
        return whole;
    }

    /** Why something signed inside the operation is not genuine. */
    private Optional<String> forged(Operation operation) throws StoreException {
        for (Transfer transfer : operation.transfers()) {
            if (!genuine(transfer)) {
                return Optional.of("transfer " + transfer.id() + " is not signed by its giver");
            }
        }
        try {
            if (operation.kind() == OperationKind.TRANSFER
                    && !genuine(Transfer.read(operation.body()))) {
                return Optional.of("the transfer is not signed by its giver");
            }
            if (operation.kind() == OperationKind.RETURN) {
                Optional<Extract> extract = ReturnBody.read(operation.body()).extract();
                if (extract.isPresent() && !genuine(extract.get())) {
                    return Optional.of("the receipt's extract is not signed by its register");
                }
            }
            return Optional.empty();
        } catch (InvalidDocumentException e) {
            return Optional.empty();
        }
    }

    private boolean genuine(Transfer transfer) throws StoreException {
        Optional<VerifyKey> key = registers.keyOf(transfer.from());
        return key.isPresent() && key.get().verifies(transfer.signedBytes(), transfer.signature());
    }

    private boolean genuine(Extract extract) throws StoreException {
        Optional<VerifyKey> key = registers.keyOf(extract.holder());
        return key.isPresent() && key.get().verifies(extract.signedBytes(), extract.signature());
    }

    private Answer book(Transaction transaction, Operation operation, Circumstances now)
            throws StoreException {
        Optional<Answer> known = known(transaction, operation);
        if (known.isPresent()) {
            return known.get();
        }
        Optional<Answer> replaced = replaced(transaction, operation);
        Answer answer = replaced.isPresent() ? replaced.get() : fresh(transaction, operation, now);
        if (answer.closes()) {
            remember(transaction, operation, answer);
        }
        return answer;
    }

    private static Optional<Answer> known(Transaction transaction, Operation operation)
            throws StoreException {
        Optional<Seen> seen = transaction.seen(operation.id().toString());
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        if (!seen.get().hash().equals(operation.hash())) {
            return Optional.of(
                    Answer.rejected(
                            operation.id(),
                            Reason.ID_REUSED,
                            "this id is known with another content"));
        }
        return Optional.of(Answer.known(answer(seen.get())));
    }

    private static Answer answer(Seen seen) {
        return Answer.read(Fields.of(Registers.mapping(seen.answer()), new ArrayList<>()));
    }

    private static Optional<Answer> replaced(Transaction transaction, Operation operation)
            throws StoreException {
        if (operation.replaces().isEmpty()) {
            return Optional.empty();
        }
        Optional<Seen> seen = transaction.seen(operation.replaces().get().toString());
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        boolean taken =
                answer(seen.get()).outcome() != Outcome.REJECTED
                        || !seen.get().replacedBy().isEmpty();
        return taken
                ? Optional.of(
                        Answer.rejected(
                                operation.id(),
                                Reason.REPLACED_ALREADY,
                                "what this replaces was applied or replaced already"))
                : Optional.empty();
    }

    private static void remember(Transaction transaction, Operation operation, Answer answer)
            throws StoreException {
        transaction.remember(
                new Seen(
                        operation.id().toString(),
                        operation.hash(),
                        JsonText.write(answer.toNode()),
                        ""));
        if (operation.replaces().isEmpty() || answer.outcome() == Outcome.REJECTED) {
            return;
        }
        Optional<Seen> old = transaction.seen(operation.replaces().get().toString());
        if (old.isPresent()) {
            transaction.remember(
                    new Seen(
                            old.get().operation(),
                            old.get().hash(),
                            old.get().answer(),
                            operation.id().toString()));
        }
    }

    private Answer fresh(Transaction transaction, Operation operation, Circumstances now)
            throws StoreException {
        if (operation.member().isEmpty()) {
            return anonymous(transaction, operation);
        }
        Optional<Account> found = office.account(transaction);
        if (found.isEmpty() && operation.kind() != OperationKind.ENROL) {
            return Answer.later(
                    operation.id(), Reason.UNKNOWN_MEMBER, "no such member has arrived here");
        }
        Account account = found.orElseGet(() -> new Account(operation.member().orElseThrow()));
        if (account.redirect().isPresent()) {
            new Succession(office.text()).join(account, operation);
            office.save(transaction, account);
            return Answer.accepted(operation.id(), account.version())
                    .redirectedTo(account.redirect().get());
        }
        return booked(transaction, account, operation, now);
    }

    private Answer booked(
            Transaction transaction, Account account, Operation operation, Circumstances now)
            throws StoreException {
        var differences = replay.differences(operation, Optional.of(account));
        Answer answer =
                new Bookkeeper(account, new Sales(transaction, account), now)
                        .book(operation, differences);
        if (answer.outcome() == Outcome.ACCEPTED || answer.outcome() == Outcome.CORRECTED) {
            office.save(transaction, account);
            record(transaction, operation);
        }
        return answer;
    }

    private Answer anonymous(Transaction transaction, Operation operation) throws StoreException {
        if (operation.kind() != OperationKind.SALE && operation.kind() != OperationKind.RETURN) {
            return Answer.rejected(
                    operation.id(), Reason.MALFORMED, operation.kind().word() + " needs a member");
        }
        var differences = replay.differences(operation, Optional.empty());
        Optional<String> malformed = record(transaction, operation);
        return malformed
                .map(text -> Answer.rejected(operation.id(), Reason.MALFORMED, text))
                .orElseGet(() -> Answer.corrected(operation.id(), 0, differences));
    }

    private Optional<String> record(Transaction transaction, Operation operation)
            throws StoreException {
        try {
            Optional<Transaction.ReceiptLine> line =
                    new ReceiptLines(programme.amounts()).of(operation);
            if (line.isPresent()) {
                transaction.record(line.get());
            }
            return Optional.empty();
        } catch (InvalidDocumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** An operation on a closed member is done at its survivor, once the estate is there. */
    private Answer handedOn(Home home, Operation operation, Answer answer, Circumstances now)
            throws StoreException {
        Answer first = answer.first().orElse(answer);
        boolean elsewhere =
                home.kind() == Kind.MEMBER
                        && first.redirect().isPresent()
                        && first.outcome() != Outcome.REJECTED;
        if (!elsewhere) {
            return answer;
        }
        Optional<Answer> there = Optional.ofNullable(handOver(home.id(), now).get(operation.id()));
        if (there.isEmpty()) {
            return answer;
        }
        Answer told = there.get().redirectedTo(first.redirect().get());
        if (told.closes()) {
            office.store()
                    .transact(
                            home,
                            transaction -> {
                                remember(transaction, operation, told);
                                return true;
                            });
        }
        return told;
    }

    /**
     * Hands what a closed member has to its survivor, in order. Repeating does no harm.
     *
     * @return the survivor's answers to operations that were on the list
     */
    public Map<UUID, Answer> handOver(String loser, Circumstances now) throws StoreException {
        Account closed = office.account(loser).orElseThrow();
        Succession succession = new Succession(office.text());
        String survivor = closed.redirect().orElseThrow();
        office.store()
                .transact(
                        Home.member(survivor),
                        transaction -> {
                            Account heir =
                                    office.account(transaction)
                                            .orElseGet(() -> new Account(survivor));
                            if (succession.takeEstate(heir, closed, now)) {
                                office.save(transaction, heir);
                            }
                            return true;
                        });
        Map<UUID, Answer> answers = new HashMap<>();
        Set<UUID> waiting = new HashSet<>();
        for (Operation operation : succession.operations(closed)) {
            Home heir = Home.member(survivor);
            Answer answer = office.store().transact(heir, tx -> book(tx, operation, now));
            Answer whole = handedOn(heir, operation, answer, now);
            answers.put(operation.id(), whole);
            if (!whole.closes()) {
                waiting.add(operation.id());
            }
        }
        office.store()
                .transact(
                        Home.member(loser),
                        transaction -> {
                            Account account = office.account(transaction).orElseThrow();
                            if (account.hasInheritance()) {
                                succession.handedOver(
                                        account, taken(closed, waiting, succession, account));
                                office.save(transaction, account);
                            }
                            return true;
                        });
        return answers;
    }

    /** What must stay on the list: what waits, and what joined since we looked. */
    private static Set<UUID> taken(
            Account seen, Set<UUID> waiting, Succession succession, Account present) {
        Set<UUID> before = new HashSet<>();
        succession.operations(seen).forEach(operation -> before.add(operation.id()));
        Set<UUID> stay = new HashSet<>(waiting);
        for (Operation operation : succession.operations(present)) {
            if (!before.contains(operation.id())) {
                stay.add(operation.id());
            }
        }
        return stay;
    }

    private void linkCards(Operation operation, Answer answer) throws StoreException {
        try {
            EnrolBody body = Bookkeeper.enrolment(operation);
            String member = answer.redirect().orElse(operation.member().orElse(""));
            boolean earnOnly = answer.redirect().isPresent() && !body.verified();
            for (String card : body.cards()) {
                members.giveCard(card, member, earnOnly);
            }
        } catch (InvalidDocumentException e) {
            LOG.debug("an enrolment that was rejected links no cards");
        }
    }

    /** A revoked register's batch is kept until a person has looked. */
    private BatchAnswer review(Caller caller, Holder holder, Batch batch) throws StoreException {
        String id = holder + "@" + office.now().toEpochMilli();
        office.store()
                .transact(
                        new Home(Kind.REVIEW, id),
                        transaction -> {
                            transaction.save(1, JsonText.write(batch.toNode()), false);
                            return true;
                        });
        List<Answer> answers =
                batch.operations().stream()
                        .map(
                                operation ->
                                        Answer.later(
                                                operation.id(),
                                                Reason.IN_REVIEW,
                                                "the register is revoked; a person will look"))
                        .toList();
        Store.Numbers numbers = office.store().answered(holder, Map.of());
        return new BatchAnswer(
                answers,
                numbers.gapless(),
                office.settings().offline().keepAnswered(),
                registers.contact(caller));
    }

    /** A person looked at a revoked register's batch and lets it be booked. */
    public List<Answer> approve(Batch batch) throws StoreException {
        Circumstances now = programme.circumstances(registers);
        List<Answer> answers = office.store().together(() -> each(batch, now));
        if (!batch.operations().isEmpty()) {
            office.store().answered(batch.operations().get(0).holder(), closed(batch, answers));
        }
        return answers;
    }

    /** A person looked and refuses: each operation is remembered as rejected. */
    public void refuse(Batch batch) throws StoreException {
        for (Operation operation : batch.operations()) {
            Home home =
                    operation.member().isPresent()
                            ? Home.member(operation.member().get())
                            : new Home(Kind.REGISTER, operation.holder().register());
            Answer answer =
                    Answer.rejected(
                            operation.id(),
                            Reason.REFUSED_IN_REVIEW,
                            "a person looked at this operation and refused it");
            office.store()
                    .transact(
                            home,
                            transaction -> {
                                if (transaction.seen(operation.id().toString()).isEmpty()) {
                                    remember(transaction, operation, answer);
                                }
                                return true;
                            });
        }
    }

    /** Sales of the transaction's member. */
    record Sales(Transaction transaction, Account account) implements SaleBook {
        @Override
        public Optional<SoldSale> find(String sale) {
            try {
                Optional<String> own = transaction.sale(account.id(), sale);
                for (String merged : account.mergedFrom()) {
                    if (own.isPresent()) {
                        break;
                    }
                    own = transaction.sale(merged, sale);
                }
                return own.map(AccountText::readSale);
            } catch (StoreException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void put(SoldSale sale) {
            try {
                transaction.saveSale(sale.id(), AccountText.write(sale));
            } catch (StoreException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
