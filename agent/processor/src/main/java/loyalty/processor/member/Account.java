package loyalty.processor.member;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.protocol.sync.Extract;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.ReturnBody;

/**
 * Everything the processor keeps of one member, apart from operations seen and sales, which are
 * looked up one by one. Changes only through the bookings of this package; not thread-safe: it
 * belongs to the transaction that loaded it.
 */
public final class Account {
    final String id;
    long version;
    Optional<String> redirect = Optional.empty();
    boolean erased;

    private Map<Holder, Long> boundBefore = Map.of();

    final Map<String, Lot> lots = new LinkedHashMap<>();
    long debt;
    final Map<String, Granted> grants = new LinkedHashMap<>();

    /** Sales whose reservation was given up, with or without ever having been asked for. */
    final Set<String> cancelled = new LinkedHashSet<>();

    /** Returns that wait for their sale. */
    final List<Operation> waiting = new ArrayList<>();

    /** Rights that a register told of after a restore, on lots that are still to come. */
    final List<Told> told = new ArrayList<>();

    /** What a closed member still has to hand to its survivor, in order. */
    final List<Inheritance> inheritance = new ArrayList<>();

    /** Inheritances taken in, once each. */
    final Set<String> inherited = new LinkedHashSet<>();

    /** Members merged into this one; their sales are found under their own ids. */
    final List<String> mergedFrom = new ArrayList<>();

    /** Name, birthday and the like; sealed wherever the account is written down. */
    final Map<String, String> profile = new TreeMap<>();

    final Set<String> consents = new TreeSet<>();
    boolean verified;
    Optional<String> tier = Optional.empty();
    Optional<Instant> joined = Optional.empty();
    final Set<String> segments = new TreeSet<>();
    final Map<String, String> computed = new TreeMap<>();

    long lifetimeSpendMinor;
    long lifetimePurchases;
    final List<Bought> purchases = new ArrayList<>();
    final Map<String, Map<String, Long>> limitsUsed = new TreeMap<>();
    final Set<String> codesUsed = new TreeSet<>();
    final List<Node.Mapping> codes = new ArrayList<>();

    /** Visits per store, for the size of rights. */
    final Map<String, Long> visits = new TreeMap<>();

    /** Lines bought per top category, for the favourite one. */
    final Map<String, Long> categories = new TreeMap<>();

    /** A grant made, with the lots it made. */
    record Granted(String promotion, String period, Instant at, List<String> lots) {
        Granted {
            lots = List.copyOf(lots);
        }
    }

    /** So much of a lot was granted to a holder, whatever we forgot. */
    record Told(Holder holder, String lot, long granted) {}

    /** One purchase as the counters remember it. */
    record Bought(String sale, Instant at, long amountMinor) {}

    /**
     * Something a closed member has for its survivor: its whole state, or an operation that named
     * it later.
     */
    record Inheritance(String id, Optional<Node.Mapping> estate, Optional<Operation> operation) {}

