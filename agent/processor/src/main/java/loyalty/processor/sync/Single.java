package loyalty.processor.sync;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.processor.member.Arrival;
import loyalty.processor.member.Bookkeeper;
import loyalty.processor.member.Circumstances;
import loyalty.processor.store.Home;
import loyalty.processor.store.StoreException;
import loyalty.processor.store.Transaction;
import loyalty.processor.store.Wanted;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.Answer.Outcome;
import loyalty.protocol.sync.Answer.Reason;
import loyalty.protocol.sync.Correction;
import loyalty.protocol.sync.EnrolBody;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One operation from its checks to its answer, with what it does outside its member: codes and
 * limits of the whole programme are claimed before, cards linked and estates handed on after.
 */
final class Single {
    private static final Logger LOG = LoggerFactory.getLogger(Single.class);

    private final Office office;
    private final Programme programme;
    private final Members members;
    private final Replay replay;
    private final Genuine genuine;
    private final Estates estates;
    private final Claims claims;

    Single(
            Office office,
            Programme programme,
            Members members,
            Replay replay,
            Genuine genuine,
            Estates estates) {
        this.office = office;
        this.programme = programme;
        this.members = members;
        this.replay = replay;
        this.genuine = genuine;
        this.estates = estates;
        this.claims = new Claims(office, replay);
    }

    /** One operation that makes us fail is set aside, not its batch. */
    Answer guarded(Arrival arrival, Circumstances now) throws StoreException {
        try {
            return one(arrival, now);
        } catch (IllegalStateException | IllegalArgumentException | ArithmeticException e) {
            Operation operation = arrival.operation();
            LOG.error("operation {} cannot be booked and is set aside", operation.id(), e);
            return Answer.later(
                    operation.id(),
                    Reason.SET_ASIDE,
                    "the processor could not book this and has reported it");
        }
    }

    private Answer one(Arrival arrival, Circumstances now) throws StoreException {
        Operation operation = arrival.operation();
        Optional<Answer> refused = refused(arrival);
        if (refused.isPresent()) {
            return refused.get();
        }
        Home home = Groups.home(operation);
        List<Correction> noticed = claims.claim(arrival, now);
        Answer answer =
                office.store()
                        .transact(
                                home,
                                transaction -> {
                                    Booking booking = booking(transaction, now);
                                    Answer booked = booking.book(arrival, noticed);
                                    booking.end();
                                    return booked;
                                },
                                wanted(List.of(arrival)));
        claims.settle(arrival, answer, now);
        Answer whole = estates.handedOn(home, arrival, answer, now);
        if (operation.kind() == OperationKind.ENROL && whole.closes()) {
            linkCards(operation, whole);
        }
        return whole;
    }

    /**
     * Several of one member in one transaction; none of them if any is not simply booked: then each
     * is to be tried alone.
     */
    Optional<List<Answer>> together(Home home, List<Arrival> group, Circumstances now)
            throws StoreException {
        IdentityHashMap<Arrival, List<Correction>> noticed = new IdentityHashMap<>();
        for (Arrival arrival : group) {
            if (refused(arrival).isPresent()) {
                return Optional.empty();
            }
        }
        for (Arrival arrival : group) {
            noticed.put(arrival, claims.claim(arrival, now));
        }
        try {
            Optional<List<Answer>> answers =
                    Optional.of(
                            office.store()
                                    .transact(
                                            home,
                                            tx -> booked(tx, group, noticed, now),
                                            wanted(group)));
            for (int i = 0; i < group.size(); i++) {
                claims.settle(group.get(i), answers.get().get(i), now);
            }
            return answers;
        } catch (IllegalStateException
                | IllegalArgumentException
                | ArithmeticException
                | Booking.Apart e) {
            LOG.debug("operations of {} are booked one by one", home, e);
            return Optional.empty();
        }
    }

    private List<Answer> booked(
            Transaction transaction,
            List<Arrival> group,
            IdentityHashMap<Arrival, List<Correction>> noticed,
            Circumstances now)
            throws StoreException {
        Booking booking = booking(transaction, now);
        List<Answer> answers = new ArrayList<>();
        for (Arrival arrival : group) {
            Answer answer = booking.book(arrival, noticed.getOrDefault(arrival, List.of()));
            boolean simple =
                    answer.closes()
                            && answer.outcome() != Outcome.REJECTED
                            && answer.first().orElse(answer).redirect().isEmpty();
            if (!simple) {
                throw new Booking.Apart();
            }
            answers.add(answer);
        }
        booking.end();
        return answers;
    }

    /** All that booking them will look for at their home. */
    private static Wanted wanted(List<Arrival> group) {
        Set<String> operations = new LinkedHashSet<>();
        Set<String> sales = new LinkedHashSet<>();
        for (Arrival arrival : group) {
            operations.add(arrival.operation().id().toString());
            arrival.operation().replaces().ifPresent(id -> operations.add(id.toString()));
            arrival.saleNamed().ifPresent(sales::add);
        }
        return new Wanted(operations, sales);
    }

    private Booking booking(Transaction transaction, Circumstances now) {
        return new Booking(office, programme, replay, transaction, now);
    }

    private Optional<Answer> refused(Arrival arrival) throws StoreException {
        Operation operation = arrival.operation();
        if (!replay.knows(operation.pack())) {
            return Optional.of(
                    Answer.later(
                            operation.id(),
                            Reason.UNKNOWN_PACK,
                            "pack " + operation.pack() + " is unknown"));
        }
        if (genuine.signedByNewcomer(arrival, office.now())) {
            return Optional.of(
                    Answer.later(
                            operation.id(),
                            Reason.UNKNOWN_KEY,
                            "the register that signed the receipt is not enrolled yet"));
        }
        return genuine.forged(arrival)
                .map(text -> Answer.rejected(operation.id(), Reason.INVARIANT, text));
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
}
