package loyalty.acceptance.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import loyalty.acceptance.simulation.Line.Identity;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.processor.member.Account;
import loyalty.processor.sync.Caller;
import loyalty.processor.sync.Desks;
import loyalty.protocol.identity.IdentifierHash;
import loyalty.protocol.sync.Batch;
import loyalty.protocol.sync.BatchAnswer;
import loyalty.protocol.sync.Changes;
import loyalty.protocol.sync.Contact;
import loyalty.protocol.sync.EnrolAnswer;
import loyalty.protocol.sync.EnrolRequest;
import loyalty.protocol.sync.MemberAnswer;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.PackDocument;
import loyalty.protocol.sync.ReservationAnswer;
import loyalty.protocol.sync.ReservationBody;
import loyalty.protocol.sync.ReservationRequest;
import loyalty.protocol.sync.RightsAnswer;
import loyalty.protocol.sync.RightsRequest;
import loyalty.protocol.sync.SaleAnswer;
import loyalty.protocol.sync.TimeAnswer;
import loyalty.protocol.sync.TotalsReport;
import loyalty.protocol.text.JsonText;
import loyalty.terminal.sync.Processor;
import loyalty.terminal.sync.ProcessorException;
import loyalty.terminal.sync.ProcessorFault;

/** The register's port, answered by the processor's desks at the other end of its line. */
final class DeskCalls implements Processor {
    private final Line line;
    private final HeadOffice office;
    private final SimulatedTime time;
    private final Callers callers;

    DeskCalls(Line line, HeadOffice office, SimulatedTime time) {
        this.line = line;
        this.office = office;
        this.time = time;
        this.callers = new Callers(office);
    }

    private Desks desks() {
        return office.desks();
    }

    private Caller caller(Identity from, String path) throws Exception {
        return callers.caller(from, path);
    }

    @Override
    public CompletableFuture<EnrolAnswer> enrol(EnrolRequest request) {
        return line.carry(
                from -> desks().registers().enrol(request), EnrolAnswer::toNode, EnrolAnswer::read);
    }

    @Override
    public CompletableFuture<EnrolAnswer> newIncarnation(EnrolRequest request) {
        return line.carry(
                from -> desks().registers().newIncarnation(caller(from, "/incarnation"), request),
                EnrolAnswer::toNode,
                EnrolAnswer::read);
    }

    @Override
    public CompletableFuture<BatchAnswer> upload(List<String> operations) {
        return line.carry(
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
        return line.carry(
                from -> desks().feed().changes(caller(from, "/changes"), cursor, limit),
                Changes::toNode,
                Changes::read);
    }

    @Override
    public CompletableFuture<Changes> snapshot(Optional<String> page, int limit) {
        return line.carry(
                from -> desks().feed().snapshot(caller(from, "/snapshot"), page, limit),
                Changes::toNode,
                Changes::read);
    }

    @Override
    public CompletableFuture<ReservationAnswer> reserve(ReservationRequest request) {
        return line.carryFar(
                from -> desks().rights().reserve(caller(from, "/reservations"), request),
                ReservationAnswer::toNode,
                ReservationAnswer::read);
    }

    @Override
    public CompletableFuture<ReservationAnswer> confirmHold(ReservationBody body) {
        return line.carryFar(
                from -> desks().rights().confirm(caller(from, "/confirm"), body),
                ReservationAnswer::toNode,
                ReservationAnswer::read);
    }

    @Override
    public CompletableFuture<ReservationAnswer> cancelHold(ReservationBody body) {
        return line.carryFar(
                from -> desks().rights().cancel(caller(from, "/cancel"), body),
                ReservationAnswer::toNode,
                ReservationAnswer::read);
    }

    @Override
    public CompletableFuture<RightsAnswer> rights(RightsRequest request) {
        return line.carry(
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
        return line.carry(
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
        return line.carry(
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
        return line.carry(
                from -> desks().rights().totals(caller(from, "/totals"), report),
                Contact::toNode,
                node -> Contact.read(Fields.of(node, new ArrayList<>())));
    }

    @Override
    public CompletableFuture<TimeAnswer> time() {
        return line.carry(
                from -> new TimeAnswer(time.instant(), "simulated"),
                TimeAnswer::toNode,
                TimeAnswer::read);
    }

    @Override
    public void close() {}
}
