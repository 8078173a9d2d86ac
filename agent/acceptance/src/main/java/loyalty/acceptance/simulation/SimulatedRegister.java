package loyalty.acceptance.simulation;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.engine.document.Position;
import loyalty.engine.document.Tree;
import loyalty.protocol.identity.IdentifierHash;
import loyalty.protocol.identity.IdentifierKey;
import loyalty.protocol.identity.PhoneNumber;
import loyalty.protocol.sync.EnrolAnswer;
import loyalty.protocol.sync.EnrolBody;
import loyalty.protocol.sync.Extract;
import loyalty.protocol.sync.GrantBody;
import loyalty.protocol.sync.LotGrant;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.ReservationAnswer;
import loyalty.protocol.sync.ReservationRequest;
import loyalty.protocol.sync.ReturnBody;
import loyalty.protocol.sync.SaleBody;
import loyalty.terminal.commit.EnrolDraft;
import loyalty.terminal.commit.GrantDraft;
import loyalty.terminal.commit.HoldState;
import loyalty.terminal.commit.Keys;
import loyalty.terminal.commit.Ledger;
import loyalty.terminal.commit.LedgerSetup;
import loyalty.terminal.commit.Outbox;
import loyalty.terminal.commit.Outcome;
import loyalty.terminal.commit.ReceiptNumber;
import loyalty.terminal.commit.Request;
import loyalty.terminal.commit.ReturnDraft;
import loyalty.terminal.commit.Sale;
import loyalty.terminal.commit.SaleDraft;
import loyalty.terminal.commit.SaleFigures;
import loyalty.terminal.commit.SaleId;
import loyalty.terminal.commit.SaleState;
import loyalty.terminal.commit.Till;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.member.KnownMember;
import loyalty.terminal.sync.Hops;
import loyalty.terminal.sync.Sync;
import loyalty.terminal.sync.SyncSettings;

