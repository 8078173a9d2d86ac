package loyalty.processor.api;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;
import loyalty.engine.document.Tree;
import loyalty.processor.load.Jobs;
import loyalty.processor.load.MemberImport;
import loyalty.processor.packs.Packs;
import loyalty.processor.packs.ReadPack;
import loyalty.processor.reports.Page;
import loyalty.processor.reports.Report;
import loyalty.processor.store.Document;
import loyalty.processor.store.Home;
import loyalty.processor.store.Home.Kind;
import loyalty.processor.store.Store.AuditEntry;
import loyalty.processor.store.Store.Grouping;
import loyalty.processor.store.StoreException;
import loyalty.processor.sync.Desks;
import loyalty.processor.sync.Office;
import loyalty.processor.sync.Persons;
import loyalty.processor.sync.RegisterFile;
import loyalty.processor.sync.Tokens;
import loyalty.protocol.http.Answer;
import loyalty.protocol.http.Guard;
import loyalty.protocol.http.Handler;
import loyalty.protocol.http.Refusal;
import loyalty.protocol.http.Request;
import loyalty.protocol.http.Routes;
import loyalty.protocol.http.Verb;
import loyalty.protocol.sync.Batch;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.text.JsonText;

/** The calls of the back office: a bearer token with the call's scope; each act is audited. */
final class AdminRoutes {
    private static final int AUDIT_MOST = 1_000;
    private static final int REVIEWS_MOST = 100;

    private final Office office;
    private final Desks desks;
    private final Packs packs;
    private final Jobs jobs;
    private final Persons persons;
    private final Tokens tokens;
    private final FeedWatch watch;

    /** An act: what was done, in words without secrets or personal data, and the answer. */
    private record Done(String detail, Node answer) {}

    /** Does something and says what. */
    private interface Act {
        Done on(Request request) throws Exception;
    }

    AdminRoutes(Office office, Desks desks, Packs packs, Jobs jobs, FeedWatch watch) {
        this.office = office;
        this.desks = desks;
        this.packs = packs;
        this.jobs = jobs;
        this.watch = watch;
        this.persons = new Persons(office);
        this.tokens = new Tokens(office);
    }

    /** Lets in whoever has a token with the route's scope. */
    Guard guard() {
        return (request, scope) -> {
            if (!scope.isEmpty()) {
                Tokens.Bearer bearer = Door.told(() -> bearer(request));
                if (!bearer.scopes().contains(scope)) {
                    throw new Refusal(
                            403, "scope-missing", "This token is not for \"" + scope + "\".");
                }
            }
        };
    }

    private Tokens.Bearer bearer(Request request) throws Refusal, StoreException {
        String header = request.header("authorization").orElse("");
        String token = header.startsWith("Bearer ") ? header.substring(7).strip() : "";
        return tokens.bearer(token)
                .orElseThrow(
                        () ->
                                new Refusal(
                                                401,
                                                "token-unknown",
                                                "This call needs a token of the back office.",
                                                "Make one with: processor token")
                                        .header("www-authenticate", "Bearer"));
    }

    void addTo(Routes routes) {
        routes.on(Verb.POST, "/v1/packs", "packs", act("pack taken", this::takePack));
        routes.on(Verb.GET, "/v1/packs", "packs", look(this::packList));
        routes.on(
                Verb.POST, "/v1/packs/{hash}/assign", "packs", act("pack assigned", this::assign));
        routes.on(Verb.POST, "/v1/packs/rollback", "packs", act("rolled back", this::rollBack));
        routes.on(Verb.POST, "/v1/templates/{name}", "packs", act("template", this::template));
        routes.on(
                Verb.POST, "/v1/members", "members", act("members imported", this::importMembers));
        routes.on(
                Verb.POST, "/v1/cards:import", "members", act("cards imported", this::importCards));
        routes.on(Verb.POST, "/v1/members/merge", "members", act("members merged", this::merge));
        routes.on(
                Verb.GET,
                "/v1/members/{id}/export",
                "personal",
                act("person exported", this::export));
        routes.on(
                Verb.POST, "/v1/members/{id}/erase", "personal", act("person erased", this::erase));
        routes.on(Verb.POST, "/v1/grants", "grants", act("job started", this::startJob));
        routes.on(Verb.POST, "/v1/segments", "members", act("job started", this::startJob));
        routes.on(Verb.GET, "/v1/jobs/{name}", "members", look(this::job));
        routes.on(Verb.POST, "/v1/registers/codes", "registers", act("code made", this::code));
        routes.on(Verb.GET, "/v1/registers", "registers", look(this::registerList));
        routes.on(
                Verb.POST, "/v1/registers/{id}/revoke", "registers", act("revoked", this::revoke));
        routes.on(
                Verb.POST,
                "/v1/registers/{id}/reinstate",
                "registers",
                act("reinstated", this::reinstate));
        routes.on(
                Verb.POST,
                "/v1/registers/{id}/dead",
                "registers",
                act("declared dead", this::dead));
        routes.on(
                Verb.POST,
                "/v1/registers/{id}/release",
                "registers",
                act("released", this::release));
        routes.on(
                Verb.POST, "/v1/restored/end-wait", "registers", act("wait ended", this::endWait));
        routes.on(Verb.GET, "/v1/reviews", "registers", look(this::reviews));
        routes.on(
                Verb.POST, "/v1/reviews/{id}/approve", "registers", act("approved", this::approve));
        routes.on(Verb.POST, "/v1/reviews/{id}/refuse", "registers", act("refused", this::refuse));
        routes.on(Verb.GET, "/v1/audit", "audit", look(this::audit));
        routes.on(Verb.GET, "/v1/reports/page", "reports", r -> Door.told(() -> page(r)));
        routes.on(Verb.GET, "/v1/reports/{by}", "reports", r -> Door.told(() -> report(r)));
    }

