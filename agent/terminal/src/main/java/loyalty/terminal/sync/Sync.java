package loyalty.terminal.sync;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import loyalty.drivers.loop.Duty;
import loyalty.protocol.identity.IdentifierHash;
import loyalty.protocol.sync.Contact;
import loyalty.protocol.sync.EnrolAnswer;
import loyalty.protocol.sync.EnrolRequest;
import loyalty.protocol.sync.MemberAnswer;
import loyalty.protocol.sync.MemberView;
import loyalty.protocol.sync.PackDocument;
import loyalty.protocol.sync.ReservationAnswer;
import loyalty.protocol.sync.ReservationRequest;
import loyalty.protocol.sync.RightsRequest;
import loyalty.protocol.sync.SaleAnswer;
import loyalty.protocol.sync.TotalsReport;
import loyalty.terminal.clock.Moment;
import loyalty.terminal.clock.Ticker;
import loyalty.terminal.clock.TrustedClock;
import loyalty.terminal.commit.Correspondence;
import loyalty.terminal.commit.Correspondence.Agenda;
import loyalty.terminal.commit.Keys;
import loyalty.terminal.commit.Outbox;
import loyalty.terminal.commit.SaleId;
import loyalty.terminal.commit.Till;
import loyalty.terminal.commit.TillWork;
import loyalty.terminal.database.StorageException;

/**
 * The sync thread's job: errands, each at most once at a time, each a chain of "ask the till, ask
 * the processor, tell the till". Nothing here blocks and nothing is lost by stopping anywhere: what
 * the till has not written down is simply asked for again.
 *
 * <p>{@link #reserve}, {@link #lookUp}, {@link #lease}, {@link #hurry} and {@link #state} may be
 * called from any thread.
 */
public final class Sync implements Duty {
    private final Till till;
    private final Correspondence ledger;
    private final TrustedClock clock;
    private final Processor processor;
    private final PackReader packs;
    private final Identity identity;
    private final SyncSettings settings;
    private final Hops hops;
    private final AtomicReference<SyncState> state = new AtomicReference<>(SyncState.START);
    private final Set<String> leasesWanted = new LinkedHashSet<>();
    private final List<Errand> errands;
    private final Errand upload;
    private final Errand look;
    private Optional<Agenda> agenda = Optional.empty();
    private int batch;
    private int next;

    /** How a pack that came is read: empty if it is good, else everything that is wrong with it. */
    @FunctionalInterface
    public interface PackReader {
        Optional<String> problem(PackDocument pack);
    }

    /** The register's keys, and who is told when it becomes somebody else. */
    public interface Identity {
        Keys keys();

        /** Requests are to be signed by the present key for this register from now on. */
        void changed(EnrolAnswer answer) throws StorageException;
    }

    public Sync(
            Till till,
            Processor processor,
            PackReader packs,
            Identity identity,
            Hops hops,
            SyncSettings settings,
            Ticker ticker,
            RandomGenerator random) {
        this.till = till;
        this.ledger = till.ledger().correspondence();
        this.clock = till.ledger().clock();
        this.processor = processor;
        this.packs = packs;
        this.identity = identity;
        this.settings = settings;
        this.hops = hops;
        this.batch = settings.batch();
        this.look = new Errand("look", this::look, ticker, random);
        this.upload = new Errand("upload", this::upload, ticker, random);
        this.errands =
                List.of(
                        look,
                        new Errand("incarnation", this::incarnation, ticker, random),
                        upload,
                        new Errand("totals", this::totals, ticker, random),
                        new Errand("feed", this::feed, ticker, random),
                        new Errand("packs", this::packs, ticker, random),
                        new Errand("packs back", this::packsBack, ticker, random),
                        new Errand("rights", this::rights, ticker, random),
                        new Errand("idle", this::idle, ticker, random));
    }

    @Override
    public String name() {
        return "sync";
    }

