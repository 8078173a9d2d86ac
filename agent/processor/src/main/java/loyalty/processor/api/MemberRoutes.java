package loyalty.processor.api;

import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.processor.api.BackOffice.Done;
import loyalty.processor.load.Jobs;
import loyalty.processor.load.MemberImport;
import loyalty.processor.sync.Desks;
import loyalty.processor.sync.Persons;
import loyalty.protocol.http.Refusal;
import loyalty.protocol.http.Request;
import loyalty.protocol.http.Routes;
import loyalty.protocol.http.Verb;
import loyalty.protocol.text.JsonText;

/** Members: imports, merging, a person's own data, points and segments for many. */
final class MemberRoutes {
    private final BackOffice back;
    private final Desks desks;
    private final Jobs jobs;
    private final Persons persons;

    MemberRoutes(BackOffice back, Desks desks, Jobs jobs) {
        this.back = back;
        this.desks = desks;
        this.jobs = jobs;
        this.persons = new Persons(back.office());
    }

    void addTo(Routes routes) {
        routes.on(
                Verb.POST,
                "/v1/members",
                "members",
                back.act("members imported", this::importMembers));
        routes.on(
                Verb.POST,
                "/v1/cards:import",
                "members",
                back.act("cards imported", this::importCards));
        routes.on(
                Verb.POST, "/v1/members/merge", "members", back.act("members merged", this::merge));
        routes.on(
                Verb.GET,
                "/v1/members/{id}/export",
                "personal",
                back.act("person exported", this::export));
        routes.on(
                Verb.POST,
                "/v1/members/{id}/erase",
                "personal",
                back.act("person erased", this::erase));
        routes.on(Verb.POST, "/v1/grants", "grants", back.act("job started", this::startJob));
        routes.on(Verb.POST, "/v1/segments", "members", back.act("job started", this::startJob));
        routes.on(Verb.GET, "/v1/jobs/{name}", "members", BackOffice.look(this::job));
    }

    private Done importMembers(Request request) throws Exception {
        String type = request.header("content-type").orElse("");
        MemberImport.Outcome outcome =
                new MemberImport(back.office(), desks)
                        .run(request.text(), type.contains("csv") ? "body.csv" : "body.ndjson");
        return imported(outcome);
    }

    private Done importCards(Request request) throws Exception {
        MemberImport.Outcome outcome = new MemberImport(back.office(), desks).cards(request.text());
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
        Fields fields = BackOffice.fields(request);
        String one = fields.requiredText("one");
        String other = fields.requiredText("other");
        fields.throwIfInvalid();
        try {
            String survivor = desks.merges().merge(one, other);
            return new Done(one + " and " + other, Tree.mapping().put("survivor", survivor).node());
        } catch (IllegalArgumentException e) {
            throw Refusal.missing("member-unknown", String.valueOf(e.getMessage()));
        }
    }

    private Done export(Request request) throws Exception {
        String id = request.place("id");
        Node all = persons.export(id).orElseThrow(MemberRoutes::unknownMember);
        return new Done(id, all);
    }

    private Done erase(Request request) throws Exception {
        String id = request.place("id");
        if (!persons.erase(id)) {
            throw unknownMember();
        }
        return new Done(id, BackOffice.nothing());
    }

    private static Refusal unknownMember() {
        return Refusal.missing("member-unknown", "No such member.");
    }

    private Done startJob(Request request) throws Exception {
        Fields fields = BackOffice.fields(request);
        String name = fields.requiredText("job");
        Node order = fields.requiredAny("order").orElse(BackOffice.nothing());
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
}
