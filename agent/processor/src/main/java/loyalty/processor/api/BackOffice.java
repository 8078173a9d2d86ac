package loyalty.processor.api;

import java.util.ArrayList;
import java.util.List;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;
import loyalty.engine.document.Tree;
import loyalty.processor.store.Store.AuditEntry;
import loyalty.processor.store.StoreException;
import loyalty.processor.sync.Office;
import loyalty.processor.sync.Tokens;
import loyalty.protocol.http.Answer;
import loyalty.protocol.http.Guard;
import loyalty.protocol.http.Handler;
import loyalty.protocol.http.Refusal;
import loyalty.protocol.http.Request;
import loyalty.protocol.text.JsonText;

/** Who may do what in the back office, and what is written down of it. */
final class BackOffice {
    private final Office office;
    private final Tokens tokens;
    private final FeedWatch watch;
    private final Pace pace;

    /** An act: what was done, in words without secrets or personal data, and the answer. */
    record Done(String detail, Node answer) {}

    /** Does something and says what. */
    interface Act {
        Done on(Request request) throws Exception;
    }

    /** Reads without being audited. */
    interface Look {
        Node on(Request request) throws Exception;
    }

    BackOffice(Office office, FeedWatch watch) {
        this.office = office;
        this.tokens = new Tokens(office);
        this.watch = watch;
        this.pace = new Pace(office.settings().limits().perToken(), System::nanoTime);
    }

    Office office() {
        return office;
    }

    /** Lets in whoever has a token with the route's scope. */
    Guard guard() {
        return (request, scope) -> {
            if (!scope.isEmpty()) {
                Tokens.Bearer bearer = Door.told(() -> bearer(request));
                pace.take("token " + bearer.name());
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

    /** An act, which is audited with the name of whose token it was. */
    Handler act(String name, Act act) {
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

    static Handler look(Look look) {
        return request -> Door.told(() -> Answer.json(200, JsonText.write(look.on(request))));
    }

    static Fields fields(Request request) throws InvalidDocumentException {
        List<Problem> problems = new ArrayList<>();
        return Fields.of(request.body().length == 0 ? nothing() : Door.json(request), problems);
    }

    static Node.Mapping nothing() {
        return Tree.mapping().node();
    }
}
