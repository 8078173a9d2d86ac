package loyalty.acceptance.simulation;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.processor.member.Account;
import loyalty.processor.store.StoreException;
import loyalty.processor.sync.Caller;
import loyalty.processor.sync.CursorGone;
import loyalty.processor.sync.Desks;
import loyalty.processor.sync.Unauthorized;
import loyalty.protocol.identity.IdentifierHash;
import loyalty.protocol.identity.SigningKey;
import loyalty.protocol.sync.Batch;
import loyalty.protocol.sync.BatchAnswer;
import loyalty.protocol.sync.CanonicalForm;
import loyalty.protocol.sync.Changes;
import loyalty.protocol.sync.Contact;
import loyalty.protocol.sync.EnrolAnswer;
import loyalty.protocol.sync.EnrolRequest;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.MemberAnswer;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.PackDocument;
import loyalty.protocol.sync.ReservationAnswer;
import loyalty.protocol.sync.ReservationBody;
import loyalty.protocol.sync.ReservationRequest;
import loyalty.protocol.sync.RightsAnswer;
import loyalty.protocol.sync.RightsRequest;
import loyalty.protocol.sync.SaleAnswer;
import loyalty.protocol.sync.SignedRequest;
import loyalty.protocol.sync.TimeAnswer;
import loyalty.protocol.sync.TotalsReport;
import loyalty.protocol.text.JsonText;
import loyalty.terminal.sync.Processor;
import loyalty.terminal.sync.ProcessorException;
import loyalty.terminal.sync.ProcessorFault;

/**
 * One register's line to the processor's desks: cut, slow, forgetful or repeating itself, as chance
 * and the simulation want. Documents really travel as text, requests are really signed.
 */
final class Line implements Processor {
    private static final double LOST_REQUEST = 0.05;
    private static final double LOST_ANSWER = 0.07;
    private static final double REPEATED = 0.05;
    private static final double SLOW = 0.2;

    private static final double SLOW_ANSWER = 0.1;

    private final World world;
    private final SimulatedTime time;
    private final SplittableRandom random;
    private final List<OnTheWay> onTheWay = new ArrayList<>();
    private Identity identity;
    private int calls;
    private boolean cut;
    private boolean calm;
    private long faults;

    /** Who signs. */
    private record Identity(Holder holder, SigningKey key) {}

    /**
     * Something between register and processor; with {@code anyone} it arrives without a caller.
     */
    private record OnTheWay(int call, Runnable arrival, Runnable anyone) {}

    /** A question, asked by whom it was sent. */
    private interface Question<T> {
        T answer(Identity from) throws Exception;
    }

    /** Reads an answer again from its text. */
    private interface Reader<T> {
        T read(Node node) throws InvalidDocumentException;
    }

    Line(World world, SimulatedTime time, SplittableRandom random, SigningKey key) {
        this.world = world;
        this.time = time;
        this.random = random;
        this.identity = new Identity(new Holder("nobody", 0), key);
    }

    void become(Holder who, SigningKey with) {
        identity = new Identity(who, with);
    }

    private Desks desks() {
        return world.desks();
    }

    void cut(boolean off) {
        cut = off;
    }

    /** From now on nothing goes wrong. */
    void calm() {
        calm = true;
        cut = false;
    }

    boolean isCut() {
        return cut;
    }

    long faults() {
        return faults;
    }

    /** What is slow arrives, in any order. */
    boolean deliver() {
        if (onTheWay.isEmpty()) {
            return false;
        }
        OnTheWay next = onTheWay.remove(random.nextInt(onTheWay.size()));
        (next.call() == calls ? next.arrival() : next.anyone()).run();
        return true;
    }

    /** The register is gone: what it sent may arrive, answers to it fall on the floor. */
    void hangUp() {
        calls++;
    }

    private boolean happens(double chance) {
        boolean happens = !calm && random.nextDouble() < chance;
        faults += happens ? 1 : 0;
        return happens;
    }

