package loyalty.terminal.api;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
import loyalty.protocol.http.Refusal;
import loyalty.protocol.http.Request;
import loyalty.terminal.commit.Outbox;

/**
 * What the calls of the shop's IT have in common: their questions, their patience, an operation.
 */
final class Replies {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Replies() {}

    /** Nothing of a person: the member's id, and what the processor said. */
    static Node node(Outbox.Entry entry) {
        return tree(entry).node();
    }

    static Tree tree(Outbox.Entry entry) {
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
                .putText("replaces", entry.replaces().map(UUID::toString))
                .put("answer", entry.answer());
    }

    /** The request's body, all of whose keys must be asked for. */
    static Fields fields(Request request, List<Problem> problems) throws Exception {
        return Fields.of(request.json(), problems);
    }

    static String required(Request request, String key) throws Exception {
        Fields fields = fields(request, new ArrayList<>());
        String value = fields.requiredText(key);
        fields.end();
        fields.throwIfInvalid();
        return value;
    }

    static <T> T wait(CompletableFuture<T> answer) throws Exception {
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
