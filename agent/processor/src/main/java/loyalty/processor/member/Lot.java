package loyalty.processor.member;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import loyalty.engine.document.Node;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.LotGrant;
import loyalty.protocol.sync.Transfer;

/**
 * A lot and where each of its points is. Always: granted + restored + covered = spent + taken +
 * free + what remains of rights + what is held; {@link #check} asserts it.
 */
final class Lot {
    /** In {@link #prolongations} the end that no purchase asked for. */
    static final String BORN = "";

    final String id;
    final String source;
    final Optional<String> promotion;
    final Optional<Instant> activeFrom;
    final Optional<Node.Mapping> only;
    Optional<Instant> expiresAt;

    /** The sale or grant that made it; empty if unknown. */
    String sale = "";

    /** For each purchase that prolonged it the end it asked for. */
    final Map<String, Instant> prolongations = new TreeMap<>();

    long granted;
    long restored;
    long covered;
    long spent;
    long taken;
    long claim;
    long free;
    final Map<Holder, Right> rights = new LinkedHashMap<>();
    final Map<String, Hold> holds = new LinkedHashMap<>();
    final Map<UUID, Transfer> transfers = new LinkedHashMap<>();

    /** Transfers a register told of in its totals after a restore, whose record came no more. */
    final Set<UUID> transfersTold = new HashSet<>();

    Lot(
            String id,
            String source,
            Optional<String> promotion,
            Optional<Instant> activeFrom,
            Optional<Instant> expiresAt,
            Optional<Node.Mapping> only) {
        this.id = id;
        this.source = source;
        this.promotion = promotion;
        this.activeFrom = activeFrom;
        this.expiresAt = expiresAt;
        this.only = only;
    }

    static Lot of(LotGrant grant) {
        Lot lot =
                new Lot(
                        grant.id(),
                        grant.source(),
                        grant.promotion(),
                        grant.activeFrom(),
                        grant.expiresAt(),
                        grant.only());
        lot.add(grant.points());
        return lot;
    }

    static Lot of(LotGrant grant, String sale) {
        Lot lot = of(grant);
        lot.sale = sale;
        return lot;
    }

    /** A purchase moves the end, never to an earlier one. */
    void prolong(String sale, Instant end) {
        if (expiresAt.isPresent()) {
            prolongations.putIfAbsent(BORN, expiresAt.get());
            prolongations.put(sale, end);
            moveEnd();
        }
    }

    /** That purchase was wholly returned: whoever may still pay until the later end is asked. */
    void endProlongation(String sale) {
        if (prolongations.remove(sale) != null && endsEarlier()) {
            rights.values().forEach(right -> right.recalled |= right.remaining() > 0);
            moveEnd();
        }
    }

    /** An earlier end than the one that registers know waits until they hold nothing. */
    boolean endsEarlier() {
        return asked().filter(end -> end.isBefore(expiresAt.orElse(Instant.MIN))).isPresent();
    }

    private Optional<Instant> asked() {
        return prolongations.values().stream().max(Comparator.naturalOrder());
    }

    private void moveEnd() {
        if (!endsEarlier() || remaining() == 0) {
            expiresAt = asked().or(() -> expiresAt);
        }
    }

    /** More points granted to this lot. */
    void add(long points) {
        granted = Math.addExact(granted, points);
        free = Math.addExact(free, points);
    }

    boolean active(Instant now) {
        return activeFrom.isEmpty() || !now.isBefore(activeFrom.get());
    }

    boolean expired(Instant now) {
        return expiresAt.isPresent() && !now.isBefore(expiresAt.get());
    }

    long remaining() {
        return rights.values().stream().mapToLong(Right::remaining).sum();
    }

    long held() {
        return holds.values().stream().mapToLong(Hold::points).sum();
    }

    /** What belongs to the member, wherever it is. */
    long whole() {
        return Math.addExact(free, Math.addExact(remaining(), held()));
    }

    Right right(Holder holder) {
        return rights.computeIfAbsent(holder, h -> new Right());
    }

    /** Moves up to {@code most} of what is free to the holder's right. */
    void lease(Holder holder, long most) {
        long points = Math.min(free, Math.max(0, most));
        if (points > 0) {
            free -= points;
            right(holder).granted += points;
        }
    }

    /**
     * Points are paid: from the right, then from what is free, then covered. A holder whose right
     * was never released knows best what it was given: what we forgot in a restore is granted now.
     */
    Paid payFromRight(Holder holder, long points) {
        Right right = right(holder);
        long own = Math.min(points, right.remaining());
        long missing = points - own;
        right.spent += own;
        spent += own;
        if (right.released == 0) {
            right.granted += missing;
            right.spent += missing;
        }
        Paid rest = payFromFree(missing);
        return new Paid(own, rest.free(), rest.covered());
    }