    private <T> CompletableFuture<T> carry(
            Question<T> question, Function<T, Node> write, Reader<T> read) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        if (cut || happens(LOST_REQUEST)) {
            answer.completeExceptionally(
                    new ProcessorException(ProcessorFault.UNREACHABLE, "simulated cut"));
            return answer;
        }
        Identity from = identity;
        Question<T> asText =
                who ->
                        read.read(
                                JsonText.read(
                                        JsonText.write(write.apply(question.answer(who))),
                                        "answer"));
        Runnable unheard = () -> ask(asText, from, new CompletableFuture<>());
        if (happens(REPEATED)) {
            if (random.nextBoolean()) {
                unheard.run();
            } else {
                onTheWay.add(new OnTheWay(calls, unheard, unheard));
            }
        }
        if (happens(SLOW)) {
            Runnable exchange = () -> ask(asText, from, answer);
            onTheWay.add(new OnTheWay(calls, exchange, unheard));
        } else {
            ask(asText, from, answer);
        }
        return answer;
    }

    private <T> void ask(Question<T> question, Identity from, CompletableFuture<T> answer) {
        Runnable arrival = outcome(question, from, answer);
        if (happens(LOST_ANSWER)) {
            answer.completeExceptionally(
                    new ProcessorException(ProcessorFault.TIMED_OUT, "simulated lost answer"));
        } else if (happens(SLOW_ANSWER)) {
            onTheWay.add(new OnTheWay(calls, arrival, () -> {}));
        } else {
            arrival.run();
        }
    }

    /** The processor does its part now; what comes of it may be heard later. */
    private <T> Runnable outcome(Question<T> question, Identity from, CompletableFuture<T> answer) {
        try {
            T value = question.answer(from);
            return () -> answer.complete(value);
        } catch (CursorGone e) {
            return failure(ProcessorFault.CURSOR_GONE, e, answer);
        } catch (Unauthorized e) {
            return failure(ProcessorFault.NOT_ENROLLED, e, answer);
        } catch (ProcessorException e) {
            return () -> answer.completeExceptionally(e);
        } catch (StoreException | UncheckedIOException e) {
            world.processorFailed(e);
            return failure(ProcessorFault.BUSY, e, answer);
        } catch (Exception e) {
            throw new IllegalStateException("the processor broke", e);
        }
    }

    private static Runnable failure(
            ProcessorFault fault, Exception cause, CompletableFuture<?> answer) {
        return () ->
                answer.completeExceptionally(new ProcessorException(fault, String.valueOf(cause)));
    }

    private Caller caller(Identity from, String path) throws Exception {
        SignedRequest request =
                new SignedRequest(
                        "POST", path, Map.of(), from.holder(), CanonicalForm.hash(new byte[0]));
        return desks().registers().caller(request, from.key().sign(request.signedBytes()));
    }

    @Override
    public CompletableFuture<EnrolAnswer> enrol(EnrolRequest request) {
        return carry(
                from -> desks().registers().enrol(request), EnrolAnswer::toNode, EnrolAnswer::read);
    }

    @Override
    public CompletableFuture<EnrolAnswer> newIncarnation(EnrolRequest request) {
        return carry(
                from -> desks().registers().newIncarnation(caller(from, "/incarnation"), request),
                EnrolAnswer::toNode,
                EnrolAnswer::read);
    }

    @Override
    public CompletableFuture<BatchAnswer> upload(List<String> operations) {
        return carry(
                from -> desks().operations().answer(caller(from, "/operations"), batch(operations)),
                BatchAnswer::toNode,
                BatchAnswer::read);
    }

    private static Batch batch(List<String> operations) throws InvalidDocumentException {
        List<Operation> read = new ArrayList<>();
        for (String json : operations) {
            read.add(Operation.read(JsonText.read(json, "operation")));
        }
        return new Batch(read);
    }

    @Override
    public CompletableFuture<Changes> changes(String cursor, Duration wait, int limit) {
        return carry(
                from -> desks().feed().changes(caller(from, "/changes"), cursor, limit),
                Changes::toNode,
                Changes::read);
    }

    @Override
    public CompletableFuture<Changes> snapshot(Optional<String> page, int limit) {
        return carry(
                from -> desks().feed().snapshot(caller(from, "/snapshot"), page, limit),
                Changes::toNode,
                Changes::read);
    }

    @Override
    public CompletableFuture<ReservationAnswer> reserve(ReservationRequest request) {
        return carry(
                from -> desks().rights().reserve(caller(from, "/reservations"), request),
                ReservationAnswer::toNode,
                ReservationAnswer::read);
    }

    @Override
    public CompletableFuture<ReservationAnswer> confirmHold(ReservationBody body) {
        return carry(
                from -> desks().rights().confirm(caller(from, "/confirm"), body),
                ReservationAnswer::toNode,
                ReservationAnswer::read);
    }

    @Override
    public CompletableFuture<ReservationAnswer> cancelHold(ReservationBody body) {
        return carry(
                from -> desks().rights().cancel(caller(from, "/cancel"), body),
                ReservationAnswer::toNode,
                ReservationAnswer::read);
    }

    @Override
    public CompletableFuture<RightsAnswer> rights(RightsRequest request) {
        return carry(
                from -> desks().rights().lease(caller(from, "/rights"), request),
                RightsAnswer::toNode,
                RightsAnswer::read);
    }

    @Override
    public CompletableFuture<MemberAnswer> member(IdentifierHash code) {
        return member(() -> desks().members().byCode(code.hex()));
    }

    @Override
    public CompletableFuture<MemberAnswer> memberById(String id) {
        return member(() -> desks().members().byId(id));
    }

    private CompletableFuture<MemberAnswer> member(Callable<Optional<Account>> who) {
        return carry(
                from ->
                        desks().members()
                                .identified(caller(from, "/members"), who.call())
                                .orElseThrow(
                                        () ->
                                                new ProcessorException(
                                                        ProcessorFault.MEMBER_UNKNOWN, "nobody")),
                MemberAnswer::toNode,
                MemberAnswer::read);
    }

    @Override
    public CompletableFuture<SaleAnswer> sale(String member, String sale) {
        return carry(
                from ->
                        desks().sales()
                                .find(caller(from, "/sales"), member, sale)
                                .orElseThrow(
                                        () ->
                                                new ProcessorException(
                                                        ProcessorFault.REFUSED, "no such sale")),
                SaleAnswer::toNode,
                SaleAnswer::read);
    }

    @Override
    public CompletableFuture<PackDocument> pack(String hash) {
        return CompletableFuture.failedFuture(
                new ProcessorException(ProcessorFault.REFUSED, "no packs in this world"));
    }

    @Override
    public CompletableFuture<Contact> uploadPack(PackDocument pack) {
        return CompletableFuture.failedFuture(
                new ProcessorException(ProcessorFault.REFUSED, "no packs in this world"));
    }

    @Override
    public CompletableFuture<Contact> totals(TotalsReport report) {
        return carry(
                from -> desks().rights().totals(caller(from, "/totals"), report),
                Contact::toNode,
                node -> Contact.read(Fields.of(node, new ArrayList<>())));
    }

    @Override
    public CompletableFuture<TimeAnswer> time() {
        return carry(
                from -> new TimeAnswer(time.instant(), "simulated"),
                TimeAnswer::toNode,
                TimeAnswer::read);
    }

    @Override
    public void close() {}
}
