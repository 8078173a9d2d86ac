package loyalty.processor.member;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.processor.member.Account.Granted;
import loyalty.processor.member.Account.Inheritance;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.Operation;

/**
 * Merging two members, one transaction each: the loser is closed and lists all it has; the survivor
 * takes the list in, in order, each entry once. Operations that name a closed member join its list.
 */
public final class Succession {
    private final AccountText text;

    public Succession(AccountText text) {
        this.text = text;
    }

    /** Who of two survives: the one who joined first, then the lower id; never the request. */
    public static boolean survives(Account one, Account other) {
        Comparator<Account> order =
                Comparator.comparing((Account a) -> a.joined.orElse(Instant.MAX))
                        .thenComparing(a -> a.id);
        return order.compare(one, other) < 0;
    }

    /** Closes the loser; everything it has waits in its list. */
    public void close(Account loser, String survivor) {
        if (loser.redirect.isPresent() || loser.id.equals(survivor)) {
            throw new IllegalArgumentException(loser.id + " cannot be merged into " + survivor);
        }
        Node.Mapping estate = text.node(loser);
        loser.redirect = Optional.of(survivor);
        loser.inheritance.add(
                new Inheritance("estate:" + loser.id, Optional.of(estate), Optional.empty()));
        loser.lots.clear();
        loser.grants.clear();
        loser.waiting.clear();
        loser.told.clear();
        loser.debt = 0;
    }

    /** Puts an operation that named a closed member onto its list. */
    public void join(Account loser, Operation operation) {
        loser.inheritance.add(
                new Inheritance(
                        "operation:" + operation.id(), Optional.empty(), Optional.of(operation)));
    }

    /** What waits, oldest first. */
    public List<Operation> operations(Account loser) {
        return loser.inheritance.stream().flatMap(entry -> entry.operation().stream()).toList();
    }

    /** Removes what the survivor has taken in; {@code waiting} operations stay. */
    public void handedOver(Account loser, Set<UUID> waiting) {
        loser.inheritance.removeIf(
                entry -> entry.operation().map(op -> !waiting.contains(op.id())).orElse(true));
    }

    /**
     * Takes the loser's estate in, if it was not before. Of two grants of one promotion and period
     * the later is withdrawn. A survivor that was closed meanwhile only passes it on.
     */
    public boolean takeEstate(Account survivor, Account loser, Circumstances now) {
        boolean changed = false;
        for (Inheritance entry : loser.inheritance) {
            if (entry.estate().isPresent() && survivor.inherited.add(entry.id())) {
                if (survivor.redirect.isPresent()) {
                    survivor.inheritance.add(entry);
                } else {
                    take(survivor, entry.estate().get(), now);
                }
                changed = true;
            }
        }
        if (changed) {
            survivor.settle(now);
            survivor.check();
        }
        return changed;
    }

    /** The answer to an operation that named a closed member. */
    public static Answer redirected(Answer answer, String survivor) {
        return answer.redirectedTo(survivor);
    }

    private void take(Account survivor, Node.Mapping node, Circumstances now) {
        Account estate;
        try {
            estate = text.read(node);
        } catch (InvalidDocumentException e) {
            throw new IllegalStateException("an estate is damaged", e);
        }
        estate.lots.forEach(survivor.lots::putIfAbsent);
        survivor.debt = Math.addExact(survivor.debt, estate.debt);
        survivor.mergedFrom.add(estate.id);
        survivor.mergedFrom.addAll(estate.mergedFrom);
        survivor.cancelled.addAll(estate.cancelled);
        survivor.waiting.addAll(estate.waiting);
        survivor.told.addAll(estate.told);
        survivor.inherited.addAll(estate.inherited);
        estate.profile.forEach(survivor.profile::putIfAbsent);
        survivor.consents.addAll(estate.consents);
        survivor.verified |= estate.verified;
        survivor.segments.addAll(estate.segments);
        survivor.codes.addAll(estate.codes);
        survivor.codesUsed.addAll(estate.codesUsed);
        counters(survivor, estate);
        takeGrants(survivor, estate);
        survivor.settle(now);
    }

    private static void counters(Account survivor, Account estate) {
        survivor.lifetimeSpendMinor =
                Math.addExact(survivor.lifetimeSpendMinor, estate.lifetimeSpendMinor);
        survivor.lifetimePurchases += estate.lifetimePurchases;
        survivor.purchases.addAll(estate.purchases);
        survivor.purchases.sort(
                Comparator.comparing(Account.Bought::at).thenComparing(Account.Bought::sale));
        estate.visits.forEach(
                (store, count) -> survivor.visits.merge(store, count, Math::addExact));
        estate.limitsUsed.forEach(
                (promotion, uses) ->
                        uses.forEach(
                                (period, count) -> survivor.countLimit(promotion, period, count)));
    }

    /** Of two that stand for the same the later one is withdrawn; others were before. */
    private static void takeGrants(Account survivor, Account estate) {
        List<String> later = new ArrayList<>();
        for (Granted theirs : estate.grants.values()) {
            Optional<String> ours = Periods.standing(survivor.grants, theirs);
            Optional<String> stood = Periods.standing(estate.grants, theirs);
            if (ours.isPresent() && stood.isPresent() && !ours.equals(stood)) {
                Map<String, Granted> both = new TreeMap<>();
                both.put(ours.get(), granted(survivor, ours.get()));
                both.put(stood.get(), granted(estate, stood.get()));
                Optional<String> first = Periods.standing(both, theirs);
                both.keySet().stream()
                        .filter(id -> !first.equals(Optional.of(id)) && !later.contains(id))
                        .forEach(later::add);
            }
        }
        estate.grants.forEach(survivor.grants::putIfAbsent);
        later.forEach(id -> withdraw(survivor, granted(survivor, id)));
    }

    private static Granted granted(Account account, String id) {
        return Objects.requireNonNull(account.grants.get(id));
    }

    private static void withdraw(Account survivor, Granted granted) {
        for (String id : granted.lots()) {
            Lot lot = survivor.lots.get(id);
            if (lot != null) {
                Periods.withdraw(lot, lot.granted);
            }
        }
    }
}
