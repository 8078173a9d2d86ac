package loyalty.benchmarks.processor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.protocol.identity.SigningKey;
import loyalty.protocol.sync.CanonicalForm;
import loyalty.protocol.sync.EnrolAnswer;
import loyalty.protocol.sync.EnrolRequest;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.SignedRequest;
import loyalty.protocol.text.JsonText;

/** One register's side of the line: it signs and sends. */
final class Client {
    private static final SigningKey KEY = SigningKey.generate();

    private final HttpClient http;
    private final String address;
    private final Holder holder;

    private Client(HttpClient http, String address, Holder holder) {
        this.http = http;
        this.address = address;
        this.holder = holder;
    }

    static Client enrolled(HttpClient http, int port, String code) throws Exception {
        String address = "http://127.0.0.1:" + port;
        EnrolRequest request = EnrolRequest.first(code, KEY.verifyKey().base64());
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(URI.create(address + "/v1/registers/enrol"))
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                JsonText.write(request.toNode())))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return new Client(http, address, EnrolAnswer.read(read(answer)).holder());
    }

    /** The same register at another node. */
    Client at(int port) {
        return new Client(http, "http://127.0.0.1:" + port, holder);
    }

    Holder holder() {
        return holder;
    }

    HttpRequest signed(String verb, String path, Map<String, String> query, String body) {
        SignedRequest signed =
                new SignedRequest(
                        verb,
                        path,
                        query,
                        holder,
                        CanonicalForm.hash(body.getBytes(StandardCharsets.UTF_8)));
        StringBuilder target = new StringBuilder(address).append(path);
        char separator = '?';
        for (Map.Entry<String, String> entry : query.entrySet()) {
            target.append(separator).append(entry.getKey()).append('=').append(entry.getValue());
            separator = '&';
        }
        return HttpRequest.newBuilder(URI.create(target.toString()))
                .header(SignedRequest.REGISTER, holder.register())
                .header(SignedRequest.INCARNATION, Long.toString(holder.incarnation()))
                .header(SignedRequest.SIGNATURE, KEY.sign(signed.signedBytes()))
                .method(
                        verb,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    Node send(HttpRequest request) throws Exception {
        return read(http.send(request, HttpResponse.BodyHandlers.ofString()));
    }

    HttpRequest changes(String after, int wait, int limit) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("after", after);
        query.put("wait", Integer.toString(wait));
        query.put("limit", Integer.toString(limit));
        return signed("GET", "/v1/changes", query, "");
    }

    CompletableFuture<Integer> later(HttpRequest request) {
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenApply(HttpResponse::statusCode);
    }

    private static Node read(HttpResponse<String> answer)
            throws IOException, InvalidDocumentException {
        if (answer.statusCode() != 200) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return JsonText.read(answer.body(), "answer");
    }
}