    /** Points are paid from what is free; what is not there is covered by the programme. */
    Paid payFromFree(long points) {
        long found = Math.min(points, free);
        long missing = points - found;
        free -= found;
        covered = Math.addExact(covered, missing);
        spent = Math.addExact(spent, points);
        return new Paid(0, found, missing);
    }

    /** Points are paid out of the sale's hold; what the hold has not is not paid here. */
    long payFromHold(String sale, long points) {
        Hold hold = holds.get(sale);
        if (hold == null) {
            return 0;
        }
        long paid = Math.min(points, hold.points());
        holds.put(sale, new Hold(hold.holder(), hold.points() - paid, hold.until(), true));
        spent += paid;
        return paid;
    }

    void hold(String sale, Hold hold) {
        if (hold.points() > free || holds.containsKey(sale)) {
            throw new IllegalArgumentException("lot " + id + " cannot hold " + hold);
        }
        free -= hold.points();
        holds.put(sale, hold);
    }

    /** Frees what the sale still holds. */
    void free(String sale) {
        Hold hold = holds.remove(sale);
        if (hold != null) {
            free += hold.points();
        }
    }

    /** What the processor forgot in a restore comes out of what is free; the rest is covered. */
    void learn(Holder holder, long granted) {
        Right right = right(holder);
        long forgotten = granted - right.granted;
        if (forgotten > 0) {
            long found = Math.min(forgotten, free);
            free -= found;
            covered += forgotten - found;
            right.granted += forgotten;
        }
    }

    void giveBack(Holder holder, long points) {
        Right right = right(holder);
        long found = Math.min(points, right.remaining());
        long forgotten = right.released == 0 ? points - found : 0;
        right.granted += forgotten;
        right.returned += found + forgotten;
        free += found;
        right.recalled = right.recalled && right.remaining() > 0;
    }

    /** Everything the holder has comes home although it never said so. */
    long release(Holder holder) {
        long released = 0;
        Right right = rights.get(holder);
        if (right != null) {
            released = right.remaining();
            right.released += released;
            right.recalled = false;
            free += released;
        }
        for (String sale : Set.copyOf(holds.keySet())) {
            Hold hold = holds.get(sale);
            if (hold != null && hold.holder().equals(holder)) {
                released += hold.points();
                free(sale);
            }
        }
        return released;
    }

    /** Books a transfer once; what the giver has not is taken from free, then covered. */
    void transfer(Transfer transfer) {
        if (transfersTold.contains(transfer.id())
                || transfers.putIfAbsent(transfer.id(), transfer) != null) {
            return;
        }
        Right giver = right(transfer.from());
        long own = Math.min(transfer.points(), giver.remaining());
        long missing = transfer.points() - own;
        giver.out += own;
        long found = Math.min(missing, free);
        free -= found;
        covered += missing - found;
        right(transfer.to()).in += transfer.points();
    }

    /** Points paid earlier come back. Never more than were spent. */
    long restore(long points) {
        long back = Math.min(points, spent - restored);
        restored += back;
        free += back;
        return back;
    }

    /** Takes points back: now what is free, the rest as soon as it comes home. */
    void takeBack(long points) {
        claim = Math.addExact(claim, points);
        settle();
    }

    /** Takes for the claim what is free; ends earlier if that waited for rights to come home. */
    void settle() {
        moveEnd();
        long now = Math.min(claim, free);
        claim -= now;
        take(now);
    }

    /** Takes what is free for something else than the claim, such as a debt. */
    long take(long most) {
        long points = Math.min(most, free);
        free -= points;
        taken += points;
        return points;
    }

    boolean outstanding() {
        return remaining() > 0 || held() > 0;
    }

    /** Asserts the lot's equation; a violation is our bug and must not be stored. */
    void check() {
        rights.values().forEach(right -> right.check(id));
        long have = granted + restored + covered;
        long are = spent + taken + whole();
        if (have != are
                || restored > spent
                || Math.min(Math.min(granted, restored), Math.min(covered, spent)) < 0
                || Math.min(Math.min(taken, claim), free) < 0) {
            throw new IllegalStateException(
                    ("lot " + id + " does not add up: granted " + granted)
                            + (" restored " + restored + " covered " + covered)
                            + (" spent " + spent + " taken " + taken + " claim " + claim)
                            + (" free " + free + " rights " + rights + " holds " + holds));
        }
    }

    /** Where paid points came from. */
    record Paid(long right, long free, long covered) {}
}
