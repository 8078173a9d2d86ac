package loyalty.acceptance.simulation.audit;

import static loyalty.acceptance.simulation.audit.Violation.require;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loyalty.acceptance.simulation.audit.Books.Lot;
import loyalty.acceptance.simulation.audit.Books.Member;
import loyalty.acceptance.simulation.audit.Paper.Sold;
import loyalty.processor.store.Cursor;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.Store;
import loyalty.processor.store.StoreException;
import loyalty.protocol.sync.Holder;
import loyalty.terminal.commit.Outbox;
import loyalty.terminal.commit.RightTotals;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.member.KnownMember;
import loyalty.terminal.sale.Sale;
import loyalty.terminal.sale.SaleId;
import loyalty.terminal.sale.SaleState;

/** What holds at every instant, whatever is cut off, late, repeated, put back or dead. */
public final class Audit {
    private static final int ALL = 100_000;

    private final Paper paper;
    private final Decisions decisions;
    private final InstantSource time;
    private final Timekeeping timekeeping;
    private final Movements movements;
    private final Totals totals = new Totals();
    private final Set<Holder> keepTime = new HashSet<>();
    private final Map<String, Long> restored = new HashMap<>();
    private final Map<Holder, Map<String, Long>> given = new HashMap<>();

    /** How far a register has written. */
    private final Map<Holder, Long> looked = new HashMap<>();

    public Audit(Paper paper, Decisions decisions, InstantSource time) {
        this.paper = paper;
        this.decisions = decisions;
        this.time = time;
        this.timekeeping = new Timekeeping(time);
        this.movements = new Movements(decisions);
    }

    /** A register's disk is older from now on. */
    public void putBack(Subject register) {
        totals.putBack(register.ledger().register().holder());
    }

    /** Looks at everything now. */
    public void always(Books books, List<? extends Subject> registers) throws StorageException {
        Map<String, Lot> lots = books.lots();
        lots.values().forEach(lot -> require(lot.addsUp(), () -> "does not add up: " + lot));
        remember(lots);
        timekeeping.remember(books.terms());
        for (Subject register : registers) {
            note(register);
            believesNoMoreThanGiven(register, lots);
            timekeeping.check(register);
            keepsWhatIsPrinted(register);
        }
        movements.look(lots, time.instant());
        nothingOverspent(lots);
        coveredIsAccountedFor(lots);
        nothingSpentAfterRelease();
        nothingSpentAfterItsEnd(lots);
        onTrustAfterCancellationAlone();
    }

    private void remember(Map<String, Lot> lots) {
        for (Lot lot : lots.values()) {
            restored.merge(lot.id(), lot.restored(), Math::max);
            lot.rights()
                    .forEach(
                            (holder, right) ->
                                    given.computeIfAbsent(holder, h -> new HashMap<>())
                                            .merge(lot.id(), right.granted(), Math::max));
        }
    }

    /** What waits is on paper as well; what was sent the line has told. */
    private void note(Subject register) throws StorageException {
        if (register.keepsTime()) {
            keepTime.add(register.ledger().register().holder());
        }
        Long seq = register.ledger().register().seq();
        if (seq.equals(looked.put(register.ledger().register().holder(), seq))) {
            return; // it has written nothing since
        }
        for (Outbox.Entry entry : register.ledger().outbox().waiting(ALL)) {
            if (!paper.has(entry.id())) {
                paper.written(entry.json());
            }
        }
    }

    private void nothingOverspent(Map<String, Lot> lots) {
        Promises promises = Promises.all(paper);
        Map<String, Long> granted = promises.granted();
        Map<String, Long> onTrust = promises.onTrust();
        promises.paid()
                .forEach(
                        (id, paid) -> {
                            Optional<Lot> lot = Optional.ofNullable(lots.get(id));
                            long known = lot.map(Lot::granted).orElse(0L);
                            long taken = lot.map(Lot::taken).orElse(0L);
                            long back = restored.getOrDefault(id, 0L);
                            long most =
                                    granted.getOrDefault(id, known)
                                            + decisions.allowed(id)
                                            + onTrust.getOrDefault(id, 0L);
                            require(
                                    paid + taken - back <= most,
                                    () ->
                                            ("lot " + id + " overspent: paid " + paid)
                                                    + (" taken " + taken + " restored " + back)
                                                    + (" of " + most));
                        });
    }

    private void coveredIsAccountedFor(Map<String, Lot> lots) {
        Map<String, Long> onTrust = Promises.all(paper).onTrust();
        for (Lot lot : lots.values()) {
            require(
                    lot.covered()
                            <= decisions.allowed(lot.id()) + onTrust.getOrDefault(lot.id(), 0L),
                    () -> "the programme pays for nobody's decision: " + lot);
        }
    }

