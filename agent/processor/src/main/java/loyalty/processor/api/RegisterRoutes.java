package loyalty.processor.api;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.processor.packs.Packs;
import loyalty.processor.sync.Caller;
import loyalty.processor.sync.Desks;
import loyalty.processor.sync.FeedDesk;
import loyalty.processor.sync.Members;
import loyalty.processor.sync.Office;
import loyalty.processor.sync.Operations;
import loyalty.processor.sync.Registers;
import loyalty.processor.sync.RightsDesk;
import loyalty.processor.sync.SalesDesk;
import loyalty.protocol.http.Answer;
import loyalty.protocol.http.Refusal;
import loyalty.protocol.http.Request;
import loyalty.protocol.http.Routes;
import loyalty.protocol.http.Verb;
import loyalty.protocol.sync.Batch;
import loyalty.protocol.sync.Changes;
import loyalty.protocol.sync.EnrolRequest;
import loyalty.protocol.sync.MemberAnswer;
import loyalty.protocol.sync.PackDocument;
import loyalty.protocol.sync.ReservationBody;
import loyalty.protocol.sync.ReservationRequest;
import loyalty.protocol.sync.RightsRequest;
import loyalty.protocol.sync.TimeAnswer;
import loyalty.protocol.sync.TotalsReport;
import loyalty.protocol.text.JsonText;

/** The calls of registers. */
final class RegisterRoutes {
    private static final int LONGEST_WAIT_SECONDS = 60;

    private final Office office;
    private final Registers registers;
    private final Members members;
    private final Operations operations;
    private final RightsDesk rights;
    private final FeedDesk feed;
    private final SalesDesk sales;
    private final Packs packs;
    private final FeedWatch watch;
    private final Door door;

    RegisterRoutes(Office office, Desks desks, Packs packs, FeedWatch watch) {
        this.office = office;
        this.registers = desks.registers();
        this.members = desks.members();
        this.operations = desks.operations();
        this.rights = desks.rights();
        this.feed = desks.feed();
        this.sales = desks.sales();
        this.packs = packs;
        this.watch = watch;
        this.door =
                new Door(
                        desks.registers(),
                        new Pace(office.settings().limits().perRegister(), System::nanoTime));
    }

    void addTo(Routes routes) {
        routes.on(Verb.GET, "/v1/time", "", request -> Door.told(this::time));
        routes.on(Verb.POST, "/v1/registers/enrol", "", r -> Door.told(() -> enrol(r)));
        routes.on(Verb.POST, "/v1/registers/incarnation", "", door.register(this::incarnation));
        routes.on(Verb.POST, "/v1/registers/totals", "", door.register(this::totals));
        routes.on(Verb.POST, "/v1/operations", "", door.register(this::operations));
        routes.later(Verb.GET, "/v1/changes", "", this::changes);
        routes.on(Verb.GET, "/v1/snapshot", "", door.register(this::snapshot));
        routes.on(Verb.POST, "/v1/rights", "", door.register(this::rights));
        routes.on(Verb.POST, "/v1/reservations", "", door.register(this::reserve));
        routes.on(Verb.POST, "/v1/reservations/{sale}/confirm", "", door.register(this::confirm));
        routes.on(Verb.POST, "/v1/reservations/{sale}/cancel", "", door.register(this::cancel));
        routes.on(Verb.GET, "/v1/members", "", door.register(this::member));
        routes.on(Verb.GET, "/v1/sales/{id}", "", door.register(this::sale));
        routes.on(Verb.GET, "/v1/packs/{hash}", "", door.register(this::pack));
        routes.on(Verb.PUT, "/v1/packs/{hash}", "", door.register(this::packBack));
    }

    private Answer time() throws Exception {
        TimeAnswer answer = new TimeAnswer(office.now(), office.store().generation());
        return Answer.json(200, JsonText.write(answer.toNode()));
    }

    private Answer enrol(Request request) throws Exception {
        return Answer.json(
                200,
                JsonText.write(registers.enrol(EnrolRequest.read(Door.bare(request))).toNode()));
    }

    private Node incarnation(Caller caller, Request request) throws Exception {
        return registers.newIncarnation(caller, EnrolRequest.read(Door.bare(request))).toNode();
    }

