package loyalty.terminal.api;

import java.util.List;
import java.util.Optional;
import loyalty.engine.document.Tree;
import loyalty.protocol.http.Answer;
import loyalty.protocol.http.Refusal;
import loyalty.protocol.http.Request;
import loyalty.protocol.http.Routes;
import loyalty.protocol.http.Verb;
import loyalty.protocol.sync.EnrolAnswer;
import loyalty.terminal.commit.Outbox;
import loyalty.terminal.commit.Till;
import loyalty.terminal.sync.Sync;

/** What the shop's IT does: enrol, sync now, look at what waits. */
final class AdminCalls {
    private static final int SHOWN = 500;

    private final Till till;
    private final Optional<Sync> sync;

    AdminCalls(Till till, Optional<Sync> sync) {
        this.till = till;
        this.sync = sync;
    }

    void addTo(Routes routes) {
        on(routes, Verb.POST, "/v1/register/enrol", this::enrol);
        on(routes, Verb.POST, "/v1/sync/now", this::now);
        on(routes, Verb.GET, "/v1/sync/queue", this::queue);
        new QuarantineCalls(till, sync).addTo(routes);
    }

    private static void on(Routes routes, Verb verb, String path, Call call) {
        routes.on(verb, path, Scope.ADMIN.word(), Call.of(call));
    }

    private Answer enrol(Request request) throws Exception {
        String code = Replies.required(request, "code");
        EnrolAnswer answer = Replies.wait(connected().enrol(code));
        return Answer.json(
                200,
                Tree.mapping()
                        .put("register", answer.holder().register())
                        .put("store", answer.store())
                        .put("programme", answer.programme())
                        .node());
    }

    private Answer now(Request request) throws Exception {
        Replies.wait(connected().now());
        return Answer.json(202, Tree.mapping().put("asked", true).node());
    }

    private Answer queue(Request request) throws Exception {
        List<Outbox.Entry> entries =
                Replies.wait(till.ask(() -> till.ledger().outbox().waiting(SHOWN)));
        return Answer.json(200, Tree.mapping().put("operations", entries, Replies::node).node());
    }

    private Sync connected() throws Refusal {
        return sync.orElseThrow(
                () ->
                        new Refusal(
                                503,
                                "works-alone",
                                "This register has no processor.",
                                "Write processor.url in agent.yaml and start the agent again."));
    }
}