    @Override
    public boolean turn() throws Exception {
        if (hops.runOne(Duration.ZERO)) {
            return true;
        }
        for (int i = 0; i < errands.size(); i++) {
            Errand errand = errands.get(next);
            next = (next + 1) % errands.size(); // each gets its turn, however busy another is
            Optional<Errand.Result> result = errand.finished();
            if (result.isPresent()) {
                noted(errand, result.get());
                return true;
            }
            if (errand.startIfDue()) {
                return true;
            }
        }
        return hops.runOne(settings.patience()) || !settings.patience().isZero();
    }

    private void noted(Errand errand, Errand.Result result) {
        if (result.problem().isPresent()) {
            failed(errand.name(), result.problem().get());
        }
    }

    // ---- what others may ask -------------------------------------------------------------------

    /** How things stand. */
    public SyncState state() {
        return Objects.requireNonNull(state.get());
    }

    /** Something was written that the processor should hear of; does not wait for the next look. */
    public void hurry() {
        hops.execute(
                () -> {
                    upload.hurry();
                    look.hurry();
                });
    }

    /** A person wants everything sent now, also what was told to wait. */
    public CompletableFuture<Boolean> now() {
        return ask(() -> {
                    ledger.retryNow();
                    return true;
                })
                .thenApply(
                        done -> {
                            hurry();
                            return done;
                        });
    }

    /**
     * Asks the processor to hold points for a sale that is written down as asking for it. On
     * success the ledger knows of the hold. On failure the caller goes on without the processor by
     * replacing the sale's draft, which also tells the processor, whenever it hears again, to let
     * go.
     */
    public CompletableFuture<ReservationAnswer> reserve(ReservationRequest request) {
        Moment sent = clock.moment();
        return processor
                .reserve(request)
                .thenCompose(answer -> ask(() -> taken(request, answer, sent)))
                .whenComplete(this::noteQuickly);
    }

    private ReservationAnswer taken(
            ReservationRequest request, ReservationAnswer answer, Moment sent) throws Exception {
        if (answer.member().isPresent()) {
            ledger.take(answer.member().get(), Optional.empty(), answer.contact(), sent);
        } else {
            ledger.take(answer.contact(), sent);
        }
        if (answer.state() == ReservationAnswer.State.HELD) {
            till.ledger().held(new SaleId(request.sale()));
        }
        return answer;
    }

    /**
     * Asks the processor for one member, by phone or card; the cache has it afterwards. Identifying
     * also calls rights home that other registers hold.
     */
    public CompletableFuture<MemberView> lookUp(IdentifierHash code) {
        return looked(processor.member(code), Optional.of(code));
    }

    /** The same by the member's id. */
    public CompletableFuture<MemberView> lookUp(String member) {
        return looked(processor.memberById(member), Optional.empty());
    }

    private CompletableFuture<MemberView> looked(
            CompletableFuture<MemberAnswer> question, Optional<IdentifierHash> code) {
        Moment sent = clock.moment();
        return question.thenCompose(
                        answer ->
                                ask(
                                        () -> {
                                            ledger.take(
                                                    answer.member(), code, answer.contact(), sent);
                                            return answer.member();
                                        }))
                .whenComplete(this::noteQuickly);
    }

    /** Asks the processor for a sale of any register, with what came back of it so far. */
    public CompletableFuture<SaleAnswer> sale(String member, String sale) {
        Moment sent = clock.moment();
        return processor
                .sale(member, sale)
                .thenCompose(
                        answer ->
                                ask(
                                        () -> {
                                            ledger.take(answer.contact(), sent);
                                            return answer;
                                        }))
                .whenComplete(this::noteQuickly);
    }

    /** Asks for a pack that an earlier sale was made with; empty if what came is not genuine. */
    public CompletableFuture<Optional<PackDocument>> pack(String hash) {
        return processor
                .pack(hash)
                .thenCompose(
                        pack ->
                                ask(
                                        () -> {
                                            boolean taken =
                                                    problem(hash, pack).isEmpty()
                                                            && ledger.packs().take(pack).isEmpty();
                                            return Optional.of(pack).filter(p -> taken);
                                        }));
    }

