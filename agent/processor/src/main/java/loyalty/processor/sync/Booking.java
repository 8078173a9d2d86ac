package loyalty.processor.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.processor.member.Account;
import loyalty.processor.member.Arrival;
import loyalty.processor.member.Bookkeeper;
import loyalty.processor.member.Circumstances;
import loyalty.processor.member.SaleBook;
import loyalty.processor.member.SaleText;
import loyalty.processor.member.SoldSale;
import loyalty.processor.member.Succession;
import loyalty.processor.store.StoreException;
import loyalty.processor.store.Transaction;
import loyalty.processor.store.Transaction.Seen;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.Answer.Outcome;
import loyalty.protocol.sync.Answer.Reason;
import loyalty.protocol.sync.Correction;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.text.JsonText;

/**
 * Books operations in one transaction, at the member they name. The account is read once and stored
 * once, by {@link #end}.
 */
final class Booking {
    private final Office office;
    private final Programme programme;
    private final Replay replay;
    private final Transaction transaction;
    private final Circumstances now;
    private Optional<Account> account = Optional.empty();
    private boolean changed;

    Booking(
            Office office,
            Programme programme,
            Replay replay,
            Transaction transaction,
            Circumstances now) {
        this.office = office;
        this.programme = programme;
        this.replay = replay;
        this.transaction = transaction;
        this.now = now;
    }

    /**
     * Books one operation, or says what became of it before.
     *
     * @param noticed what was found about it outside of this transaction
     */
    Answer book(Arrival arrival, List<Correction> noticed) throws StoreException {
        Optional<Answer> known = known(arrival);
        if (known.isPresent()) {
            return known.get();
        }
        Optional<Answer> replaced = replaced(arrival);
        Answer answer = replaced.isPresent() ? replaced.get() : fresh(arrival, noticed);
        if (answer.closes()) {
            remember(transaction, arrival, answer);
        }
        return answer;
    }

    /** Stores the account if anything was booked; call once, last. */
    void end() throws StoreException {
        if (changed) {
            office.save(transaction, account.orElseThrow());
        }
    }

    private Optional<Answer> known(Arrival arrival) throws StoreException {
        Operation operation = arrival.operation();
        Optional<Seen> seen = transaction.seen(operation.id().toString());
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        boolean unseen = seen.get().hash().isEmpty();
        if (!unseen && !seen.get().hash().equals(arrival.hash())) {
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

    private Optional<Answer> replaced(Arrival arrival) throws StoreException {
        Operation operation = arrival.operation();
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

    /** Remembers the answer with the operation, and at what it replaces. */
    static void remember(Transaction transaction, Arrival arrival, Answer answer)
            throws StoreException {
        Operation operation = arrival.operation();
        transaction.remember(
                new Seen(
                        operation.id().toString(),
                        arrival.hash(),
                        JsonText.write(answer.toNode()),
                        ""));
        if (operation.replaces().isEmpty() || answer.outcome() == Outcome.REJECTED) {
            return;
        }
        UUID replaced = operation.replaces().get();
        Seen old = transaction.seen(replaced.toString()).orElseGet(() -> neverSeen(replaced));
        transaction.remember(
                new Seen(old.operation(), old.hash(), old.answer(), operation.id().toString()));
    }

    /** This processor lost it, or a copy of it is still on the way: it must not apply any more. */
    private static Seen neverSeen(UUID replaced) {
        Answer rejected =
                Answer.rejected(replaced, Reason.REPLACED_ALREADY, "a mended one was applied");
        return new Seen(replaced.toString(), "", JsonText.write(rejected.toNode()), "");
    }

    private Answer fresh(Arrival arrival, List<Correction> noticed) throws StoreException {
        Operation operation = arrival.operation();
        if (operation.member().isEmpty()) {
            return anonymous(arrival, noticed);
        }
        if (account.isEmpty()) {
            account = office.account(transaction);
        }
        if (account.isEmpty()
                && operation.kind() != OperationKind.ENROL
                && !bringsReceipt(arrival)) {
            return Answer.later(
                    operation.id(), Reason.UNKNOWN_MEMBER, "no such member has arrived here");
        }
        Account member = account.orElseGet(() -> new Account(operation.member().orElseThrow()));
        account = Optional.of(member);
        if (member.redirect().isPresent()) {
            new Succession(office.text()).join(member, operation);
            changed = true;
            return Answer.accepted(operation.id(), member.version() + 1)
                    .redirectedTo(member.redirect().get());
        }
        return booked(member, arrival, noticed);
    }

    /**
     * A return with a receipt, which was found genuine. The register that gave it may be on its way
     * with the enrolment, or be dead, or have lost it with its disk; that its sale is awaited it
     * hears only of a member who is here.
     */
    private static boolean bringsReceipt(Arrival arrival) {
        try {
            return arrival.is(OperationKind.RETURN) && arrival.returned().extract().isPresent();
        } catch (InvalidDocumentException e) {
            return false;
        }
    }

    private Answer booked(Account member, Arrival arrival, List<Correction> noticed)
            throws StoreException {
        List<Correction> differences =
                new ArrayList<>(
                        replay.differences(
                                arrival,
                                Optional.of(member),
                                new StoredSales(transaction, member)));
        differences.addAll(noticed);
        Answer answer =
                new Bookkeeper(member, new StoredSales(transaction, member), now)
                        .book(arrival, differences);
        if (answer.outcome() == Outcome.ACCEPTED || answer.outcome() == Outcome.CORRECTED) {
            changed = true;
            record(arrival);
        } else if (changed) {
            throw new Apart();
        } else {
            account = Optional.empty();
        }
        return answer;
    }

    /**
     * Something of several operations was not booked after others were: the account may be half
     * changed, so all of it is undone and each is tried alone.
     */
    static final class Apart extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Apart() {
            super("operations must be booked one by one", null, false, false);
        }
    }

    private Answer anonymous(Arrival arrival, List<Correction> noticed) throws StoreException {
        Operation operation = arrival.operation();
        if (arrival.is(OperationKind.CANCEL)) {
            // such a sale holds nothing but codes, which are let go of elsewhere
            return Answer.accepted(operation.id(), 0);
        }
        if (!arrival.is(OperationKind.SALE) && !arrival.is(OperationKind.RETURN)) {
            return Answer.rejected(
                    operation.id(), Reason.MALFORMED, operation.kind().word() + " needs a member");
        }
        List<Correction> differences =
                new ArrayList<>(replay.differences(arrival, Optional.empty(), SaleBook.NONE));
        differences.addAll(noticed);
        Optional<String> malformed = record(arrival);
        if (malformed.isEmpty() && arrival.is(OperationKind.SALE)) {
            keep(arrival);
        }
        return malformed
                .map(text -> Answer.rejected(operation.id(), Reason.MALFORMED, text))
                .orElseGet(() -> Answer.corrected(operation.id(), 0, differences));
    }

    /** Nobody's sale is kept too: a new pack is tried on it. */
    private void keep(Arrival arrival) throws StoreException {
        try {
            SoldSale sale = SoldSale.of(arrival.operation(), arrival.sale());
            transaction.saveSale(sale.id(), SaleText.write(sale));
        } catch (InvalidDocumentException e) {
            throw new IllegalStateException("it was recorded, so it can be read", e);
        }
    }

    private Optional<String> record(Arrival arrival) throws StoreException {
        try {
            Optional<Transaction.ReceiptLine> line =
                    new ReceiptLines(programme.amounts()).of(arrival);
            if (line.isPresent()) {
                transaction.record(line.get());
            }
            return Optional.empty();
        } catch (InvalidDocumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