    public Account(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    /** Rises by one with each transaction that changes the account. */
    public long version() {
        return version;
    }

    /** The member this one was merged into. */
    public Optional<String> redirect() {
        return redirect;
    }

    public boolean erased() {
        return erased;
    }

    public Set<String> segments() {
        return Set.copyOf(segments);
    }

    /** Personal fields, open. */
    public Map<String, String> profile() {
        return Map.copyOf(profile);
    }

    /** Members merged into this one. */
    public List<String> mergedFrom() {
        return List.copyOf(mergedFrom);
    }

    public long debt() {
        return debt;
    }

    /** Adds or removes a segment; true if that changed anything. */
    public boolean segment(String name, boolean in) {
        return in ? segments.add(name) : segments.remove(name);
    }

    /** Sets a computed field; true if that changed anything. */
    public boolean compute(String name, String value) {
        return !value.equals(computed.put(name, value));
    }

    /** When the member bought last. */
    public Optional<Instant> lastPurchase() {
        return purchases.isEmpty()
                ? Optional.empty()
                : Optional.of(purchases.get(purchases.size() - 1).at());
    }

    /** Purchases since an instant. */
    public long purchasesSince(Instant since) {
        return purchases.stream().filter(bought -> !bought.at().isBefore(since)).count();
    }

    /** Money paid since an instant, in minor units. */
    public long spendSince(Instant since) {
        return purchases.stream()
                .filter(bought -> !bought.at().isBefore(since))
                .mapToLong(Bought::amountMinor)
                .sum();
    }

    /** The category with most lines bought; ties go to the first name. */
    public Optional<String> favourite() {
        return categories.entrySet().stream()
                .max(
                        Map.Entry.<String, Long>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey);
    }

    /**
     * Forgets the person: name, segments, consents, counters, and all points. The id stays, so that
     * a late operation is refused rather than taken for somebody new.
     */
    public void erase() {
        profile.clear();
        consents.clear();
        segments.clear();
        computed.clear();
        purchases.clear();
        visits.clear();
        categories.clear();
        codes.clear();
        waiting.clear();
        limitsUsed.clear();
        grants.clear();
        lots.clear();
        lifetimeSpendMinor = 0;
        lifetimePurchases = 0;
        debt = 0;
        tier = Optional.empty();
        joined = Optional.empty();
        verified = false;
        erased = true;
    }

    /** Points of all lots that are active and not expired, wherever they are. */
    public long available(Instant now) {
        return lots.values().stream()
                .filter(lot -> lot.active(now) && !lot.expired(now))
                .mapToLong(Lot::whole)
                .sum();
    }

    /** True if {@link #bound} says something else than when the account was read. */
    public boolean boundElsewhere() {
        return !bound().equals(boundBefore);
    }

    /** Who holds rights or reservations here, and how much. */
    public Map<Holder, Long> bound() {
        Map<Holder, Long> bound = new LinkedHashMap<>();
        for (Lot lot : lots.values()) {
            lot.rights.forEach((holder, right) -> add(bound, holder, right.remaining()));
            lot.holds.values().forEach(hold -> add(bound, hold.holder(), hold.points()));
        }
        told.forEach(right -> add(bound, right.holder(), right.granted()));
        awaitedBy(extract -> add(bound, extract.holder(), hasLotsOf(extract) ? 1 : 0));
        return bound;
    }

    /** Called once the account was read. */
    void read() {
        boundBefore = bound();
    }

    /** Whether all it was paid with is here; else other operations have to come first. */
    boolean hasLotsOf(Extract receipt) {
        return receipt.spends().stream().allMatch(spend -> lots.containsKey(spend.lot()));
    }

    /**
     * The receipts whose sales returns wait for; they are settled when the incarnation that made
     * them is released.
     */
    void awaitedBy(Consumer<Extract> each) {
        for (Operation operation : waiting) {
            try {
                ReturnBody.read(operation.body()).extract().ifPresent(each);
            } catch (InvalidDocumentException e) {
                throw new IllegalStateException("a return that was taken cannot be read", e);
            }
        }
    }

    private static void add(Map<Holder, Long> bound, Holder holder, long points) {
        if (points > 0) {
            bound.merge(holder, points, Math::addExact);
        }
    }

    /** The programme's cost so far: points paid that the member did not have. */
    public long covered() {
        return lots.values().stream().mapToLong(lot -> lot.covered).sum();
    }

    /** Only a receipt or a register's totals told of this member; who it is was not said yet. */
    boolean isNobodyYet() {
        return joined.isEmpty() && !erased;
    }

    /** True if anything waits to be handed to the survivor. */
    public boolean hasInheritance() {
        return !inheritance.isEmpty();
    }

    /** Asserts what must hold in every stored account. */
    public void check() {
        lots.values().forEach(Lot::check);
        if (debt < 0) {
            throw new IllegalStateException("member " + id + " has a debt below zero: " + debt);
        }
    }

    /** Next version; call once per transaction, before it is stored. */
    public void touched() {
        version = Math.addExact(version, 1);
    }

    Collection<Lot> lotsByExpiry() {
        return lots.values().stream()
                .sorted(
                        Comparator.comparing((Lot lot) -> lot.expiresAt.orElse(Instant.MAX))
                                .thenComparing(lot -> lot.activeFrom.orElse(Instant.MIN))
                                .thenComparing(lot -> lot.id))
                .toList();
    }

    /** Uses of a promotion change by {@code count}. */
    void countLimit(String promotion, String period, long count) {
        Map<String, Long> uses = limitsUsed.computeIfAbsent(promotion, name -> new TreeMap<>());
        long after = Math.max(0, uses.getOrDefault(period, 0L) + count);
        if (after == 0) {
            uses.remove(period);
        } else {
            uses.put(period, after);
        }
        if (uses.isEmpty()) {
            limitsUsed.remove(promotion);
        }
    }

    /**
     * Puts everything in order after a change: frees holds whose time is over, takes claims from
     * what came home, turns what nobody has any more into debt, lets debt eat what is free.
     */
    void settle(Circumstances now) {
        learnTold();
        for (Lot lot : lots.values()) {
            for (String sale : Set.copyOf(lot.holds.keySet())) {
                Hold hold = lot.holds.get(sale);
                if (hold != null && hold.over(now.time())) {
                    lot.free(sale);
                    cancelled.add(sale);
                }
            }
            lot.settle();
            if (lot.claim > 0 && !lot.outstanding()) {
                debt += now.shortfall() == Circumstances.Shortfall.NEGATIVE ? lot.claim : 0;
                lot.claim = 0;
            }
        }
        payDebt(now.time());
    }

    private void learnTold() {
        for (Told right : List.copyOf(told)) {
            Lot lot = lots.get(right.lot());
            if (lot != null) {
                lot.learn(right.holder(), right.granted());
                told.remove(right);
            }
        }
    }

    private void payDebt(Instant now) {
        for (Lot lot : lotsByExpiry()) {
            if (debt > 0 && !lot.expired(now)) {
                debt -= lot.take(debt);
            }
        }
    }
}