    private Handler act(String name, Act act) {
        return request ->
                Door.told(
                        () -> {
                            Done done = act.on(request);
                            office.store()
                                    .audit(
                                            new AuditEntry(
                                                    office.now().toString(),
                                                    bearer(request).name(),
                                                    name,
                                                    done.detail()));
                            watch.nudge();
                            return Answer.json(200, JsonText.write(done.answer()));
                        });
    }

    /** Reads without being audited. */
    private interface Look {
        Node on(Request request) throws Exception;
    }

    private static Handler look(Look look) {
        return request -> Door.told(() -> Answer.json(200, JsonText.write(look.on(request))));
    }

    private Done takePack(Request request) throws Exception {
        String text = request.text();
        boolean check = request.parameter("check").map("true"::equals).orElse(false);
        ReadPack pack = check ? packs.check(text) : packs.take(text);
        Node answer =
                Tree.mapping()
                        .put("hash", pack.hash())
                        .put("taken", !check)
                        .put("warnings", pack.warnings(), Tree::text)
                        .node();
        return new Done(pack.hash(), answer);
    }

    private Node packList(Request request) throws Exception {
        return Tree.mapping()
                .put("packs", packs.hashes(), Tree::text)
                .put(
                        "assignments",
                        packs.assignments(),
                        each ->
                                Tree.mapping()
                                        .put("store", each.store())
                                        .put("version", each.version())
                                        .put("hash", each.hash())
                                        .put("from", each.from().toString())
                                        .put("previous", each.previous())
                                        .node())
                .node();
    }

    private Done assign(Request request) throws Exception {
        Fields fields = fields(request);
        Set<String> stores = stores(fields);
        Instant from = fields.text("from").map(AdminRoutes::time).orElse(office.now());
        fields.throwIfInvalid();
        packs.assign(request.place("hash"), stores, from);
        return new Done(request.place("hash") + " to " + stores + " from " + from, nothing());
    }

    private Done rollBack(Request request) throws Exception {
        Set<String> stores = stores(fields(request));
        packs.rollBack(stores);
        return new Done(stores.toString(), nothing());
    }

    private static Set<String> stores(Fields fields) {
        Set<String> stores = Set.copyOf(fields.texts("stores"));
        return stores.isEmpty() ? Set.of(Packs.EVERYWHERE) : stores;
    }

    private Done template(Request request) throws Exception {
        String name = request.place("name");
        String state = JsonText.write(Tree.mapping().put("text", request.text()).node());
        office.store()
                .transact(
                        new Home(Kind.TEMPLATE, name),
                        transaction -> {
                            long version = transaction.document().map(Document::version).orElse(0L);
                            transaction.save(version + 1, state, true);
                            return true;
                        });
        return new Done(name, nothing());
    }

    private Done importMembers(Request request) throws Exception {
        String type = request.header("content-type").orElse("");
        MemberImport.Outcome outcome =
                new MemberImport(office, desks)
                        .run(request.text(), type.contains("csv") ? "body.csv" : "body.ndjson");
        return imported(outcome);
    }

    private Done importCards(Request request) throws Exception {
        MemberImport.Outcome outcome = new MemberImport(office, desks).cards(request.text());
        return imported(outcome);
    }