    private void noteQuickly(Object answer, Throwable failure) {
        if (failure == null) {
            succeeded(UnaryOperator.identity());
        } else if (Problems.of(failure).fault().isOutage()) {
            failed("customer", Problems.of(failure));
        }
    }

    /** The member is here and may want to pay offline later: rights on its lots are asked for. */
    public void lease(String member) {
        hops.execute(() -> leasesWanted.add(member));
    }

    /** Enrols this register with a one-time code. */
    public CompletableFuture<EnrolAnswer> enrol(String code) {
        Moment sent = clock.moment();
        return ask(this::enrollingKey)
                .thenCompose(
                        key ->
                                processor
                                        .enrol(new EnrolRequest(code, key, "first"))
                                        .thenCompose(
                                                answer -> ask(() -> become(answer, key, sent))))
                .whenComplete(this::noteQuickly);
    }

    /** Whoever must become somebody new never does so under the key of who it was. */
    private String enrollingKey() throws StorageException {
        Keys keys = identity.keys();
        return (ledger.agenda().fenced() ? keys.next() : keys.signing()).verifyKey().base64();
    }

    private EnrolAnswer become(EnrolAnswer answer, String key, Moment sent) throws Exception {
        ledger.enrolled(answer, sent, identity.keys(), key);
        identity.changed(answer);
        hurry();
        return answer;
    }

    private <T> CompletableFuture<T> ask(TillWork<T> work) {
        return till.ask(work);
    }

    // ---- errands -------------------------------------------------------------------------------

    private CompletableFuture<Duration> look() {
        return ask(ledger::agenda)
                .thenApplyAsync(
                        found -> {
                            agenda = Optional.of(found);
                            publish(before -> before.standing(found.standing()));
                            return settings.look();
                        },
                        hops);
    }

    private CompletableFuture<Duration> rest() {
        return CompletableFuture.completedFuture(settings.look());
    }

    private boolean enrolled() {
        return agenda.isPresent() && today().enrolled();
    }

    private Agenda today() {
        return agenda.orElseThrow();
    }

    private CompletableFuture<Duration> incarnation() {
        if (!enrolled() || !today().fenced()) {
            return rest();
        }
        return ask(ledger::agenda).thenComposeAsync(now -> now.fenced() ? begin() : rest(), hops);
    }

    private CompletableFuture<Duration> begin() {
        Moment sent = clock.moment();
        return ask(() -> identity.keys().next().verifyKey().base64())
                .thenCompose(
                        key ->
                                processor
                                        .newIncarnation(new EnrolRequest("", key, "restored"))
                                        .thenCompose(
                                                answer -> ask(() -> become(answer, key, sent))))
                .thenApply(answer -> answered(settings.look(), 0, 0));
    }

    private CompletableFuture<Duration> upload() {
        if (!enrolled()) {
            return rest();
        }
        return ask(() -> ledger.nextBatch(batch, settings.batchBytes()))
                .thenComposeAsync(this::send, hops);
    }

    private CompletableFuture<Duration> send(List<Outbox.Entry> entries) {
        boolean countWanted = agenda.isPresent() && today().totalsDue() && !today().counted();
        if (entries.isEmpty() && !countWanted) {
            return rest();
        }
        Moment sent = clock.moment();
        long author = entries.isEmpty() ? today().incarnation() : entries.get(0).incarnation();
        return processor
                .upload(entries.stream().map(Outbox.Entry::json).toList())
                .thenCompose(
                        answer ->
                                ask(
                                        () -> {
                                            ledger.take(answer, author, sent);
                                            return answer.answers().size();
                                        }))
                .thenApplyAsync(this::uploaded, hops)
                .exceptionallyComposeAsync(failure -> smaller(entries, failure), hops);
    }

