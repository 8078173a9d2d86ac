package loyalty.terminal.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.protocol.text.JsonText;
import loyalty.terminal.agent.Running;

/** Calls of the commands to the agent that runs on this machine. */
final class AgentCalls {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Running agent;

    private AgentCalls(Running agent) {
        this.agent = agent;
    }

    /** The agent whose home this is; empty if none runs. */
    static Optional<AgentCalls> in(Path home) throws IOException, CommandFailed {
        Optional<AgentCalls> calls = Running.in(home).map(AgentCalls::new);
        return calls.isPresent() && calls.get().answers() ? calls : Optional.empty();
    }

    /** The agent whose home this is, or a sentence that says how to start it. */
    static AgentCalls needed(Path home) throws IOException, CommandFailed {
        return in(home).orElseThrow(
                        () ->
                                new CommandFailed(
                                        "no agent runs with the home "
                                                + home
                                                + ": start it with \"loyalty-agent run\""));
    }

    private boolean answers() throws CommandFailed, IOException {
        try {
            return send("GET", "/health", Optional.empty()).statusCode() == 200;
        } catch (ConnectException e) {
            return false;
        }
    }

    String url() {
        return agent.url();
    }

    Node get(String path) throws IOException, CommandFailed {
        return document(send("GET", path, Optional.empty()));
    }

    Node post(String path, Node body) throws IOException, CommandFailed {
        return document(send("POST", path, Optional.of(JsonText.write(body))));
    }

    HttpResponse<String> send(String method, String path, Optional<String> body)
            throws IOException, CommandFailed {
        HttpRequest request =
                request(path)
                        .header("content-type", "application/json")
                        .header("idempotency-key", UUID.randomUUID().toString())
                        .method(
                                method,
                                body.map(HttpRequest.BodyPublishers::ofString)
                                        .orElse(HttpRequest.BodyPublishers.noBody()))
                        .build();
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** What is answered as it is, such as a picture. */
    byte[] bytes(String path) throws IOException, CommandFailed {
        HttpResponse<byte[]> response =
                send(request(path).build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() >= 400) {
            get(path);
        }
        return response.body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(agent.url() + path))
                .timeout(PATIENCE)
                .header("authorization", "Bearer " + agent.token());
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws IOException, CommandFailed {
        try {
            return http.send(request, handler);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted");
        }
    }

    private static Node document(HttpResponse<String> response) throws CommandFailed {
        try {
            Node node = JsonText.read(response.body().isEmpty() ? "{}" : response.body(), "answer");
            if (response.statusCode() >= 400) {
                Fields problem = Fields.of(node, new ArrayList<>());
                throw new CommandFailed(
                        problem.text("detail").orElse("HTTP " + response.statusCode())
                                + problem.text("hint").map(hint -> " " + hint).orElse(""));
            }
            return node;
        } catch (InvalidDocumentException e) {
            throw new CommandFailed("the agent answered something that is not JSON");
        }
    }
}
