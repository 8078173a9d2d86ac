package loyalty.terminal.sync;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import loyalty.drivers.loop.Duty;
import loyalty.protocol.identity.IdentifierHash;
import loyalty.protocol.sync.EnrolAnswer;
import loyalty.protocol.sync.MemberView;
import loyalty.protocol.sync.PackDocument;
import loyalty.protocol.sync.ReservationAnswer;
import loyalty.protocol.sync.ReservationRequest;
import loyalty.protocol.sync.SaleAnswer;
import loyalty.terminal.clock.Ticker;
import loyalty.terminal.commit.Keys;
import loyalty.terminal.commit.Till;
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
    private final Workplace place;
    private final PackErrands packs;
    private final Leasing leasing;
    private final Belonging belonging;
    private final Questions questions;
    private final List<Errand> errands;
    private final Errand upload;
    private final Errand look;
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
        this.place = new Workplace(till, processor, settings, hops, new Sooner());
        this.packs = new PackErrands(place, packs);
        this.leasing = new Leasing(place);
        this.belonging = new Belonging(place, identity);
        this.questions = new Questions(place);
        Uploading uploading = new Uploading(place);
        Making making = (name, work) -> new Errand(name, work, ticker, random);
        this.look = making.errand("look", this::look);
        this.upload = making.errand("upload", uploading::operations);
        this.errands =
                List.of(
                        look,
                        making.errand("incarnation", belonging::incarnation),
                        upload,
                        making.errand("totals", uploading::totals),
                        making.errand("feed", new Following(place)::feed),
                        making.errand("packs", this.packs::fetch),
                        making.errand("packs back", this.packs::giveBack),
                        making.errand("rights", leasing::rights),
                        making.errand("idle", leasing::idle));
    }

    private interface Making {
        Errand errand(String name, Supplier<CompletableFuture<Duration>> work);
    }

    private final class Sooner implements Workplace.Wakes {
        @Override
        public void hurry() {
            Sync.this.hurry();
        }

        @Override
        public void look() {
            look.hurry();
        }
    }

    @Override
    public String name() {
        return "sync";
    }

    @Override
    public boolean turn() throws Exception {
        if (place.hops().runOne(Duration.ZERO)) {
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
        Duration patience = place.settings().patience();
        return place.hops().runOne(patience) || !patience.isZero();
    }

    private void noted(Errand errand, Errand.Result result) {
        if (result.problem().isPresent()) {
            place.progress().failed(errand.name(), result.problem().get());
        }
    }

    /** What the till has for us to do; the other errands go by it. */
    private CompletableFuture<Duration> look() {
        return place.ask(() -> place.ledger().agenda())
                .thenApplyAsync(
                        found -> {
                            place.agenda(found);
                            place.progress().change(before -> before.standing(found.standing()));
                            return place.settings().look();
                        },
                        place.hops());
    }

    // ---- what others may ask -------------------------------------------------------------------

    /** How things stand. */
    public SyncState state() {
        return place.progress().state();
    }

    /** Something was written that the processor should hear of; does not wait for the next look. */
    public void hurry() {
        place.hops()
                .wish(
                        () -> {
                            upload.hurry();
                            look.hurry();
                        });
    }

    /** A person wants everything sent now, also what was told to wait. */
    public CompletableFuture<Boolean> now() {
        return place.ask(
                        () -> {
                            place.ledger().retryNow();
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
        return questions.reserve(request);
    }

    /**
     * Asks the processor for one member, by phone or card; the cache has it afterwards. Identifying
     * also calls rights home that other registers hold.
     */
    public CompletableFuture<MemberView> lookUp(IdentifierHash code) {
        return questions.member(code);
    }

    /** The same by the member's id. */
    public CompletableFuture<MemberView> lookUp(String member) {
        return questions.member(member);
    }

    /** Asks the processor for a sale of any register, with what came back of it so far. */
    public CompletableFuture<SaleAnswer> sale(String member, String sale) {
        return questions.sale(member, sale);
    }

    /** Asks for a pack that an earlier sale was made with; empty if what came is not genuine. */
    public CompletableFuture<Optional<PackDocument>> pack(String hash) {
        return packs.ask(hash);
    }

    /** The member is here and may want to pay offline later: rights on its lots are asked for. */
    public void lease(String member) {
        place.hops().wish(() -> leasing.want(member));
    }

    /** Enrols this register with a one-time code. */
    public CompletableFuture<EnrolAnswer> enrol(String code) {
        return belonging.enrol(code);
    }

    @Override
    public void close() {
        place.processor().close();
    }
}