    private Node totals(Caller caller, Request request) throws Exception {
        return Tree.mapping()
                .put(
                        "contact",
                        rights.totals(caller, TotalsReport.read(Door.bare(request))).toNode())
                .node();
    }

    private Node operations(Caller caller, Request request) throws Exception {
        Node answer = operations.answer(caller, Batch.read(Door.bare(request))).toNode();
        watch.nudge();
        return answer;
    }

    private Node snapshot(Caller caller, Request request) throws Exception {
        return feed.snapshot(
                        caller,
                        request.parameter("page").filter(token -> !token.isBlank()),
                        Math.max(1, Door.number(request, "limit", 200, FeedDesk.LIMIT)))
                .toNode();
    }

    private Node rights(Caller caller, Request request) throws Exception {
        return rights.lease(caller, RightsRequest.read(Door.bare(request))).toNode();
    }

    private Node reserve(Caller caller, Request request) throws Exception {
        return rights.reserve(caller, ReservationRequest.read(Door.bare(request))).toNode();
    }

    private Node confirm(Caller caller, Request request) throws Exception {
        return rights.confirm(caller, named(request)).toNode();
    }

    private Node cancel(Caller caller, Request request) throws Exception {
        return rights.cancel(caller, named(request)).toNode();
    }

    private static ReservationBody named(Request request) throws Exception {
        ReservationBody body = ReservationBody.read(Door.bare(request));
        if (!body.sale().equals(request.place("sale"))) {
            throw Refusal.field("sale", "the path and the body name different sales", "");
        }
        return body;
    }

    private Node member(Caller caller, Request request) throws Exception {
        Optional<String> code = request.parameter("code");
        Optional<String> id = request.parameter("id");
        Optional<MemberAnswer> found =
                code.isPresent()
                        ? members.identified(caller, members.byCode(code.get()))
                        : id.isPresent()
                                ? members.identified(caller, members.byId(id.get()))
                                : Optional.empty();
        return found.orElseThrow(() -> Refusal.missing("member-unknown", "No such member."))
                .toNode();
    }

    private Node sale(Caller caller, Request request) throws Exception {
        String member = request.parameter("member").orElse("");
        return sales.find(caller, member, request.place("id"))
                .orElseThrow(() -> Refusal.missing("sale-unknown", "No such sale has arrived."))
                .toNode();
    }

    private Node pack(Caller caller, Request request) throws Exception {
        return packs.document(request.place("hash"))
                .orElseThrow(() -> Refusal.missing("pack-unknown", "No such pack."))
                .toNode();
    }

    private Node packBack(Caller caller, Request request) throws Exception {
        if (!packs.takeBack(PackDocument.read(Door.bare(request)))) {
            throw new Refusal(400, "pack-foreign", "This pack was not signed by this processor.");
        }
        return Tree.mapping()
                .put("taken", true)
                .put("contact", registers.contact(caller).toNode())
                .node();
    }

    private CompletionStage<Answer> changes(Request request) throws Exception {
        return Door.told(
                () -> {
                    Caller caller = door.caller(request);
                    String after = request.parameter("after").orElse("");
                    int limit = Math.max(1, Door.number(request, "limit", 200, FeedDesk.LIMIT));
                    int wait = Door.number(request, "wait", 0, LONGEST_WAIT_SECONDS);
                    Changes now = feed.changes(caller, after, limit);
                    if (!now.changes().isEmpty() || now.more() || wait == 0) {
                        return CompletableFuture.completedStage(answer(now));
                    }
                    Instant until = office.now().plusSeconds(wait);
                    return watch.news(now.cursor(), until)
                            .thenApply(ignored -> later(caller, now.cursor(), limit));
                });
    }

    private Answer later(Caller caller, String cursor, int limit) {
        try {
            return Door.told(() -> answer(feed.changes(caller, cursor, limit)));
        } catch (Refusal e) {
            return e.answer();
        } catch (Exception e) {
            throw new IllegalStateException("a long poll failed", e);
        }
    }

    private static Answer answer(Changes changes) {
        return Answer.json(200, JsonText.write(changes.toNode()));
    }
}
