package loyalty.acceptance.program;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Position;
import loyalty.protocol.text.JsonText;

/** HTTP calls to one program, with a token. Thread-safe. */
public final class Calls {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI base;
    private final String token;

    public Calls(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /** An answer: status and the document in its body; the body is empty text if there is none. */
    public record Answer(int status, Node body) {
        public boolean ok() {
            return status >= 200 && status < 300;
        }

        /** The text or number at a path such as {@code points.available}; empty if not there. */
        public String at(String path) {
            return Calls.text(node(path));
        }

        /** Whatever is at a path; nothing if it is not there. */
        public Node node(String path) {
            Node here = body;
            for (String step : path.split("\\.", -1)) {
                here = step(here, step);
            }
            return here;
        }
    }

    public Answer get(String path) throws IOException {
        return answer(request(path, Map.of()).GET().build());
    }

    public Answer post(String path, Node body, Map<String, String> headers) throws IOException {
        HttpRequest request =
                request(path, headers)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(JsonText.bytes(body)))
                        .build();
        return answer(request);
    }

    public Answer post(String path, Node body) throws IOException {
        return post(path, body, Map.of());
    }

    /** Any body as bytes, for pictures and printer bytes. */
    public byte[] bytes(String path, String accept) throws IOException {
        HttpRequest request = request(path, Map.of("Accept", accept)).GET().build();
        HttpResponse<byte[]> response = send(request);
        if (response.statusCode() != 200) {
            throw new IOException(path + " answered " + response.statusCode());
        }
        return response.body();
    }

    /**
     * Asks until the answer satisfies, or the patience is over: then the last answer comes back.
     */
    public Answer until(String path, Wanted wanted, Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            Answer answer = tryGet(path);
            if ((answer.ok() && wanted.holds(answer)) || System.nanoTime() > end) {
                return answer;
            }
            pause();
        }
    }

    /** A condition on an answer. */
    public interface Wanted {
        boolean holds(Answer answer);
    }

    private Answer tryGet(String path) {
        try {
            return get(path);
        } catch (IOException e) {
            return new Answer(0, new Node.Mapping(Map.of(), Position.NONE));
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private HttpRequest.Builder request(String path, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        headers.forEach(request::header);
        return request;
    }

    private Answer answer(HttpRequest request) throws IOException {
        HttpResponse<byte[]> response = send(request);
        byte[] body = response.body();
        if (body.length == 0) {
            return new Answer(response.statusCode(), new Node.Mapping(Map.of(), Position.NONE));
        }
        try {
            return new Answer(response.statusCode(), JsonText.read(body, "answer"));
        } catch (InvalidDocumentException e) {
            throw new IOException(request.uri() + " answered no JSON: " + e.getMessage(), e);
        }
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String text(Node here) {
        if (here instanceof Node.Text text) {
            return text.value();
        }
        if (here instanceof Node.Decimal number) {
            return number.literal();
        }
        return here instanceof Node.Truth truth ? Boolean.toString(truth.value()) : "";
    }

    private static Node step(Node node, String step) {
        if (node instanceof Node.Mapping mapping && mapping.entries().containsKey(step)) {
            return mapping.entries().get(step);
        }
        if (node instanceof Node.Sequence list && step.matches("\\d+")) {
            int index = Integer.parseInt(step);
            if (index < list.items().size()) {
                return list.items().get(index);
            }
        }
        return new Node.Nothing(Position.NONE);
    }
}