    private static Done imported(MemberImport.Outcome outcome) {
        Node answer =
                Tree.mapping()
                        .put("taken", outcome.taken())
                        .put("errors", outcome.errors(), Tree::text)
                        .node();
        return new Done(outcome.taken() + " taken, " + outcome.errors().size() + " wrong", answer);
    }

    private Done merge(Request request) throws Exception {
        Fields fields = fields(request);
        String one = fields.requiredText("one");
        String other = fields.requiredText("other");
        fields.throwIfInvalid();
        try {
            String survivor = desks.merge(one, other);
            return new Done(one + " and " + other, Tree.mapping().put("survivor", survivor).node());
        } catch (IllegalArgumentException e) {
            throw Refusal.missing("member-unknown", String.valueOf(e.getMessage()));
        }
    }

    private Done export(Request request) throws Exception {
        String id = request.place("id");
        Node all = persons.export(id).orElseThrow(AdminRoutes::unknownMember);
        return new Done(id, all);
    }

    private Done erase(Request request) throws Exception {
        String id = request.place("id");
        if (!persons.erase(id)) {
            throw unknownMember();
        }
        return new Done(id, nothing());
    }

    private static Refusal unknownMember() {
        return Refusal.missing("member-unknown", "No such member.");
    }

    private Done startJob(Request request) throws Exception {
        Fields fields = fields(request);
        String name = fields.requiredText("job");
        Node order = fields.requiredAny("order").orElse(nothing());
        fields.throwIfInvalid();
        if (!(order instanceof Node.Mapping mapping)) {
            throw Refusal.field("order", "must be a mapping", "{\"grant\": {…}}");
        }
        jobs.start(name, mapping);
        return new Done(name, Tree.mapping().put("job", name).node());
    }

    private Node job(Request request) throws Exception {
        String state =
                jobs.progress(request.place("name"))
                        .orElseThrow(() -> Refusal.missing("job-unknown", "No such job."));
        return JsonText.read(state, "job");
    }

    private Done code(Request request) throws Exception {
        Fields fields = fields(request);
        String register = fields.requiredText("register");
        String store = fields.requiredText("store");
        fields.throwIfInvalid();
        String code = desks.registers().newCode(register, store);
        return new Done(register + " of " + store, Tree.mapping().put("code", code).node());
    }

    private Node registerList(Request request) throws Exception {
        var bound = desks.registers().bound();
        return Tree.mapping()
                .put(
                        "registers",
                        desks.registers().all(),
                        file ->
                                Tree.mapping()
                                        .put("register", file.id())
                                        .put("store", file.store())
                                        .put("revoked", file.revoked())
                                        .put(
                                                "incarnations",
                                                file.incarnations(),
                                                each -> incarnation(file, each, bound))
                                        .node())
                .node();
    }

    private static Node incarnation(
            RegisterFile file, RegisterFile.Incarnation each, Map<Holder, Long> bound) {
        return Tree.mapping()
                .put("number", each.number())
                .put("dead", each.dead())
                .put("termEnd", each.termEnd().toString())
                .put("bound", bound.getOrDefault(new Holder(file.id(), each.number()), 0L))
                .node();
    }

    private Done revoke(Request request) throws Exception {
        desks.registers().revoke(known(request).id(), true);
        return new Done(request.place("id"), nothing());
    }

    private Done reinstate(Request request) throws Exception {
        desks.registers().revoke(known(request).id(), false);
        return new Done(request.place("id"), nothing());
    }

    private RegisterFile known(Request request) throws Exception {
        return desks.registers()
                .file(request.place("id"))
                .orElseThrow(() -> Refusal.missing("register-unknown", "No such register."));
    }

    private Holder holder(Request request) throws Exception {
        RegisterFile file = known(request);
        Fields fields = fields(request);
        long number = fields.whole("incarnation", 0, 1, Long.MAX_VALUE);
        fields.throwIfInvalid();
        if (file.incarnations().stream().noneMatch(each -> each.number() == number)) {
            throw Refusal.missing("incarnation-unknown", "No such incarnation.");
        }
        return new Holder(file.id(), number);
    }

    private Done dead(Request request) throws Exception {
        Holder holder = holder(request);
        long atStake = desks.registers().bound().getOrDefault(holder, 0L);
        desks.registers().declareDead(holder);
        Node answer =
                Tree.mapping()
                        .put("atStake", atStake)
                        .put("releasableFrom", desks.registers().releasableFrom(holder).toString())
                        .node();
        return new Done(holder + ", at stake " + atStake, answer);
    }

