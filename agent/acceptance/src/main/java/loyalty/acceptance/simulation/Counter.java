package loyalty.acceptance.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import loyalty.acceptance.simulation.audit.Paper;
import loyalty.engine.document.Fields;
import loyalty.protocol.identity.IdentifierKey;
import loyalty.protocol.identity.PhoneNumber;
import loyalty.protocol.sync.Extract;
import loyalty.protocol.sync.LotGrant;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.ReservationAnswer;
import loyalty.protocol.sync.ReservationRequest;
import loyalty.protocol.sync.SaleBody;
import loyalty.terminal.commit.Ledger;
import loyalty.terminal.commit.RightTotals;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.member.KnownMember;
import loyalty.terminal.sale.HoldState;
import loyalty.terminal.sale.Outcome;
import loyalty.terminal.sale.Request;
import loyalty.terminal.sale.Sale;
import loyalty.terminal.sale.SaleDraft;
import loyalty.terminal.sale.SaleId;
import loyalty.terminal.sale.SaleState;

/** What customers and cashiers do at one register. */
final class Counter {
    /** Before a lot's end its points are not paid with any more; clocks are not that exact. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final SimulatedRegister register;
    private final SimulatedTime time;
    private final SplittableRandom random;
    private final Paper paper;
    private final Consumer<Extract> printed;
    private final Drafts drafts;
    private final List<SaleId> cancelled = new ArrayList<>();
    private final List<Asked> asked = new ArrayList<>();

    /** A sale whose hold was asked for, by a program that knows of it until its end. */
    private record Asked(SaleDraft draft, CompletableFuture<ReservationAnswer> answer, int life) {}

    Counter(
            SimulatedRegister register,
            SimulatedTime time,
            SplittableRandom random,
            Paper paper,
            Consumer<Extract> printed) {
        this.register = register;
        this.time = time;
        this.random = random;
        this.paper = paper;
        this.printed = printed;
        this.drafts = new Drafts(register.shop(), register.name());
    }

    private Ledger ledger() {
        return register.ledger();
    }

    private Request request(String what, String key) {
        return new Request("pos", what, key, "body");
    }

    // ---- sales ---------------------------------------------------------------------------------

    /** A customer pays with points, as far as this register thinks it may. */
    void sell(String member, long wish) throws StorageException {
        register.attempt(
                () -> {
                    Optional<KnownMember> known = ledger().members().find(member);
                    if (known.isPresent()) {
                        open(known.get(), wish);
                    }
                });
    }

    private void open(KnownMember known, long wish) throws StorageException {
        boolean online = register.sync().state().online();
        List<LotPoints> consumed = online ? fromLots(known, wish) : fromRights(known, wish);
        SaleDraft draft =
                drafts.sale(
                        ledger().nextId(),
                        ledger().nextId(),
                        known.id(),
                        ledger().split(consumed, online),
                        earned(),
                        !online);
        if (!(ledger().open(draft, request("open", draft.id().value())) instanceof Outcome.Done)) {
            return;
        }
        paper.opened(draft.id().value(), ledger().register().holder(), time.instant());
        if (draft.needsHold()) {
            var answer = register.sync().reserve(reservation(draft));
            asked.add(new Asked(draft, answer, register.life()));
        } else {
            decide(draft.id());
        }
    }

    private List<LotGrant> earned() {
        long points = random.nextLong(20);
        Optional<Instant> until =
                random.nextInt(3) == 0
                        ? Optional.of(time.instant().plus(Duration.ofHours(random.nextLong(6, 90))))
                        : Optional.empty();
        String id = ledger().nextId() + ":purchase";
        return points == 0 ? List.of() : List.of(Drafts.lot(id, "purchase", points, until));
    }

    private static ReservationRequest reservation(SaleDraft draft) {
        List<LotPoints> lots =
                draft.body().spends().stream()
                        .filter(spend -> spend.hold() > 0)
                        .map(spend -> new LotPoints(spend.lot(), spend.hold()))
                        .toList();
        return new ReservationRequest(
                draft.id().value(), draft.member().orElse(""), lots, true, draft.heldCodes());
    }

    private boolean usable(Optional<Instant> end) {
        return end.isEmpty() || ledger().latest().isBefore(end.get().minus(MARGIN));
    }

    private static List<Fields> lots(KnownMember known) {
        return Fields.of(known.snapshot(), new ArrayList<>()).each("lots", fields -> fields);
    }

    private static Optional<Instant> end(Fields lot) {
        return lot.text("expiresAt").map(Instant::parse);
    }

    private List<LotPoints> fromLots(KnownMember known, long wish) {
        List<LotPoints> consumed = new ArrayList<>();
        long left = wish;
        for (Fields lot : lots(known)) {
            long points = Math.min(left, lot.whole("points", 0, 0, Long.MAX_VALUE));
            if (points > 0 && usable(end(lot))) {
                consumed.add(new LotPoints(lot.requiredText("id"), points));
                left -= points;
            }
        }
        return consumed;
    }

