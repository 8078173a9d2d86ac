package loyalty.acceptance.simulation;

import static loyalty.acceptance.simulation.World.require;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import loyalty.engine.document.Fields;
import loyalty.protocol.sync.Holder;
import loyalty.terminal.commit.Outbox;
import loyalty.terminal.commit.RightTotals;
import loyalty.terminal.member.KnownMember;

/** Holds paper, the processor's books and the registers' ledgers against each other. */
final class Audit {
    private final Paper paper;
    private final Books books;
    private final Map<String, Books.Lot> lots;
    private final Map<String, Long> releasedHolds;

    Audit(Paper paper, Books books, Map<String, Long> releasedHolds) {
        this.paper = paper;
        this.books = books;
        this.lots = books.lots();
        this.releasedHolds = releasedHolds;
    }

    // ---- at every moment -----------------------------------------------------------------------

    /** What holds whatever is cut off, late, repeated or dead. */
    void always(List<SimulatedRegister> registers) throws Exception {
        lots.values().forEach(lot -> require(lot.addsUp(), "does not add up: " + lot));
        nothingOverspent();
        coveredIsAccountedFor();
        for (SimulatedRegister register : registers) {
            believesNoMoreThanGiven(register);
        }
    }

    private void nothingOverspent() {
        Map<String, Long> granted = paper.granted();
        Map<String, Long> onTrust = paper.onTrust();
        paper.paid()
                .forEach(
                        (id, paid) -> {
                            Optional<Books.Lot> lot = Optional.ofNullable(lots.get(id));
                            long taken = lot.map(Books.Lot::taken).orElse(0L);
                            long restored = lot.map(Books.Lot::restored).orElse(0L);
                            long most =
                                    granted.getOrDefault(id, 0L)
                                            + released(id)
                                            + onTrust.getOrDefault(id, 0L);
                            require(
                                    paid + taken - restored <= most,
                                    "lot "
                                            + id
                                            + " overspent: paid "
                                            + paid
                                            + " taken "
                                            + taken
                                            + " restored "
                                            + restored
                                            + " of "
                                            + most);
                        });
    }

    private long released(String lot) {
        long rights = Optional.ofNullable(lots.get(lot)).map(Books.Lot::released).orElse(0L);
        return rights + releasedHolds.getOrDefault(lot, 0L);
    }

    private void coveredIsAccountedFor() {
        Map<String, Long> onTrust = paper.onTrust();
        for (Books.Lot lot : lots.values()) {
            require(
                    lot.covered() <= released(lot.id()) + onTrust.getOrDefault(lot.id(), 0L),
                    "the programme pays for nobody's decision: " + lot);
        }
    }

    private void believesNoMoreThanGiven(SimulatedRegister register) throws Exception {
        Holder holder = register.ledger().register().holder();
        for (RightTotals right : register.ledger().rights().all()) {
            long given = right(right.lot(), holder).map(Books.Right::granted).orElse(0L);
            require(
                    right.granted() <= given,
                    holder + " was given " + given + " and believes " + right);
        }
    }

    private Optional<Books.Right> right(String lot, Holder holder) {
        return Optional.ofNullable(lots.get(lot)).map(l -> l.rights().get(holder));
    }

    // ---- after healing -------------------------------------------------------------------------

    /** All lines are whole, all clocks right, everybody had time: all say the same. */
    void healed(List<SimulatedRegister> registers) throws Exception {
        for (SimulatedRegister register : registers) {
            settled(register);
        }
        everythingBookedOnce();
        takenBackOnce();
        nothingLeftOver();
        rightsAgree(registers);
        for (SimulatedRegister register : registers) {
            cachesAgree(register);
        }
    }

    private static void settled(SimulatedRegister register) throws Exception {
        Outbox outbox = register.ledger().outbox();
        require(
                outbox.backlog().operations() == 0,
                "still waiting at " + register.trouble() + ": " + waiting(outbox));
        require(outbox.quarantined(1).isEmpty(), "in quarantine: " + outbox.quarantined(1));
        require(register.ledger().journal().verify().holds(), "journal of " + register.trouble());
    }