    private Duration uploaded(int operations) {
        if (operations == 0) {
            look.hurry(); // it was asked only how far it counts
        }
        batch = Math.min(settings.batch(), batch * 2);
        return answered(Duration.ZERO, operations, 0);
    }

    /** A batch that breaks the processor is tried in halves; a single one is set aside. */
    private CompletableFuture<Duration> smaller(List<Outbox.Entry> entries, Throwable failure) {
        ProcessorException problem = Problems.of(failure);
        if (problem.fault() != ProcessorFault.BROKEN || entries.isEmpty()) {
            return CompletableFuture.failedFuture(problem);
        }
        if (entries.size() > 1) {
            batch = Math.max(1, entries.size() / 2);
            return CompletableFuture.completedFuture(Duration.ZERO);
        }
        Outbox.Entry culprit = entries.get(0);
        return ask(
                () -> {
                    ledger.setAside(culprit.id(), String.valueOf(problem.getMessage()));
                    return Duration.ZERO;
                });
    }

    private CompletableFuture<Duration> totals() {
        if (!enrolled() || !mayTellTotals(today())) {
            return rest();
        }
        return ask(this::totalsNow)
                .thenComposeAsync(pages -> pages.isEmpty() ? rest() : send(pages, 0), hops);
    }

    /** None if the processor was put back since we looked. */
    private List<TotalsReport> totalsNow() throws StorageException {
        return mayTellTotals(ledger.agenda()) ? ledger.totals(500) : List.of();
    }

    /** Only after everything else was told: leases begin when all have told theirs. */
    private static boolean mayTellTotals(Agenda now) {
        return now.totalsDue() && now.outboxEmpty() && now.counted();
    }

    private CompletableFuture<Duration> send(List<TotalsReport> pages, int next) {
        if (next == pages.size()) {
            return ask(
                    () -> {
                        ledger.totalsSent();
                        return settings.look();
                    });
        }
        Moment sent = clock.moment();
        return processor
                .totals(pages.get(next))
                .thenCompose(contact -> ask(() -> met(contact, sent)))
                .thenCompose(met -> send(pages, next + 1));
    }

    private boolean met(Contact contact, Moment sent) throws Exception {
        ledger.take(contact, sent);
        return true;
    }

    private CompletableFuture<Duration> feed() {
        if (!enrolled() || today().fenced()) {
            return rest();
        }
        return ask(ledger::agenda)
                .thenComposeAsync(
                        found -> found.cursor().isPresent() ? changes(found) : snapshot(found),
                        hops)
                .exceptionallyComposeAsync(this::startOverIfGone, hops);
    }

    private CompletableFuture<Duration> changes(Agenda found) {
        Moment sent = clock.moment();
        return processor
                .changes(found.cursor().orElseThrow(), settings.hold(), settings.page())
                .thenCompose(
                        changes ->
                                ask(
                                        () -> {
                                            ledger.take(changes, false, found.incarnation(), sent);
                                            return changes.changes().size();
                                        }))
                .thenApplyAsync(count -> applied(count, Optional.empty()), hops);
    }

    private CompletableFuture<Duration> snapshot(Agenda found) {
        Moment sent = clock.moment();
        return processor
                .snapshot(found.snapshotPage(), settings.page())
                .thenCompose(
                        page ->
                                ask(
                                        () -> {
                                            ledger.take(page, true, found.incarnation(), sent);
                                            return page;
                                        }))
                .thenApplyAsync(
                        page -> {
                            long before = state().snapshotLoaded().orElse(0L);
                            long loaded = before + page.changes().size();
                            return applied(page.changes().size(), page.next().map(more -> loaded));
                        },
                        hops);
    }

    private Duration applied(int count, Optional<Long> loaded) {
        publish(before -> before.loading(loaded));
        if (count == 0 && loaded.isEmpty()) {
            return answered(settings.hold().isZero() ? settings.look() : Duration.ZERO, 0, 0);
        }
        look.hurry();
        return answered(Duration.ZERO, 0, count);
    }