    private List<LotPoints> fromRights(KnownMember known, long wish) throws StorageException {
        List<LotPoints> consumed = new ArrayList<>();
        long left = ledger().mayRedeem() ? wish : 0;
        for (Fields lot : lots(known)) {
            String id = lot.requiredText("id");
            long mine = ledger().rights().of(id).map(RightTotals::remaining).orElse(0L);
            long points = Math.min(left, mine);
            if (points > 0 && usable(end(lot))) {
                consumed.add(new LotPoints(id, points));
                left -= points;
            }
        }
        return consumed;
    }

    /** Sales whose hold was answered, or whose budget is over, go on. */
    void goOn() throws StorageException {
        asked.removeIf(one -> one.life() != register.life());
        for (Asked one : List.copyOf(asked)) {
            if (one.answer().isDone() || random.nextInt(8) == 0) {
                asked.remove(one);
                register.attempt(() -> goOn(one));
                if (one.life() != register.life()) {
                    return;
                }
            }
        }
    }

    private void goOn(Asked one) throws StorageException {
        Optional<Sale> found = ledger().sale(one.draft().id());
        if (found.isEmpty() || found.get().state() != SaleState.OPEN) {
            return;
        }
        if (found.get().hold() == HoldState.HELD && heldAll(one)) {
            decide(one.draft().id());
            return;
        }
        List<SaleBody.Spend> spends =
                one.draft().body().spends().stream()
                        .filter(spend -> spend.right() > 0)
                        .map(s -> new SaleBody.Spend(s.lot(), s.right(), s.right(), 0))
                        .toList();
        if (ledger().replace(drafts.again(one.draft(), spends)) instanceof Outcome.Done) {
            decide(one.draft().id());
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
            if (random.nextBoolean() && ledger().printing(id) instanceof Outcome.Done) {
                paper.printing(id.value(), register.name());
                if (random.nextInt(4) == 0) {
                    return; // the paper is jammed; somebody will decide in the evening
                }
            }
            confirm(id);
            register.sync().hurry();
        } else if (chance < 9) {
            ledger().cancel(id, request("cancel", id.value()), Optional.empty());
            paper.cancelled(id.value());
            cancelled.add(id);
        }
    }

    private void confirm(SaleId id) throws StorageException {
        if (ledger().confirm(id, request("confirm", id.value()), Optional.empty())
                instanceof Outcome.Done done) {
            ledger().extracts()
                    .sign(done.sale(), ledger().clock().instant(), register.keys().signing(), true)
                    .ifPresent(printed);
        }
    }

    /** The cash register says that a cancelled sale was paid and printed after all. */
    void confirmLate() throws StorageException {
        if (!cancelled.isEmpty()) {
            SaleId id = cancelled.remove(random.nextInt(cancelled.size()));
            register.attempt(() -> confirm(id));
        }
    }

    /** Before closing time nothing stays undecided. */
    void decideAll() throws StorageException {
        for (Sale sale : ledger().undecided()) {
            if (sale.state() == SaleState.PRINTING && random.nextBoolean()) {
                confirm(sale.id());
            } else {
                paper.cancelled(sale.id().value());
                ledger().cancel(sale.id(), request("cancel", sale.id().value()), Optional.empty());
            }
        }
    }

    // ---- what else happens at a counter --------------------------------------------------------

    /** A member is here; online the processor calls home what other registers hold. */
    void lookUp(String member) {
        var unused = register.sync().lookUp(member);
    }

    /** The member may want to pay offline later. */
    void lease(String member) {
        register.sync().lease(member);
    }

    /** Goods come back with their receipt, wherever they were sold. */
    void giveBack(Extract receipt, long units) throws StorageException {
        register.attempt(
                () -> {
                    int earlier = ledger().occasions().returnsOf(receipt.sale()).size();
                    var draft =
                            drafts.goodsBack(
                                    List.of(ledger().nextId(), ledger().nextId()),
                                    receipt,
                                    units,
                                    earlier);
                    ledger().occasions()
                            .giveBack(draft, request("return", drafts.number()), Optional.empty());
                });
    }

    /** The birthday's points, for whoever is known here. */
    void grant(String member, long points) throws StorageException {
        register.attempt(
                () -> {
                    Optional<KnownMember> known = ledger().members().find(member);
                    if (known.isPresent() && known.get().id().equals(member)) {
                        ledger().occasions()
                                .grantDue(Drafts.birthday(ledger().nextId(), member, points));
                    }
                });
    }

    /** A newcomer gives a phone number, perhaps not for the first time. */
    void enrol(IdentifierKey key, PhoneNumber phone) throws StorageException {
        String member = key.memberOf(phone).toString();
        register.attempt(
                () ->
                        ledger().occasions()
                                .enrol(
                                        drafts.newcomer(
                                                ledger().nextId(), member, key.ofPhone(phone)),
                                        request("enrol", drafts.number()),
                                        Optional.empty()));
    }
}
