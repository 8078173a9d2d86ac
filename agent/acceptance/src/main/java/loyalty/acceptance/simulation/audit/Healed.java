package loyalty.acceptance.simulation.audit;

import static loyalty.acceptance.simulation.audit.Violation.require;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.ToLongFunction;
import loyalty.acceptance.simulation.audit.Books.Lot;
import loyalty.acceptance.simulation.audit.Books.Member;
import loyalty.acceptance.simulation.audit.Paper.Written;
import loyalty.engine.document.Fields;
import loyalty.processor.store.Home;
import loyalty.processor.store.Store;
import loyalty.processor.store.StoreException;
import loyalty.protocol.sync.Holder;
import loyalty.terminal.commit.Outbox;
import loyalty.terminal.commit.RightTotals;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.member.KnownMember;

/**
 * What holds once all lines are whole, all clocks right and everybody had time: all say the same.
 */
public final class Healed {
    private final Paper paper;
    private final Store store;
    private final Books books;
    private final Map<String, Lot> lots;
    private final Instant now;

    public Healed(Paper paper, Store store, Books books, Instant now) {
        this.paper = paper;
        this.store = store;
        this.books = books;
        this.lots = books.lots();
        this.now = now;
    }

    /**
     * Everything that must hold once all have heard each other.
     *
     * @param replaced machines that others took the place of; they only have to have told all
     */
    public void check(List<? extends Subject> registers, List<? extends Subject> replaced)
            throws StorageException, StoreException {
        for (Subject register : registers) {
            settled(register);
        }
        for (Subject register : replaced) {
            settled(register);
        }
        Promises promises = Promises.heard(paper, heard());
        everythingBookedOnce(promises);
        takenBackOnce(promises);
        nothingLeftOver();
        List<Subject> live = new ArrayList<>(registers);
        replaced.stream().filter(Healed::hasANameOfItsOwn).forEach(live::add);
        rightsAgree(live);
        for (Subject register : registers) {
            cachesAgree(register);
        }
    }

    /** Enrolled again beside the machine that took its place; else its rights are of the dead. */
    private static boolean hasANameOfItsOwn(Subject machine) {
        return !machine.ledger().register().name().equals(machine.name());
    }

    private static void settled(Subject register) throws StorageException {
        Outbox outbox = register.ledger().outbox();
        require(
                outbox.backlog().operations() == 0,
                () -> "still waiting at " + register.trouble() + ": " + waiting(outbox));
        var quarantined = outbox.quarantined(1);
        require(quarantined.isEmpty(), () -> "in quarantine: " + quarantined);
        require(
                register.ledger().journal().verify().holds(),
                () -> "journal of " + register.trouble());
    }

    private static List<String> waiting(Outbox outbox) {
        try {
            List<String> waiting = new ArrayList<>();
            for (Outbox.Entry entry : outbox.waiting(3)) {
                waiting.add(
                        (entry.kind() + " " + entry.id() + " of " + entry.member().orElse("nobody"))
                                + (", tried " + entry.tries() + " times, next at ")
                                + (entry.retryAt() + ", answered " + entry.answer()));
            }
            return waiting;
        } catch (StorageException e) {
            return List.of(e.toString());
        }
    }

    /** Operations that the processor remembers; all but those of lost disks must be among them. */
    private Set<UUID> heard() throws StoreException {
        Set<UUID> heard = new HashSet<>();
        for (Written operation : paper.operations()) {
            Home home = Home.member(operation.member().orElseThrow());
            boolean known =
                    store.transact(home, tx -> tx.seen(operation.id().toString()).isPresent());
            require(
                    known || paper.isEndangered(operation.id()),
                    () -> "the processor never heard of " + operation);
            if (known) {
                heard.add(operation.id());
            }
        }
        return heard;
    }

    private void everythingBookedOnce(Promises promises) {
        Map<String, String> graces = promises.graces();
        Map<String, Long> restored = new HashMap<>();
        for (Lot lot : lots.values()) {
            restored.merge(lot.id(), lot.restored(), Long::sum); // also to a lot of grace
            Optional.ofNullable(graces.get(lot.id()))
                    .ifPresent(of -> restored.merge(of, lot.granted(), Long::sum));
        }
        Map<String, Long> granted = new TreeMap<>(promises.granted());
        graces.keySet()
                .forEach(
                        id ->
                                Optional.ofNullable(lots.get(id))
                                        .ifPresent(lot -> granted.put(id, lot.granted())));
        same("granted", granted, Lot::granted);
        same("paid", promises.paid(), Lot::spent);
        same("given back", promises.restored(), lot -> restored.getOrDefault(lot.id(), 0L));
    }

    private void same(String what, Map<String, Long> onPaper, ToLongFunction<Lot> booked) {
        onPaper.forEach(
                (id, points) ->
                        require(
                                lots.containsKey(id) || points == 0,
                                () -> what + " " + points + " of a lot not in the books: " + id));
        for (Lot lot : lots.values()) {
            long points = onPaper.getOrDefault(lot.id(), 0L);
            boolean grace =
                    what.equals("given back") && points == 0 && !onPaper.containsKey(lot.id());
            require(
                    grace || booked.applyAsLong(lot) == points,
                    () -> what + " on paper " + points + ", in the books " + lot);
        }
    }

