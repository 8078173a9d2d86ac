package loyalty.processor.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.protocol.identity.SigningKey;
import loyalty.protocol.sync.Batch;
import loyalty.protocol.sync.BatchAnswer;
import loyalty.protocol.sync.CanonicalForm;
import loyalty.protocol.sync.Changes;
import loyalty.protocol.sync.ClockQuality;
import loyalty.protocol.sync.EnrolAnswer;
import loyalty.protocol.sync.EnrolRequest;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.LotGrant;
import loyalty.protocol.sync.MemberAnswer;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.sync.ReservationAnswer;
import loyalty.protocol.sync.RightsAnswer;
import loyalty.protocol.sync.SaleBody;
import loyalty.protocol.sync.SignedRequest;
import loyalty.protocol.text.JsonText;

/** A register made of a key and an HTTP client, enough to ask a processor everything. */
final class RegisterClient {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final HttpClient http = HTTP;
    private final String address;
    private final SigningKey key;
    private Holder holder = new Holder("nobody", 1);
    private long seq;
    private String previous = "";

    RegisterClient(int port) {
        this("http://127.0.0.1:" + port, SigningKey.generate());
    }

    private RegisterClient(String address, SigningKey key) {
        this.address = address;
        this.key = key;
    }

    /** The same register once more, as if its disk had been copied. */
    RegisterClient copy() {
        RegisterClient copy = new RegisterClient(address, key);
        copy.holder = holder;
        copy.seq = seq;
        copy.previous = previous;
        return copy;
    }

    /** The same machine as it was in another life. */
    RegisterClient inLife(long incarnation) {
        RegisterClient then = copy();
        then.holder = new Holder(holder.register(), incarnation);
        return then;
    }

    /** The same register, asking another node. */
    RegisterClient at(int port) {
        RegisterClient there = new RegisterClient("http://127.0.0.1:" + port, key);
        there.holder = holder;
        return there;
    }

    /** False if nobody was there. */
    boolean tries(Operation operation) throws Exception {
        try {
            send(operation);
            return true;
        } catch (IOException | IllegalStateException e) {
            return false;
        }
    }

    EnrolAnswer enrol(String code) throws Exception {
        return enrol(code, 0);
    }

