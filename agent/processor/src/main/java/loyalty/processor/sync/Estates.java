package loyalty.processor.sync;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import loyalty.processor.member.Account;
import loyalty.processor.member.Arrival;
import loyalty.processor.member.Circumstances;
import loyalty.processor.member.Succession;
import loyalty.processor.store.Home;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.StoreException;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.Answer.Outcome;
import loyalty.protocol.sync.Operation;

/** Hands what closed members have, and what still names them, to their survivors. */
final class Estates {
    private final Office office;
    private final Programme programme;
    private final Replay replay;

    Estates(Office office, Programme programme, Replay replay) {
        this.office = office;
        this.programme = programme;
        this.replay = replay;
    }

    private Answer booked(Home heir, Arrival arrival, Circumstances now) throws StoreException {
        return office.store()
                .transact(
                        heir,
                        transaction -> {
                            Booking booking =
                                    new Booking(office, programme, replay, transaction, now);
                            Answer answer = booking.book(arrival, List.of());
                            booking.end();
                            return answer;
                        });
    }

    /** An operation on a closed member is done at its survivor, once the estate is there. */
    Answer handedOn(Home home, Arrival arrival, Answer answer, Circumstances now)
            throws StoreException {
        Operation operation = arrival.operation();
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
                                Booking.remember(transaction, arrival, told);
                                return true;
                            });
        }
        return told;
    }

    /** The survivor of its survivors, once each estate is handed on; a stranger has no other. */
    String heir(String member, Circumstances now) throws StoreException {
        String heir = member;
        Optional<Account> account = office.account(heir);
        while (account.isPresent() && account.get().redirect().isPresent()) {
            if (account.get().hasInheritance()) {
                handOver(heir, now);
            }
            heir = account.get().redirect().get();
            account = office.account(heir);
        }
        return heir;
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
        boolean further =
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
                                    return heir.redirect().isPresent();
                                });
        if (further) {
            heir(survivor, now);
        }
        Map<UUID, Answer> answers = new HashMap<>();
        Set<UUID> waiting = new HashSet<>();
        for (Operation operation : succession.operations(closed)) {
            Home heir = Home.member(survivor);
            Arrival arrival = new Arrival(operation);
            Answer answer = booked(heir, arrival, now);
            Answer whole = handedOn(heir, arrival, answer, now);
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
}
