package loyalty.processor.sync;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import loyalty.processor.member.Arrival;
import loyalty.processor.member.Circumstances;
import loyalty.processor.store.Store;
import loyalty.processor.store.StoreException;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.Batch;
import loyalty.protocol.sync.BatchAnswer;
import loyalty.protocol.sync.Contact.Standing;
import loyalty.protocol.sync.Correction;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes batches of operations and answers each. An operation takes effect once: it is remembered in
 * the transaction that books it, at the member it names.
 */
public final class Operations implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);

    private final Office office;
    private final Programme programme;
    private final Registers registers;
    private final Reception reception;
    private final Reviews reviews;
    private final Groups groups;

    /** Hears of every answer, for metrics. */
    @FunctionalInterface
    public interface Reception {
        void answered(OperationKind kind, Answer answer);
    }

    Operations(
            Office office,
            Programme programme,
            Registers registers,
            Members members,
            Estates estates,
            Replay replay,
            Reception reception) {
        this.office = office;
        this.programme = programme;
        this.registers = registers;
        this.reception = reception;
        this.reviews = new Reviews(office, registers);
        Genuine genuine = new Genuine(registers, office.settings().offline().term());
        this.groups =
                new Groups(
                        office, new Single(office, programme, members, replay, genuine, estates));
    }

    /** Answers a batch of one incarnation of the caller's register. */
    public BatchAnswer answer(Caller caller, Batch batch) throws StoreException, Unauthorized {
        Holder holder = author(caller, batch);
        if (caller.standing() == Standing.REVOKED) {
            return reviews.keep(caller, holder, batch);
        }
        Circumstances now = programme.circumstances(registers);
        List<Arrival> arrivals = batch.operations().stream().map(Arrival::new).toList();
        List<Answer> answers = office.store().together(() -> each(arrivals, now));
        Holder counted = holder.incarnation() == 0 ? caller.holder() : holder;
        registers.lost(counted, 0, covered(answers));
        Store.Numbers numbers = office.store().answered(holder, closed(arrivals, answers));
        Caller after = caller; // numbers of an earlier life say nothing of the one that brings them
        if (numbers.contradicted() && caller.live() && holder.equals(caller.holder())) {
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

    /**
     * A register may bring operations of its earlier incarnations, but not of another register;
     * what it wrote before it was enrolled it may have written under another name.
     */
    private static Holder author(Caller caller, Batch batch) throws Unauthorized {
        if (batch.operations().isEmpty()) {
            return caller.holder();
        }
        Holder holder = batch.operations().get(0).holder();
        for (Operation operation : batch.operations()) {
            if (!operation.holder().equals(holder) || !mayBring(caller, holder)) {
                throw new Unauthorized(
                        "a batch holds operations of one incarnation of the register that signs");
            }
        }
        return holder;
    }

    private static boolean mayBring(Caller caller, Holder author) {
        boolean nobodyYet = author.incarnation() == 0;
        return nobodyYet
                || (author.register().equals(caller.holder().register())
                        && author.incarnation() <= caller.holder().incarnation());
    }

    private List<Answer> each(List<Arrival> arrivals, Circumstances now) throws StoreException {
        List<Answer> answers = groups.answers(arrivals, now);
        for (int i = 0; i < answers.size(); i++) {
            reception.answered(arrivals.get(i).operation().kind(), answers.get(i));
        }
        return answers;
    }

    /** Points on paper that the members did not have; an answer that is repeated counts no more. */
    private static long covered(List<Answer> answers) {
        return answers.stream()
                .filter(answer -> answer.outcome() == Answer.Outcome.CORRECTED)
                .flatMap(answer -> answer.corrections().stream())
                .filter(Correction::covered)
                .mapToLong(each -> each.promised() - each.booked())
                .sum();
    }

    private static Map<Long, String> closed(List<Arrival> arrivals, List<Answer> answers) {
        Map<Long, String> hashes = new LinkedHashMap<>();
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i).closes()) {
                hashes.put(arrivals.get(i).operation().seq(), arrivals.get(i).hash());
            }
        }
        return hashes;
    }

    /** A person looked at a revoked register's batch and lets it be booked. */
    public List<Answer> approve(Batch batch) throws StoreException {
        Circumstances now = programme.circumstances(registers);
        List<Arrival> arrivals = batch.operations().stream().map(Arrival::new).toList();
        List<Answer> answers = office.store().together(() -> each(arrivals, now));
        if (!arrivals.isEmpty()) {
            Holder holder = arrivals.get(0).operation().holder();
            registers.lost(holder, 0, covered(answers));
            office.store().answered(holder, closed(arrivals, answers));
        }
        return answers;
    }

    /** A person looked and refuses: each operation is remembered as rejected. */
    public void refuse(Batch batch) throws StoreException {
        reviews.refuse(batch);
    }

    @Override
    public void close() {
        groups.close();
    }
}
