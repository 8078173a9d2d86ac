package loyalty.processor.sync;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import loyalty.processor.member.Arrival;
import loyalty.processor.member.Circumstances;
import loyalty.processor.store.Home;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.SideBySide;
import loyalty.processor.store.StoreException;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.Answer.Outcome;
import loyalty.protocol.sync.Answer.Reason;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;

/**
 * A batch, member by member: what one member has in it is booked in one transaction, in order; the
 * members follow each other, or go side by side where the store gains by it.
 */
final class Groups implements AutoCloseable {
    private final Single single;
    private final SideBySide threads;

    Groups(Office office, Single single) {
        this.single = single;
        this.threads = new SideBySide(office.store(), "booking");
    }

    /** Where an operation is booked and remembered. */
    static Home home(Operation operation) {
        return operation.member().isPresent()
                ? Home.member(operation.member().get())
                : new Home(Kind.REGISTER, operation.holder().register());
    }

    /** An answer for each, in the same order. */
    List<Answer> answers(List<Arrival> arrivals, Circumstances now) throws StoreException {
        Map<Home, List<Arrival>> groups = new LinkedHashMap<>();
        arrivals.forEach(
                each ->
                        groups.computeIfAbsent(home(each.operation()), home -> new ArrayList<>())
                                .add(each));
        List<Callable<List<Answer>>> work = new ArrayList<>();
        groups.forEach((home, group) -> work.add(() -> group(home, group, now)));
        List<List<Answer>> done = threads.all(work);
        IdentityHashMap<Arrival, Answer> found = new IdentityHashMap<>();
        int next = 0;
        for (List<Arrival> group : groups.values()) {
            List<Answer> answers = done.get(next++);
            for (int i = 0; i < answers.size(); i++) {
                found.put(group.get(i), answers.get(i));
            }
        }
        List<Answer> answers = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            answers.add(Optional.ofNullable(found.get(arrival)).orElseThrow());
        }
        return answers;
    }

    private List<Answer> group(Home home, List<Arrival> group, Circumstances now)
            throws StoreException {
        boolean plain =
                group.size() > 1 && group.stream().noneMatch(each -> each.is(OperationKind.ENROL));
        Optional<List<Answer>> together =
                plain ? single.together(home, group, now) : Optional.empty();
        return together.isPresent() ? together.get() : inOrder(group, now);
    }

    /** An operation that must wait holds back the later ones of its member. */
    private List<Answer> inOrder(List<Arrival> group, Circumstances now) throws StoreException {
        List<Answer> answers = new ArrayList<>();
        boolean blocked = false;
        for (Arrival arrival : group) {
            Operation operation = arrival.operation();
            Answer answer =
                    blocked && operation.member().isPresent()
                            ? Answer.later(
                                    operation.id(),
                                    Reason.EARLIER_WAITS,
                                    "an earlier operation on this member waits")
                            : single.guarded(arrival, now);
            blocked |= answer.outcome() == Outcome.LATER;
            answers.add(answer);
        }
        return answers;
    }

    @Override
    public void close() {
        threads.close();
    }
}