    /** Before the term and its guard are over only with the sum at stake, confirmed. */
    private Done release(Request request) throws Exception {
        Holder holder = holder(request);
        long atStake = desks.registers().bound().getOrDefault(holder, 0L);
        RegisterFile file = known(request);
        boolean dead =
                file.incarnations().stream()
                        .anyMatch(each -> each.number() == holder.incarnation() && each.dead());
        if (!dead) {
            throw new Refusal(409, "register-lives", "Declare the incarnation dead first.");
        }
        boolean early = office.now().isBefore(desks.registers().releasableFrom(holder));
        long confirmed = fields(request).whole("confirm", -1, 0, Long.MAX_VALUE);
        if (early && confirmed != atStake) {
            throw new Refusal(
                            409,
                            "confirm-release",
                            "The register may still be spending: "
                                    + atStake
                                    + " points are at stake until "
                                    + desks.registers().releasableFrom(holder)
                                    + ".",
                            "Send {\"confirm\": " + atStake + "} to release them now.")
                    .and("atStake", Long.toString(atStake));
        }
        long released = desks.registers().release(holder);
        return new Done(
                holder + ", " + released + " points",
                Tree.mapping().put("released", released).node());
    }

    private Done endWait(Request request) throws Exception {
        desks.registers().endWait();
        return new Done("registers that did not report are given up", nothing());
    }

    private Node reviews(Request request) throws Exception {
        return Tree.mapping()
                .put(
                        "reviews",
                        office.store().page(Kind.REVIEW, "", REVIEWS_MOST),
                        each -> Tree.mapping().put("id", each.home().id()).node())
                .node();
    }

    private Done approve(Request request) throws Exception {
        Batch batch = review(request);
        var answers = desks.operations().approve(batch);
        office.store().remove(new Home(Kind.REVIEW, request.place("id")));
        return new Done(
                request.place("id"),
                Tree.mapping().put("answers", answers, each -> each.toNode()).node());
    }

    private Done refuse(Request request) throws Exception {
        Batch batch = review(request);
        desks.operations().refuse(batch);
        office.store().remove(new Home(Kind.REVIEW, request.place("id")));
        return new Done(request.place("id"), nothing());
    }

    private Batch review(Request request) throws Exception {
        Document found =
                office.store()
                        .find(new Home(Kind.REVIEW, request.place("id")))
                        .orElseThrow(() -> Refusal.missing("review-unknown", "No such review."));
        return Batch.read(JsonText.read(found.state(), "review"));
    }

    private Node audit(Request request) throws Exception {
        int limit = Math.max(1, Door.number(request, "limit", 100, AUDIT_MOST));
        return Tree.mapping()
                .put(
                        "entries",
                        office.store().audit(limit),
                        entry ->
                                Tree.mapping()
                                        .put("at", entry.at())
                                        .put("actor", entry.actor())
                                        .put("act", entry.act())
                                        .put("detail", entry.detail())
                                        .node())
                .node();
    }

    private Answer report(Request request) throws Exception {
        Optional<Grouping> by =
                Arrays.stream(Grouping.values())
                        .filter(each -> each.name().equalsIgnoreCase(request.place("by")))
                        .findFirst();
        Report report =
                report(
                        by.orElseThrow(
                                () ->
                                        Refusal.missing(
                                                "report-unknown",
                                                "There are: programme, day, store, cashier,"
                                                        + " promotion.")),
                        request);
        return request.parameter("format").map("csv"::equals).orElse(false)
                ? Answer.of(
                        200,
                        "text/csv; charset=utf-8",
                        report.csv().getBytes(StandardCharsets.UTF_8))
                : Answer.json(200, JsonText.write(report.toNode()));
    }

    private Report report(Grouping by, Request request) throws Exception {
        String to = request.parameter("to").orElse(today());
        String from =
                request.parameter("from").orElse(LocalDate.parse(to).minusDays(29).toString());
        return new Report(
                by, from, to, office.store().sums(by, from, to), desks.programme().amounts());
    }

    private String today() {
        return LocalDate.ofInstant(office.now(), ZoneOffset.UTC).toString();
    }

    private Answer page(Request request) throws Exception {
        Report whole = report(Grouping.PROGRAMME, request);
        String html =
                new Page(desks.programme().amounts())
                        .html(
                                whole.from(),
                                whole.to(),
                                whole,
                                report(Grouping.DAY, request),
                                report(Grouping.STORE, request));
        return Answer.of(200, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8))
                .with("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'");
    }

    private static Fields fields(Request request) throws InvalidDocumentException {
        List<Problem> problems = new ArrayList<>();
        return Fields.of(request.body().length == 0 ? nothing() : Door.json(request), problems);
    }

    private static Node.Mapping nothing() {
        return Tree.mapping().node();
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not a time: " + text, e);
        }
    }
}
