package loyalty.terminal.api;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import loyalty.engine.document.Fields;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;
import loyalty.engine.document.Tree;
import loyalty.protocol.http.Answer;
import loyalty.protocol.http.Refusal;
import loyalty.protocol.http.Request;
import loyalty.protocol.http.Routes;
import loyalty.protocol.http.Verb;
import loyalty.protocol.sync.EnrolAnswer;
import loyalty.terminal.commit.Outbox;
import loyalty.terminal.commit.Till;
import loyalty.terminal.commit.TillWork;
import loyalty.terminal.sync.Sync;

/** What the shop's IT does: enrol, sync now, look at what waits and what was rejected. */
final class AdminCalls {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
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
        on(routes, Verb.GET, "/v1/sync/queue", r -> entries(() -> outbox().waiting(SHOWN)));
        on(
                routes,
                Verb.GET,
                "/v1/sync/quarantine",
                r -> entries(() -> outbox().quarantined(SHOWN)));
        on(routes, Verb.POST, "/v1/sync/quarantine/{id}/retry", this::retry);
        on(routes, Verb.POST, "/v1/sync/quarantine/{id}/drop", this::drop);
    }

    private static void on(Routes routes, Verb verb, String path, Call call) {
        routes.on(verb, path, Scope.ADMIN.word(), Call.of(call));
    }

    private Outbox outbox() {
        return till.ledger().outbox();
    }

    private Answer enrol(Request request) throws Exception {
        String code = required(request, "code");
        EnrolAnswer answer = wait(connected().enrol(code));
        return Answer.json(
                200,
                Tree.mapping()
                        .put("register", answer.holder().register())
                        .put("store", answer.store())
                        .put("programme", answer.programme())
                        .node());
    }

    private Answer now(Request request) throws Exception {
        wait(connected().now());
        return Answer.json(202, Tree.mapping().put("asked", true).node());
    }

    private Answer entries(TillWork<List<Outbox.Entry>> work) throws Exception {
        List<Outbox.Entry> entries = wait(till.ask(work));
        return Answer.json(200, Tree.mapping().put("operations", entries, AdminCalls::node).node());
    }

    /** Nothing of a person: the member's id, and what the processor said. */
    private static Node node(Outbox.Entry entry) {
        return Tree.mapping()
                .put("id", entry.id().toString())
                .put("seq", entry.seq())
                .put("kind", entry.kind())
                .putText("member", entry.member())
                .putText("sale", entry.sale())
                .put("at", entry.at().toString())
                .put("state", entry.state().name().toLowerCase(Locale.ROOT))
                .put("points", entry.points())
                .put("money", entry.money())
                .put("tries", entry.tries())
                .put("answer", entry.answer())
                .node();
    }

    private Answer retry(Request request) throws Exception {
        UUID id = id(request);
        Optional<UUID> again = wait(till.ask(() -> till.ledger().occasions().retry(id)));
        if (again.isEmpty()) {
            throw notThere(id);
        }
        sync.ifPresent(Sync::hurry);
        return Answer.json(202, Tree.mapping().put("operation", again.get().toString()).node());
    }

    private Answer drop(Request request) throws Exception {
        UUID id = id(request);
        String why = required(request, "why");
        if (!wait(till.ask(() -> till.ledger().occasions().drop(id, why)))) {
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

    private static String required(Request request, String key) throws Exception {
        List<Problem> problems = new ArrayList<>();
        Fields fields = Fields.of(request.json(), problems);
        String value = fields.requiredText(key);
        fields.end();
        fields.throwIfInvalid();
        return value;
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

    private static <T> T wait(CompletableFuture<T> answer) throws Exception {
        try {
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new Refusal(504, "no-answer", "No answer in " + PATIENCE.toSeconds() + " s.");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            while (cause instanceof CompletionException && cause.getCause() != null) {
                cause = cause.getCause();
            }
            if (cause instanceof IOException io) {
                throw new Refusal(502, "processor-refused", String.valueOf(io.getMessage()));
            }
            throw e;
        }
    }
}