    private void believesNoMoreThanGiven(Subject register, Map<String, Lot> lots)
            throws StorageException {
        Holder holder = register.ledger().register().holder();
        Map<String, Long> onPaper = paper.spentFromRights(holder);
        List<RightTotals> rights = register.ledger().rights().all();
        totals.look(holder, rights, lots);
        for (RightTotals right : rights) {
            require(right.remaining() >= 0, () -> holder + " has less than nothing: " + right);
            long spent = onPaper.getOrDefault(right.lot(), 0L);
            require(
                    right.spent() >= spent,
                    () -> holder + " spent " + spent + " and has forgotten it: " + right);
            long most = given.getOrDefault(holder, Map.of()).getOrDefault(right.lot(), 0L);
            require(
                    right.granted() <= most,
                    () -> holder + " was given " + most + " and believes " + right);
        }
    }

    /** What a sale has set aside is there when it is confirmed, in the same life of a register. */
    private void onTrustAfterCancellationAlone() {
        for (Sold sale : paper.sales()) {
            require(
                    sale.onTrust() == 0
                            || paper.wasCancelled(sale.sale())
                            || !paper.openedBy(sale.sale()).equals(Optional.of(sale.holder())),
                    () -> "paid on trust and never cancelled: " + sale);
        }
    }

    /** Paper with points on it is decided by people alone. */
    private void keepsWhatIsPrinted(Subject register) throws StorageException {
        for (String sale : paper.printing(register.name())) {
            Optional<Sale> found = register.ledger().sale(new SaleId(sale));
            require(
                    found.isEmpty() || found.get().state() != SaleState.CANCELLED,
                    () -> "printed and cancelled by nobody: " + found);
        }
    }

    /** The term's end stops spending, so that a release after it and its guard costs nothing. */
    private void nothingSpentAfterRelease() {
        for (Sold sale : paper.sales()) {
            Holder holder = sale.holder();
            Optional<Instant> released = decisions.releasedInTime(holder);
            Optional<Instant> opened = paper.opened(sale.sale());
            if (released.isPresent() && opened.isPresent() && keepsTime(holder)) {
                boolean right = sale.spends().stream().anyMatch(s -> s.right() > 0);
                require(
                        !right || !opened.get().isAfter(released.get()),
                        () -> holder + " spent after its term and its guard: " + sale);
            }
        }
    }

    private boolean keepsTime(Holder holder) {
        return keepTime.contains(holder);
    }

    private void nothingSpentAfterItsEnd(Map<String, Lot> lots) {
        for (Sold sale : paper.sales()) {
            Optional<Instant> opened = paper.opened(sale.sale());
            if (opened.isEmpty() || !keepsTime(sale.holder())) {
                continue;
            }
            for (var spend : sale.spends()) {
                Lot lot = lots.get(spend.lot());
                require(
                        lot == null || spend.right() == 0 || !lot.expired(opened.get()),
                        () -> "paid at " + opened.get() + " from what was over: " + lot);
            }
        }
    }

    /** No committed change lies behind a register's cursor without the register having seen it. */
    public static void nothingSkipped(
            Store store, Books books, List<? extends Subject> registers, String generation)
            throws StoreException, StorageException {
        for (Subject register : registers) {
            Optional<Cursor> cursor =
                    register.ledger()
                            .correspondence()
                            .agenda()
                            .cursor()
                            .flatMap(Cursor::parse)
                            .filter(each -> each.generation().equals(generation));
            if (cursor.isPresent()) {
                Set<String> ahead = new HashSet<>();
                store.changes(cursor.get(), ALL).entries().stream()
                        .filter(entry -> entry.home().kind() == Kind.MEMBER)
                        .forEach(entry -> ahead.add(entry.home().id()));
                for (Member member : books.members().values()) {
                    if (!ahead.contains(member.id())) {
                        seen(register, member);
                    }
                }
            }
        }
    }

    private static void seen(Subject register, Member member) throws StorageException {
        Optional<KnownMember> known = register.ledger().members().find(member.id());
        long version =
                member.redirect().isPresent()
                        ? member.version() // what it knows is under the survivor's name
                        : known.map(KnownMember::version).orElse(-1L);
        require(
                version >= member.version(),
                () ->
                        register.name()
                                + " went past version "
                                + member.version()
                                + " of "
                                + member.id()
                                + " and has "
                                + version);
    }
}