    private void takenBackOnce(Promises promises) {
        Map<String, Long> expected = new HashMap<>();
        promises.takenBack()
                .forEach((id, points) -> expected.merge(books.survivor(id), points, Long::sum));
        Map<String, List<Long>> grants = new HashMap<>();
        promises.grants()
                .forEach(
                        (member, points) ->
                                grants.computeIfAbsent(
                                                books.survivor(member), m -> new ArrayList<>())
                                        .add(points));
        for (Member member : books.members().values()) {
            long points = expected.getOrDefault(member.id(), 0L);
            long claims = member.lots().stream().mapToLong(l -> l.taken() + l.claim()).sum();
            long booked = member.debt() + claims;
            List<Long> granted = grants.getOrDefault(member.id(), List.of());
            require(
                    withdrawn(granted).contains(booked - points),
                    () ->
                            ("to be taken back " + points + ", booked " + booked)
                                    + (" of " + member + " with grants of " + granted));
        }
    }

    /** What a merge may take back: of all grants for one period but one stands. */
    private static Set<Long> withdrawn(List<Long> granted) {
        long all = granted.stream().mapToLong(Long::longValue).sum();
        Set<Long> withdrawn = new HashSet<>();
        granted.forEach(one -> withdrawn.add(all - one));
        return granted.isEmpty() ? Set.of(0L) : withdrawn;
    }

    private void nothingLeftOver() {
        for (Member member : books.members().values()) {
            require(member.waits() == 0, () -> "waits for ever: " + member);
            require(
                    member.redirect().isEmpty() || (member.debt() == 0 && member.lots().isEmpty()),
                    () -> "closed and owing: " + member);
            for (Lot lot : member.lots()) {
                require(lot.holds().isEmpty(), () -> "held for nobody: " + lot);
                require(
                        lot.claim() == 0 || lot.free() == 0,
                        () -> "a claim beside free points: " + lot);
                require(
                        member.debt() == 0 || lot.free() == 0 || lot.expired(now),
                        () -> "a debt beside points: " + member);
            }
        }
    }

    private void rightsAgree(List<? extends Subject> registers) throws StorageException {
        Map<Holder, Map<String, Long>> held = new HashMap<>();
        for (Subject register : registers) {
            Map<String, Long> mine = new HashMap<>();
            for (RightTotals right : register.ledger().rights().all()) {
                mine.put(right.lot(), right.remaining() + right.held());
            }
            held.put(register.ledger().register().holder(), mine);
        }
        held.forEach(
                (holder, mine) ->
                        mine.forEach(
                                (id, points) ->
                                        require(
                                                points == 0 || known(id, holder),
                                                () -> holder + " holds unknown points of " + id)));
        for (Lot lot : lots.values()) {
            lot.rights()
                    .forEach(
                            (holder, right) -> {
                                var mine = held.getOrDefault(holder, Map.of());
                                long there = mine.getOrDefault(lot.id(), 0L);
                                require(
                                        right.remaining() == there,
                                        () -> holder + " holds " + there + " of " + lot);
                                require(
                                        there == 0 || !right.recalled(),
                                        () -> holder + " was asked in vain for " + lot);
                            });
        }
    }

    private boolean known(String id, Holder holder) {
        return Optional.ofNullable(lots.get(id))
                .filter(lot -> lot.rights().containsKey(holder))
                .isPresent();
    }

    /** Some time later nobody holds anything, for nobody came. */
    public void everythingIsHome() {
        for (Lot lot : lots.values()) {
            require(lot.remaining() == 0, () -> "idle and never sent home: " + lot);
        }
    }

    private void cachesAgree(Subject register) throws StorageException {
        for (Member member : books.members().values()) {
            Member survivor =
                    Objects.requireNonNull(books.members().get(books.survivor(member.id())));
            KnownMember known =
                    register.ledger()
                            .members()
                            .find(member.id())
                            .orElseThrow(
                                    () ->
                                            new Violation(
                                                    register.trouble()
                                                            + " does not know "
                                                            + member.id()));
            Map<String, Long> shown = points(known);
            Map<String, Long> booked = new TreeMap<>();
            survivor.lots().forEach(lot -> put(booked, lot.id(), lot.whole() - lot.claim()));
            require(
                    shown.equals(booked) && known.version() == survivor.version(),
                    () ->
                            register.trouble()
                                    + (" shows " + shown + " in version " + known.version())
                                    + (", in the books " + booked + " of " + survivor));
        }
    }

    private static Map<String, Long> points(KnownMember cached) {
        Map<String, Long> points = new TreeMap<>();
        Fields.of(cached.snapshot(), new ArrayList<>())
                .each(
                        "lots",
                        lot -> {
                            put(
                                    points,
                                    lot.requiredText("id"),
                                    lot.whole("points", 0, 0, Long.MAX_VALUE));
                            return lot;
                        });
        return points;
    }

    private static void put(Map<String, Long> points, String lot, long whole) {
        if (whole > 0) {
            points.put(lot, whole);
        }
    }
}