/** One register of the simulated world: real ledger, till and sync, turned by hand. */
final class SimulatedRegister {
    private static final Node.Mapping EMPTY = new Node.Mapping(Map.of(), Position.NONE);
    private static final String PACK = "sha256:" + "0".repeat(64);
    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);
    private static final Node.Mapping SOLD =
            Tree.mapping()
                    .put(
                            "lines",
                            Tree.sequence(
                                    List.of(
                                            Tree.mapping()
                                                    .put("id", "1")
                                                    .put("quantity", "" + Paper.UNITS)
                                                    .node())))
                    .node();
    private static final SyncSettings SETTINGS =
            new SyncSettings(
                    50,
                    100_000,
                    20,
                    Duration.ZERO,
                    Duration.ofSeconds(1),
                    Duration.ofDays(2),
                    Duration.ZERO);

    private final String name;
    private final Path folder;
    private final SimulatedTime time;
    private final SplittableRandom random;
    private final FragileDisk disk = new FragileDisk();
    private final SimulatedTime.Offset clockError = new SimulatedTime.Offset();
    private final World world;
    private final Line line;
    private final Keys keys;
    private final List<SaleId> sales = new ArrayList<>();
    private final List<SaleId> cancelled = new ArrayList<>();
    private final List<Asked> asked = new ArrayList<>();
    private Ledger ledger;
    private Till till;
    private Sync sync;
    private int receipts;
    private int crashes;

    /** A sale whose hold was asked for. */
    private record Asked(SaleDraft draft, CompletableFuture<ReservationAnswer> answer) {}

    SimulatedRegister(
            String name, Path folder, SimulatedTime time, SplittableRandom random, World world)
            throws StorageException {
        this.name = name;
        this.folder = folder;
        this.time = time;
        this.random = random;
        this.keys = Keys.open(folder.resolve("keys"));
        this.world = world;
        this.line = new Line(world, time, random.split(), keys.signing());
        start();
    }

    private void start() throws StorageException {
        ledger =
                Ledger.open(
                        new LedgerSetup(
                                folder,
                                name,
                                "1",
                                keys.personal(),
                                Duration.ofMinutes(5),
                                Duration.ofHours(12),
                                disk.connector(),
                                time.off(clockError),
                                time,
                                random.split()));
        keys.resume(ledger.register());
        line.become(ledger.register().holder(), keys.signing());
        till = new Till(ledger, time, Duration.ZERO);
        sync =
                new Sync(
                        till,
                        world.paper().hearing(world.switched().apply(line)),
                        pack -> Optional.empty(),
                        new SimulatedIdentity(),
                        new Hops(),
                        SETTINGS,
                        time,
                        random.split());
    }

    private final class SimulatedIdentity implements Sync.Identity {
        @Override
        public Keys keys() {
            return keys;
        }

        @Override
        public void changed(EnrolAnswer answer) throws StorageException {
            line.become(answer.holder(), keys.signing());
        }
    }

    Line line() {
        return line;
    }

    Ledger ledger() {
        return ledger;
    }

    int crashes() {
        return crashes;
    }

    List<SaleId> sales() {
        return sales;
    }

    String trouble() {
        return name + " " + sync.state().lastProblem();
    }

    void enrol(String code) throws Exception {
        CompletableFuture<EnrolAnswer> answer = sync.enrol(code);
        for (int turns = 0; turns < 1_000 && !answer.isDone(); turns++) {
            turn();
        }
        answer.get();
    }

    /** One turn of each duty; dies and starts again if the disk died meanwhile. */
    boolean turn() throws Exception {
        boolean worked = line.deliver();
        worked |= sync.turn();
        worked |= tillTurn();
        goOn();
        if (disk.isDead()) {
            crash();
        }
        return worked;
    }

    private boolean tillTurn() throws Exception {
        try {
            return till.turn();
        } catch (StorageException e) {
            return survived(e);
        }
    }

    private boolean survived(StorageException failure) throws StorageException {
        if (!disk.isDead()) {
            throw failure;
        }
        return true;
    }

    /** The program is gone without a word; what it was told is on disk or nowhere. */
    void crash() throws StorageException {
        crashes++;
        disk.dieAfter(0);
        line.hangUp();
        asked.clear();
        ledger.close();
        start();
    }

    /** Before it is looked at: dead ones start again, and none dies of being looked at. */
    void stand() throws StorageException {
        if (disk.isDead()) {
            crash();
        }
        disk.dieAfter(Long.MAX_VALUE);
    }

    void dieSoon() {
        disk.dieAfter(random.nextLong(400));
    }

    void setClock(Duration error) {
        clockError.set(error);
    }

    // ---- what happens at the till ---------------------------------------------------------------

    void lookUp(String member) {
        var unused = sync.lookUp(member);
    }

    void lease(String member) {
        sync.lease(member);
    }

    /** A customer pays with points, as far as this register thinks it may. */
    void sell(String member, long wish) throws StorageException {
        try {
            Optional<KnownMember> known = ledger.members().find(member);
            if (known.isPresent()) {
                open(known.get(), wish);
            }
        } catch (StorageException e) {
            survived(e);
        }
    }

    private void open(KnownMember known, long wish) throws StorageException {
        boolean online = sync.state().online();
        List<LotPoints> consumed = online ? fromLots(known, wish) : fromRights(known, wish);
        SaleDraft draft = draft(known.id(), ledger.split(consumed, online), !online);
        sales.add(draft.id());
        Outcome outcome = ledger.open(draft, request("open", draft.id()));
        if (!(outcome instanceof Outcome.Done)) {
            return;
        }
        if (draft.needsHold()) {
            asked.add(new Asked(draft, sync.reserve(reservation(draft))));
        } else {
            decide(draft.id());
        }
    }

    private static ReservationRequest reservation(SaleDraft draft) {
        List<LotPoints> lots =
                draft.body().spends().stream()
                        .filter(spend -> spend.hold() > 0)
                        .map(spend -> new LotPoints(spend.lot(), spend.hold()))
                        .toList();
        return new ReservationRequest(draft.id().value(), draft.member().orElseThrow(), lots, true);
    }

    private static List<LotPoints> fromLots(KnownMember known, long wish) {
        List<LotPoints> consumed = new ArrayList<>();
        long left = wish;
        for (Fields lot :
                Fields.of(known.snapshot(), new ArrayList<>()).each("lots", fields -> fields)) {
            long points = Math.min(left, lot.whole("points", 0, 0, Long.MAX_VALUE));
            if (points > 0) {
                consumed.add(new LotPoints(lot.requiredText("id"), points));
                left -= points;
            }
        }
        return consumed;
    }

    private List<LotPoints> fromRights(KnownMember known, long wish) throws StorageException {
        List<LotPoints> consumed = new ArrayList<>();
        long left = ledger.mayRedeem() ? wish : 0;
        for (var right : ledger.rights().ofMember(known.id())) {
            long points = Math.min(left, right.remaining());
            if (points > 0) {
                consumed.add(new LotPoints(right.lot(), points));
                left -= points;
            }
        }
        return consumed;
    }

    /** Sales whose hold was answered, or whose budget is over, go on. */
    private void goOn() throws StorageException {
        for (Asked one : List.copyOf(asked)) {
            if (one.answer().isDone() || random.nextInt(8) == 0) {
                asked.remove(one);
                try {
                    goOn(one);
                } catch (StorageException e) {
                    survived(e);
                }
            }
        }
    }

    private void goOn(Asked one) throws StorageException {
        Sale sale = ledger.sale(one.draft().id()).orElseThrow();
        if (sale.state() != SaleState.OPEN) {
            return;
        }
        if (sale.hold() == HoldState.HELD && heldAll(one)) {
            decide(sale.id());
            return;
        }
        List<LotPoints> mine =
                one.draft().body().spends().stream()
                        .filter(spend -> spend.right() > 0)
                        .map(spend -> new LotPoints(spend.lot(), spend.right()))
                        .toList();
        List<SaleBody.Spend> spends =
                mine.stream()
                        .map(lot -> new SaleBody.Spend(lot.lot(), lot.points(), lot.points(), 0))
                        .toList();
        SaleDraft offline = again(one.draft(), spends);
        if (ledger.replace(offline) instanceof Outcome.Done) {
            decide(sale.id());
        }
    }

    private static boolean heldAll(Asked one) {
        if (one.answer().isCompletedExceptionally() || !one.answer().isDone()) {
            return false;
        }
        long wanted = one.draft().body().spends().stream().mapToLong(SaleBody.Spend::hold).sum();
        return LotPoints.sum(one.answer().join().held()) == wanted;
    }

    /** Mostly confirmed; sometimes cancelled, sometimes left alone. */
    private void decide(SaleId id) throws StorageException {
        int chance = random.nextInt(10);
        if (chance < 7) {
            if (random.nextBoolean()) {
                ledger.printing(id);
            }
            confirm(id);
            sync.hurry();
        } else if (chance < 9) {
            ledger.cancel(id, request("cancel", id), Optional.empty());
            cancelled.add(id);
        }
    }

    private void confirm(SaleId id) throws StorageException {
        if (ledger.confirm(id, request("confirm", id), Optional.empty())
                instanceof Outcome.Done done) {
            ledger.extracts()
                    .sign(done.sale(), ledger.clock().instant(), keys.signing(), true)
                    .ifPresent(world::printed);
        }
    }

    /** The cash register says that a cancelled sale was paid and printed after all. */
    void confirmLate() throws StorageException {
        if (!cancelled.isEmpty()) {
            SaleId id = cancelled.remove(random.nextInt(cancelled.size()));
            attempt(() -> confirm(id));
        }
    }

    /** Before closing time nothing stays undecided. */
    void decideAll() throws StorageException {
        for (Sale sale : ledger.undecided()) {
            if (sale.state() == SaleState.PRINTING && random.nextBoolean()) {
                confirm(sale.id());
            } else {
                ledger.cancel(sale.id(), request("cancel", sale.id()), Optional.empty());
            }
        }
    }

    private interface Deed {
        void done() throws StorageException;
    }

    private void attempt(Deed deed) throws StorageException {
        try {
            deed.done();
        } catch (StorageException e) {
            survived(e);
        }
    }

    /** Goods come back with their receipt, wherever they were sold. */
    void giveBack(Extract receipt, long units) throws StorageException {
        String number = name + "-back-" + ++receipts;
        List<LotPoints> spent =
                receipt.spends().stream().map(s -> new LotPoints(s.lot(), s.points())).toList();
        List<LotPoints> earned =
                receipt.created().stream().map(l -> new LotPoints(l.id(), l.points())).toList();
        ReturnBody body =
                new ReturnBody(
                        ledger.nextId().toString(),
                        number,
                        "s",
                        DAY.toString(),
                        Optional.empty(),
                        receipt.sale(),
                        List.of(new ReturnBody.Back("1", Long.toString(units))),
                        EMPTY,
                        EMPTY,
                        Paper.parts(spent, units),
                        Paper.parts(earned, units),
                        0,
                        units == Paper.UNITS,
                        List.of(),
                        List.of(),
                        Optional.of(receipt));
        ReturnDraft draft =
                new ReturnDraft(
                        ledger.nextId(),
                        Optional.of(receipt.member()),
                        new ReceiptNumber("s", name, DAY, number),
                        body,
                        "",
                        ledger.occasions().returnsOf(receipt.sale()).size());
        Request request = new Request("pos", "return", number, "body");
        attempt(() -> ledger.occasions().giveBack(draft, request, Optional.empty()));
    }

    /** The birthday's points, for whoever is known here. */
    void grant(String member, long points) throws StorageException {
        String id = "birthday/" + member + "/2026";
        LotGrant lot =
                new LotGrant(
                        id + ":1",
                        "grant",
                        Optional.of("birthday"),
                        points,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        GrantBody body =
                new GrantBody(id, "birthday", "year/2026", List.of(lot), "", Optional.empty());
        attempt(
                () -> {
                    Optional<KnownMember> known = ledger.members().find(member);
                    if (known.isPresent() && known.get().id().equals(member)) {
                        ledger.occasions()
                                .grantDue(new GrantDraft(ledger.nextId(), member, body, ""));
                    }
                });
    }

    /** A newcomer gives a phone number, perhaps not for the first time. */
    void enrolMember(IdentifierKey key, PhoneNumber phone) throws StorageException {
        String member = key.memberOf(phone).toString();
        IdentifierHash hash = key.ofPhone(phone);
        EnrolBody body =
                new EnrolBody(hash.hex(), List.of(), Map.of(), List.of(), true, Optional.of("s"));
        Node.Mapping snapshot =
                Tree.mapping().put("id", member).put("lots", Tree.sequence(List.of())).node();
        EnrolDraft draft = new EnrolDraft(ledger.nextId(), member, body, snapshot, List.of(hash));
        Request request = new Request("pos", "enrol", name + ++receipts, "body");
        attempt(() -> ledger.occasions().enrol(draft, request, Optional.empty()));
    }

    /** Tells what waits to be sent; what was sent the line has told. */
    void paperwork(Paper paper) throws StorageException {
        for (Outbox.Entry entry : ledger.outbox().waiting(Integer.MAX_VALUE)) {
            paper.written(entry.json());
        }
    }

    private Request request(String what, SaleId id) {
        return new Request("pos", what, id.value(), "body");
    }

    private SaleDraft again(SaleDraft draft, List<SaleBody.Spend> spends) {
        return new SaleDraft(
                draft.id(),
                draft.operation(),
                draft.member(),
                draft.receipt(),
                body(draft.id().value(), draft.receipt().number(), spends, draft.body().created()),
                PACK,
                true,
                draft.figures());
    }

    private SaleDraft draft(String member, List<SaleBody.Spend> spends, boolean offline) {
        receipts++;
        String id = ledger.nextId().toString();
        String number = name + "-" + receipts;
        long earned = random.nextLong(20);
        List<LotGrant> created =
                earned == 0
                        ? List.of()
                        : List.of(
                                new LotGrant(
                                        id + ":purchase",
                                        "purchase",
                                        Optional.empty(),
                                        earned,
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()));
        return new SaleDraft(
                new SaleId(id),
                ledger.nextId(),
                Optional.of(member),
                new ReceiptNumber("s", name, DAY, number),
                body(id, number, spends, created),
                PACK,
                offline,
                new SaleFigures("1", 10_000, 0, earned, 0));
    }

    private static SaleBody body(
            String id, String number, List<SaleBody.Spend> spends, List<LotGrant> created) {
        return new SaleBody(
                id,
                number,
                "s",
                DAY.toString(),
                Optional.empty(),
                EMPTY,
                EMPTY,
                SOLD,
                Optional.empty(),
                0,
                spends,
                created,
                List.of(),
                new SaleBody.Money(10_000, 0, 0, 10_000),
                List.of(),
                List.of(),
                List.of());
    }

    void close() {
        ledger.close();
    }
}