    private CompletableFuture<Duration> startOverIfGone(Throwable failure) {
        ProcessorException problem = Problems.of(failure);
        if (problem.fault() != ProcessorFault.CURSOR_GONE) {
            return CompletableFuture.failedFuture(problem);
        }
        return ask(
                () -> {
                    ledger.startOver();
                    return Duration.ZERO;
                });
    }

    private CompletableFuture<Duration> packs() {
        if (!enrolled() || today().missingPacks().isEmpty()) {
            return rest();
        }
        String hash = today().missingPacks().get(0);
        return processor
                .pack(hash)
                .thenApplyAsync(pack -> new Judged(pack, problem(hash, pack)), hops)
                .thenCompose(judged -> ask(() -> refused(judged)))
                .thenApplyAsync(
                        refused -> {
                            look.hurry();
                            return refused ? Duration.ofMinutes(5) : Duration.ZERO;
                        },
                        hops);
    }

    /** The processor lost a pack that it had signed: it gets it back, and sales go on. */
    private CompletableFuture<Duration> packsBack() {
        if (!enrolled() || today().packsToGive().isEmpty()) {
            return rest();
        }
        PackDocument pack = today().packsToGive().get(0);
        return processor
                .uploadPack(pack)
                .thenCompose(
                        taken ->
                                ask(
                                        () -> {
                                            ledger.packs().given(pack.hash());
                                            return true;
                                        }))
                .thenApplyAsync(
                        done -> {
                            hurry();
                            return answered(settings.look(), 0, 0);
                        },
                        hops);
    }

    private record Judged(PackDocument pack, Optional<String> problem) {}

    private Optional<String> problem(String hash, PackDocument pack) {
        return pack.hash().equals(hash)
                ? packs.problem(pack)
                : Optional.of("another pack came: " + pack.hash());
    }

    private boolean refused(Judged judged) throws StorageException {
        Optional<String> refused = judged.problem();
        if (refused.isEmpty()) {
            refused = ledger.packs().take(judged.pack());
        }
        if (refused.isPresent()) {
            ledger.packs().refuse(judged.pack().hash(), refused.get());
        }
        return refused.isPresent();
    }

    private CompletableFuture<Duration> rights() {
        if (!enrolled() || today().fenced() || leasesWanted.isEmpty()) {
            return CompletableFuture.completedFuture(Duration.ofMillis(200));
        }
        List<String> members = leasesWanted.stream().limit(RightsRequest.LIMIT).toList();
        RightsRequest request =
                new RightsRequest(
                        members.stream()
                                .map(m -> new RightsRequest.Want(m, Optional.empty(), 0))
                                .toList());
        Moment sent = clock.moment();
        leasesWanted.removeAll(members);
        return processor
                .rights(request)
                .thenCompose(
                        answer ->
                                ask(
                                        () -> {
                                            ledger.take(answer, sent);
                                            return true;
                                        }))
                .thenApplyAsync(done -> answered(Duration.ofMillis(200), 0, 0), hops);
    }

    private CompletableFuture<Duration> idle() {
        if (!enrolled()) {
            return rest();
        }
        return ask(
                () -> {
                    ledger.returnIdle(settings.idleReturn(), 100);
                    ledger.forgetAnswered();
                    return Duration.ofHours(1);
                });
    }

    // ---- how it goes ---------------------------------------------------------------------------

    private Duration answered(Duration rest, int uploaded, int applied) {
        succeeded(before -> before.moved(uploaded, applied));
        return rest;
    }

    private void succeeded(UnaryOperator<SyncState> more) {
        publish(before -> more.apply(before.contacted(clock.instant())));
    }

    private void failed(String what, ProcessorException problem) {
        String sentence = what + ": " + problem.getMessage();
        publish(before -> before.failed(sentence, problem.fault().isOutage()));
    }

    private void publish(UnaryOperator<SyncState> change) {
        state.updateAndGet(change);
    }

    @Override
    public void close() {
        processor.close();
    }
}
