package loyalty.processor.load;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import loyalty.processor.load.MemberJob.Step;
import loyalty.processor.member.Account;
import loyalty.processor.member.Circumstances;
import loyalty.processor.store.Document;
import loyalty.processor.store.Home;
import loyalty.processor.store.SideBySide;
import loyalty.processor.store.StoreException;
import loyalty.processor.sync.Office;

/**
 * A step on some members. It is tried on them as they were read, without a lock; those it changes
 * are written at once, and those somebody else changed meanwhile are taken one by one.
 */
final class Round {
    /** So many are tried by one thread at a time. */
    private static final int SHARE = 100;

    private final Office office;
    private final Step step;
    private final Circumstances now;

    /**
     * What the step makes of members.
     *
     * @param next those it changes, as they are to be stored
     * @param alone those that need a transaction with everything in it
     */
    record Tried(List<Document> next, Set<Home> alone) {
        Tried {
            next = List.copyOf(next);
            alone = Set.copyOf(alone);
        }
    }

    Round(Office office, Step step, Circumstances now) {
        this.office = office;
        this.step = step;
        this.now = now;
    }

    /** Touches no database. */
    Tried tried(List<Document> members, SideBySide threads) throws StoreException {
        List<Callable<Tried>> work = new ArrayList<>();
        for (int from = 0; from < members.size(); from += SHARE) {
            List<Document> share = members.subList(from, Math.min(members.size(), from + SHARE));
            work.add(() -> tried(share));
        }
        List<Document> next = new ArrayList<>();
        Set<Home> alone = new LinkedHashSet<>();
        for (Tried share : threads.all(work)) {
            next.addAll(share.next());
            alone.addAll(share.alone());
        }
        return new Tried(next, alone);
    }

    private Tried tried(List<Document> members) {
        List<Document> next = new ArrayList<>();
        Set<Home> alone = new LinkedHashSet<>();
        for (Document member : members) {
            Account account = office.account(member);
            if (!changes(account)) {
                continue;
            }
            if (account.boundElsewhere()) {
                alone.add(member.home());
            } else {
                next.add(office.next(account));
            }
        }
        return new Tried(next, alone);
    }

    /** Writes it; gives how many members it changed. */
    long write(Tried tried) throws StoreException {
        Set<Home> replaced = office.store().replace(tried.next());
        Set<Home> alone = new LinkedHashSet<>(tried.alone());
        tried.next().stream()
                .map(Document::home)
                .filter(home -> !replaced.contains(home))
                .forEach(alone::add);
        long changed = replaced.size();
        for (Home home : alone) {
            changed += one(home) ? 1 : 0;
        }
        return changed;
    }

    private boolean one(Home home) throws StoreException {
        return office.store()
                .transact(
                        home,
                        transaction -> {
                            Optional<Account> account =
                                    office.account(transaction).filter(this::changes);
                            if (account.isPresent()) {
                                office.save(transaction, account.get());
                            }
                            return account.isPresent();
                        });
    }

    /** A person who is forgotten, or somebody else by now, is left alone. */
    private boolean changes(Account account) {
        return !account.erased() && account.redirect().isEmpty() && step.on(account, now);
    }
}
