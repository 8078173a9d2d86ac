package loyalty.terminal.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.protocol.http.Answer;
import loyalty.protocol.http.Refusal;
import loyalty.protocol.http.Request;
import loyalty.protocol.http.Routes;
import loyalty.protocol.http.Verb;
import loyalty.terminal.commit.Outbox;
import loyalty.terminal.commit.Quarantine;
import loyalty.terminal.commit.Till;
import loyalty.terminal.commit.TillWork;
import loyalty.terminal.sync.Sync;

/** What the processor rejected: looked at, mended, sent again or given up, by the shop's IT. */
final class QuarantineCalls {
    private static final int SHOWN = 500;

    private final Till till;
    private final Optional<Sync> sync;

    QuarantineCalls(Till till, Optional<Sync> sync) {
        this.till = till;
        this.sync = sync;
    }

    void addTo(Routes routes) {
        on(routes, Verb.GET, "/v1/sync/quarantine", this::list);
        on(routes, Verb.GET, "/v1/sync/quarantine/{id}", this::show);
        on(routes, Verb.POST, "/v1/sync/quarantine/{id}/mend", this::mend);
        on(routes, Verb.POST, "/v1/sync/quarantine/{id}/retry", this::retry);
        on(routes, Verb.POST, "/v1/sync/quarantine/{id}/drop", this::drop);
    }

    private static void on(Routes routes, Verb verb, String path, Call call) {
        routes.on(verb, path, Scope.ADMIN.word(), Call.of(call));
    }

    private <T> T ask(TillWork<T> work) throws Exception {
        return Replies.wait(till.ask(work));
    }

    private Quarantine quarantine() {
        return till.ledger().quarantine();
    }

    private Answer list(Request request) throws Exception {
        List<Outbox.Entry> entries = ask(() -> quarantine().list(SHOWN));
        return Answer.json(200, Tree.mapping().put("operations", entries, Replies::node).node());
    }

    /** With its body, which a mended one begins as. */
    private Answer show(Request request) throws Exception {
        UUID id = id(request);
        Outbox.Entry entry = ask(() -> quarantine().find(id)).orElseThrow(() -> notThere(id));
        return Answer.json(200, Replies.tree(entry).put("body", entry.operation().body()).node());
    }

    private Answer mend(Request request) throws Exception {
        UUID id = id(request);
        Fields fields = Replies.fields(request, new ArrayList<>());
        String why = fields.requiredText("why");
        Optional<Node> body = fields.requiredAny("body");
        fields.end();
        fields.throwIfInvalid();
        if (!(body.map(Node::unplaced).orElseThrow() instanceof Node.Mapping mended)) {
            throw new Refusal(400, "invalid-body", "\"body\" is the whole body of the operation.");
        }
        return again(id, () -> quarantine().mend(id, mended, why));
    }

    private Answer retry(Request request) throws Exception {
        UUID id = id(request);
        return again(id, () -> quarantine().retry(id));
    }

    private Answer again(UUID id, TillWork<Quarantine.Again> work) throws Exception {
        Quarantine.Again again = ask(work);
        if (again instanceof Quarantine.Again.Refused refused) {
            throw new Refusal(
                    422,
                    "cannot-be-mended-so",
                    refused.why() + ".",
                    "Change what the processor objected to and leave the rest, or drop it.");
        }
        if (!(again instanceof Quarantine.Again.Waits waits)) {
            throw notThere(id);
        }
        sync.ifPresent(Sync::hurry);
        return Answer.json(
                202, Tree.mapping().put("operation", waits.operation().toString()).node());
    }

    private Answer drop(Request request) throws Exception {
        UUID id = id(request);
        String why = Replies.required(request, "why");
        if (!ask(() -> quarantine().drop(id, why))) {
            throw notThere(id);
        }
        return Answer.json(200, Tree.mapping().put("dropped", id.toString()).node());
    }

    private static Refusal notThere(UUID id) {
        return new Refusal(
                404,
                "not-in-quarantine",
                "There is no operation " + id + " in quarantine.",
                "\"sync quarantine\" lists them.");
    }

    private static UUID id(Request request) throws Refusal {
        try {
            return UUID.fromString(request.place("id"));
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "invalid-id", "An operation's id is a UUID.");
        }
    }
}
