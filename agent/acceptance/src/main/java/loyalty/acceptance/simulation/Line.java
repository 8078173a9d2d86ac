package loyalty.acceptance.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import loyalty.engine.document.InvalidDocumentException;
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

    private final Desks desks;
    private final SimulatedTime time;
    private final SplittableRandom random;
    private final List<Runnable> onTheWay = new ArrayList<>();
    private Holder holder;
    private SigningKey key;
    private boolean cut;
    private boolean calm;
    private long faults;

    Line(Desks desks, SimulatedTime time, SplittableRandom random, SigningKey key) {
        this.desks = desks;
        this.time = time;
        this.random = random;
        this.key = key;
        this.holder = new Holder("nobody", 0);
    }

    void become(Holder who, SigningKey with) {
        holder = who;
        key = with;
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
        onTheWay.remove(random.nextInt(onTheWay.size())).run();
        return true;
    }

    /** The register is gone: answers to it fall on the floor. */
    void hangUp() {
        onTheWay.clear();
    }

    private boolean happens(double chance) {
        boolean happens = !calm && random.nextDouble() < chance;
        faults += happens ? 1 : 0;
        return happens;
    }

    private <T> CompletableFuture<T> carry(Callable<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        if (cut || happens(LOST_REQUEST)) {
            answer.completeExceptionally(
                    new ProcessorException(ProcessorFault.UNREACHABLE, "simulated cut"));
            return answer;
        }
        if (happens(REPEATED)) {
            CompletableFuture<T> ignored = new CompletableFuture<>();
            ask(question, ignored);
        }
        Runnable exchange = () -> ask(question, answer);
        if (happens(SLOW)) {
            onTheWay.add(exchange);
        } else {
            exchange.run();
        }
        return answer;
    }

    private <T> void ask(Callable<T> question, CompletableFuture<T> answer) {
        CompletableFuture<T> real = new CompletableFuture<>();
        try {
            real.complete(question.call());
        } catch (CursorGone e) {
            real.completeExceptionally(
                    new ProcessorException(ProcessorFault.CURSOR_GONE, String.valueOf(e)));
        } catch (Unauthorized e) {
            real.completeExceptionally(
                    new ProcessorException(ProcessorFault.NOT_ENROLLED, String.valueOf(e)));
        } catch (ProcessorException e) {
            real.completeExceptionally(e);
        } catch (Exception e) {
            throw new IllegalStateException("the processor broke", e);
        }
        if (happens(LOST_ANSWER)) {
            answer.completeExceptionally(
                    new ProcessorException(ProcessorFault.TIMED_OUT, "simulated lost answer"));
            return;
        }
        var unused =
                real.whenComplete(
                        (value, failure) -> {
                            if (failure == null) {
                                answer.complete(value);
                            } else {
                                answer.completeExceptionally(failure);
                            }
                        });
    }

    private Caller caller(String path) throws Exception {
        Map<String, String> query = new HashMap<>();
        SignedRequest request =
                new SignedRequest("POST", path, query, holder, CanonicalForm.hash(new byte[0]));
        return desks.registers().caller(request, key.sign(request.signedBytes()));
    }

    @Override
    public CompletableFuture<EnrolAnswer> enrol(EnrolRequest request) {
        return carry(() -> desks.registers().enrol(request));
    }

    @Override
    public CompletableFuture<EnrolAnswer> newIncarnation(EnrolRequest request) {
        return carry(() -> desks.registers().newIncarnation(caller("/incarnation"), request));
    }

    @Override
    public CompletableFuture<BatchAnswer> upload(List<String> operations) {
        return carry(() -> desks.operations().answer(caller("/operations"), batch(operations)));
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
        return carry(() -> desks.feed().changes(caller("/changes"), cursor, limit));
    }

    @Override
    public CompletableFuture<Changes> snapshot(Optional<String> page, int limit) {
        return carry(() -> desks.feed().snapshot(caller("/snapshot"), page, limit));
    }

    @Override
    public CompletableFuture<ReservationAnswer> reserve(ReservationRequest request) {
        return carry(() -> desks.rights().reserve(caller("/reservations"), request));
    }

    @Override
    public CompletableFuture<ReservationAnswer> confirmHold(ReservationBody body) {
        return carry(() -> desks.rights().confirm(caller("/confirm"), body));
    }

    @Override
    public CompletableFuture<ReservationAnswer> cancelHold(ReservationBody body) {
        return carry(() -> desks.rights().cancel(caller("/cancel"), body));
    }

    @Override
    public CompletableFuture<RightsAnswer> rights(RightsRequest request) {
        return carry(() -> desks.rights().lease(caller("/rights"), request));
    }

    @Override
    public CompletableFuture<MemberAnswer> member(IdentifierHash code) {
        return carry(() -> found(desks.members().byCode(code.hex()).isPresent(), code.hex()));
    }

    private MemberAnswer found(boolean known, String code) throws Exception {
        if (!known) {
            throw new ProcessorException(ProcessorFault.MEMBER_UNKNOWN, "nobody");
        }
        return desks.members()
                .identified(caller("/members"), desks.members().byCode(code))
                .orElseThrow();
    }

    @Override
    public CompletableFuture<MemberAnswer> memberById(String id) {
        return carry(
                () ->
                        desks.members()
                                .identified(caller("/members"), desks.members().byId(id))
                                .orElseThrow(
                                        () ->
                                                new ProcessorException(
                                                        ProcessorFault.MEMBER_UNKNOWN, "nobody")));
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
        return carry(() -> desks.rights().totals(caller("/totals"), report));
    }

    @Override
    public CompletableFuture<TimeAnswer> time() {
        return carry(() -> new TimeAnswer(time.instant(), "simulated"));
    }

    @Override
    public void close() {}
}