    private static List<String> waiting(Outbox outbox) throws Exception {
        List<String> waiting = new ArrayList<>();
        for (Outbox.Entry entry : outbox.waiting(3)) {
            waiting.add(
                    entry.kind()
                            + " of "
                            + entry.member().orElse("nobody")
                            + ", tried "
                            + entry.tries()
                            + " times, next at "
                            + entry.retryAt()
                            + ", answered "
                            + entry.answer());
        }
        return waiting;
    }

    private void everythingBookedOnce() {
        same("granted", paper.granted(), Books.Lot::granted);
        same("paid", paper.paid(), Books.Lot::spent);
        same("given back", paper.restored(), Books.Lot::restored);
    }

    private void same(
            String what,
            Map<String, Long> onPaper,
            java.util.function.ToLongFunction<Books.Lot> booked) {
        onPaper.forEach(
                (id, points) ->
                        require(
                                lots.containsKey(id) || points == 0,
                                what + " " + points + " of a lot that is not in the books: " + id));
        for (Books.Lot lot : lots.values()) {
            long points = onPaper.getOrDefault(lot.id(), 0L);
            require(
                    booked.applyAsLong(lot) == points,
                    what + " on paper " + points + ", in the books " + lot);
        }
    }

    private void takenBackOnce() {
        Map<String, Long> expected = new HashMap<>();
        paper.takenBack()
                .forEach((id, points) -> expected.merge(books.survivor(id), points, Long::sum));
        for (Books.Member member : books.members().values()) {
            long points = expected.getOrDefault(member.id(), 0L);
            long booked = member.debt();
            for (Books.Lot lot : member.lots()) {
                booked += lot.taken() + lot.claim();
            }
            boolean merged =
                    books.members().values().stream()
                            .anyMatch(m -> m.redirect().equals(Optional.of(member.id())));
            // of two grants of one period a merge takes the later one back
            require(
                    merged ? booked >= points : booked == points,
                    "to be taken back " + points + ", in the books " + booked + " of " + member);
        }
    }

    private void nothingLeftOver() {
        for (Books.Member member : books.members().values()) {
            require(member.waits() == 0, "waits for ever: " + member);
            require(
                    member.redirect().isEmpty() || (member.debt() == 0 && member.lots().isEmpty()),
                    "closed and owing: " + member);
            for (Books.Lot lot : member.lots()) {
                require(lot.holds().isEmpty(), "held for nobody: " + lot);
                require(lot.claim() == 0 || lot.free() == 0, "a claim beside free points: " + lot);
                require(member.debt() == 0 || lot.free() == 0, "a debt beside points: " + member);
            }
        }
    }

    private void rightsAgree(List<SimulatedRegister> registers) throws Exception {
        Map<Holder, Map<String, Long>> held = new HashMap<>();
        for (SimulatedRegister register : registers) {
            Map<String, Long> mine = new HashMap<>();
            for (RightTotals right : register.ledger().rights().all()) {
                mine.put(right.lot(), right.remaining() + right.held());
            }
            held.put(register.ledger().register().holder(), mine);
        }
        for (Books.Lot lot : lots.values()) {
            lot.rights()
                    .forEach(
                            (holder, right) -> {
                                long there =
                                        held.getOrDefault(holder, Map.of())
                                                .getOrDefault(lot.id(), 0L);
                                require(
                                        right.remaining() == there,
                                        holder + " holds " + there + " of " + lot);
                            });
        }
    }

    private void cachesAgree(SimulatedRegister register) throws Exception {
        for (Books.Member member : books.members().values()) {
            long booked =
                    Objects.requireNonNull(books.members().get(books.survivor(member.id())))
                            .lots()
                            .stream()
                            .mapToLong(lot -> lot.free() + lot.remaining() + lot.held())
                            .sum();
            Optional<KnownMember> known = register.ledger().members().find(member.id());
            require(known.isPresent(), register.trouble() + " does not know " + member.id());
            long shown = known.map(Audit::points).orElse(0L);
            require(
                    shown == booked,
                    register.trouble() + " shows " + shown + ", in the books " + booked);
        }
    }

    private static long points(KnownMember cached) {
        return Fields.of(cached.snapshot(), new ArrayList<>())
                .each("lots", lot -> lot.whole("points", 0, 0, Long.MAX_VALUE))
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