    /** As a machine that knows of a latest life. */
    EnrolAnswer enrol(String code, long latest) throws Exception {
        String publicKey = key.verifyKey().base64();
        EnrolRequest request = new EnrolRequest(code, publicKey, "again", latest);
        HttpResponse<String> response =
                http.send(
                        HttpRequest.newBuilder(URI.create(address + "/v1/registers/enrol"))
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                JsonText.write(request.toNode())))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        EnrolAnswer answer = EnrolAnswer.read(document(response));
        holder = answer.holder();
        return answer;
    }

    Holder holder() {
        return holder;
    }

    String sign(byte[] content) {
        return key.sign(content);
    }

    /** Another operation under the number of one, by whoever wrote that one. */
    Operation again(Operation number, OperationKind kind, Node.Mapping body) {
        RegisterClient author = copy();
        author.holder = number.holder();
        author.seq = number.seq() - 1;
        return author.operation(kind, number.member().orElseThrow(), body);
    }

    /** What it did before it was enrolled, of which nobody has heard yet. */
    Operation beforeEnrolment(OperationKind kind, String member, Node.Mapping body) {
        return beforeEnrolment(holder.register(), kind, member, body);
    }

    /** As the machine was called before somebody enrolled it under its present name. */
    Operation beforeEnrolment(String name, OperationKind kind, String member, Node.Mapping body) {
        RegisterClient before = copy();
        before.holder = new Holder(name, 0);
        before.seq = 0;
        before.previous = "";
        return before.operation(kind, member, body);
    }

    Operation operation(OperationKind kind, String member, Node.Mapping body) {
        return operation(kind, member, body, "");
    }

    Operation operation(OperationKind kind, String member, Node.Mapping body, String pack) {
        return operation(kind, Optional.of(member), body, pack, Optional.empty());
    }

    /** The same with a mended body, in place of one that was rejected. */
    Operation replacing(Operation rejected, Node.Mapping body) {
        return operation(
                rejected.kind(),
                rejected.member(),
                body,
                rejected.pack(),
                Optional.of(rejected.id()));
    }

    /** With no member. */
    Operation anonymous(OperationKind kind, Node.Mapping body, String pack) {
        return operation(kind, Optional.empty(), body, pack, Optional.empty());
    }

    private Operation operation(
            OperationKind kind,
            Optional<String> member,
            Node.Mapping body,
            String pack,
            Optional<UUID> replaces) {
        seq++;
        Operation operation =
                new Operation(
                        UUID.randomUUID(),
                        holder,
                        seq,
                        member,
                        kind,
                        body,
                        pack,
                        "1",
                        Instant.parse("2026-11-25T12:00:00Z"),
                        ClockQuality.TRUSTED,
                        previous,
                        replaces,
                        List.of());
        previous = operation.hash();
        return operation;
    }

    static SaleBody sale(String id, List<SaleBody.Spend> spends, List<LotGrant> created) {
        Node.Mapping none = Tree.mapping().node();
        Node.Mapping sold =
                Tree.mapping()
                        .put(
                                "lines",
                                List.of("1"),
                                line -> Tree.mapping().put("id", line).put("quantity", "2").node())
                        .node();
        return new SaleBody(
                id,
                "R-" + id,
                "msk-1",
                "2026-11-25",
                Optional.of("17"),
                none,
                none,
                sold,
                Optional.empty(),
                1,
                spends,
                created,
                List.of(),
                new SaleBody.Money(10_000, 0, 1_000, 9_000),
                List.of(),
                List.of(),
                List.of());
    }

    BatchAnswer send(Operation... operations) throws Exception {
        return BatchAnswer.read(post("/v1/operations", new Batch(List.of(operations)).toNode()));
    }

    RightsAnswer rights(Node body) throws Exception {
        return RightsAnswer.read(post("/v1/rights", body));
    }

    ReservationAnswer reservation(String path, Node body) throws Exception {
        return ReservationAnswer.read(post("/v1/reservations" + path, body));
    }

    MemberAnswer member(String id) throws Exception {
        return MemberAnswer.read(get("/v1/members", Map.of("id", id)));
    }

    Changes changes(String after, int wait) throws Exception {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("after", after);
        query.put("wait", Integer.toString(wait));
        return Changes.read(get("/v1/changes", query));
    }

    List<Changes> snapshot() throws Exception {
        List<Changes> pages = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            Map<String, String> query = new LinkedHashMap<>();
            query.put("limit", "3");
            token.ifPresent(page -> query.put("page", page));
            Changes page = Changes.read(get("/v1/snapshot", query));
            pages.add(page);
            token = page.next();
        } while (token.isPresent());
        return pages;
    }

    Node post(String path, Node body) throws Exception {
        return document(call("POST", path, Map.of(), JsonText.write(body)));
    }

    Node get(String path, Map<String, String> query) throws Exception {
        return document(call("GET", path, query, ""));
    }

    HttpResponse<String> call(String method, String path, Map<String, String> query, String body)
            throws IOException, InterruptedException {
        SignedRequest signed =
                new SignedRequest(
                        method,
                        path,
                        query,
                        holder,
                        CanonicalForm.hash(body.getBytes(StandardCharsets.UTF_8)));
        StringBuilder target = new StringBuilder(path);
        String separator = "?";
        for (Map.Entry<String, String> entry : query.entrySet()) {
            target.append(separator).append(entry.getKey()).append('=').append(entry.getValue());
            separator = "&";
        }
        return http.send(
                HttpRequest.newBuilder(URI.create(address + target))
                        .method(
                                method,
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body))
                        .header(SignedRequest.REGISTER, holder.register())
                        .header(SignedRequest.INCARNATION, Long.toString(holder.incarnation()))
                        .header(SignedRequest.SIGNATURE, key.sign(signed.signedBytes()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static Node document(HttpResponse<String> response) throws InvalidDocumentException {
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return JsonText.read(response.body(), "answer");
    }
}
