package loyalty.terminal.sync;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import loyalty.engine.document.Fields;
import loyalty.engine.document.InvalidDocumentException;
import loyalty.engine.document.Node;
import loyalty.engine.document.Problem;
import loyalty.protocol.identity.IdentifierHash;
import loyalty.protocol.sync.BatchAnswer;
import loyalty.protocol.sync.CanonicalForm;
import loyalty.protocol.sync.Changes;
import loyalty.protocol.sync.Contact;
import loyalty.protocol.sync.EnrolAnswer;
import loyalty.protocol.sync.EnrolRequest;
import loyalty.protocol.sync.MemberAnswer;
import loyalty.protocol.sync.PackDocument;
import loyalty.protocol.sync.ReservationAnswer;
import loyalty.protocol.sync.ReservationBody;
import loyalty.protocol.sync.ReservationRequest;
import loyalty.protocol.sync.RightsAnswer;
import loyalty.protocol.sync.RightsRequest;
import loyalty.protocol.sync.SaleAnswer;
import loyalty.protocol.sync.SignedRequest;
import loyalty.protocol.sync.TimeAnswer;
import loyalty.protocol.sync.TotalsReport;
import loyalty.protocol.text.JsonText;

/** The processor over its own HTTP protocol: JSON, gzip, each request signed. Any thread. */
public final class HttpProcessor implements Processor {
    private static final int GZIP_FROM_BYTES = 1_024;
    private static final Map<String, String> NOTHING = Map.of();

    private final Transport transport;
    private final Executor reading;
    private volatile Credentials credentials;
    private final Duration patience;

    /**
     * @param reading where answers are read, so that the transport's thread need not
     * @param patience for everything but long polls, which wait longer by what they ask for
     */
    public HttpProcessor(
            Transport transport, Executor reading, Credentials credentials, Duration patience) {
        this.transport = transport;
        this.reading = reading;
        this.credentials = credentials;
        this.patience = patience;
    }

    /** From now on requests are signed by somebody else: a new incarnation. */
    public void become(Credentials other) {
        credentials = other;
    }

    /** Reads one kind of answer. */
    private interface Shape<T> {
        T read(Node node) throws InvalidDocumentException;
    }

    @Override
    public CompletableFuture<EnrolAnswer> enrol(EnrolRequest request) {
        byte[] body = JsonText.bytes(request.toNode());
        return call("POST", "/v1/registers/enrol", NOTHING, body, false, EnrolAnswer::read);
    }

    @Override
    public CompletableFuture<EnrolAnswer> newIncarnation(EnrolRequest request) {
        return post("/v1/registers/incarnation", request.toNode(), EnrolAnswer::read);
    }

    @Override
    public CompletableFuture<BatchAnswer> upload(List<String> operations) {
        String body = "{\"operations\":[" + String.join(",", operations) + "]}";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return call("POST", "/v1/operations", NOTHING, bytes, true, BatchAnswer::read);
    }

    @Override
    public CompletableFuture<Changes> changes(String cursor, Duration wait, int limit) {
        Map<String, String> query =
                Map.of(
                        "after",
                        cursor,
                        "wait",
                        Long.toString(wait.toSeconds()),
                        "limit",
                        Integer.toString(limit));
        return exchange(
                "GET", "/v1/changes", query, new byte[0], true, patience.plus(wait), Changes::read);
    }

    @Override
    public CompletableFuture<Changes> snapshot(Optional<String> page, int limit) {
        Map<String, String> query = new HashMap<>();
        query.put("limit", Integer.toString(limit));
        page.ifPresent(token -> query.put("page", token));
        return get("/v1/snapshot", query, Changes::read);
    }

    @Override
    public CompletableFuture<ReservationAnswer> reserve(ReservationRequest request) {
        return post("/v1/reservations", request.toNode(), ReservationAnswer::read);
    }

    @Override
    public CompletableFuture<ReservationAnswer> confirmHold(ReservationBody body) {
        String path = "/v1/reservations/" + encoded(body.sale()) + "/confirm";
        return post(path, body.toNode(), ReservationAnswer::read);
    }

    @Override
    public CompletableFuture<ReservationAnswer> cancelHold(ReservationBody body) {
        String path = "/v1/reservations/" + encoded(body.sale()) + "/cancel";
        return post(path, body.toNode(), ReservationAnswer::read);
    }

    @Override
    public CompletableFuture<RightsAnswer> rights(RightsRequest request) {
        return post("/v1/rights", request.toNode(), RightsAnswer::read);
    }

    @Override
    public CompletableFuture<MemberAnswer> member(IdentifierHash code) {
        return get("/v1/members", Map.of("code", code.hex()), MemberAnswer::read);
    }

    @Override
    public CompletableFuture<MemberAnswer> memberById(String id) {
        return get("/v1/members", Map.of("id", id), MemberAnswer::read);
    }

    @Override
    public CompletableFuture<SaleAnswer> sale(String member, String sale) {
        return get("/v1/sales/" + encoded(sale), Map.of("member", member), SaleAnswer::read);
    }

    @Override
    public CompletableFuture<PackDocument> pack(String hash) {
        return get("/v1/packs/" + hash, NOTHING, PackDocument::read);
    }

    @Override
    public CompletableFuture<Contact> uploadPack(PackDocument pack) {
        byte[] body = JsonText.bytes(pack.toNode());
        return call("PUT", "/v1/packs/" + pack.hash(), NOTHING, body, true, HttpProcessor::contact);
    }

    @Override
    public CompletableFuture<Contact> totals(TotalsReport report) {
        return post("/v1/registers/totals", report.toNode(), HttpProcessor::contact);
    }

    @Override
    public CompletableFuture<TimeAnswer> time() {
        return call("GET", "/v1/time", NOTHING, new byte[0], false, TimeAnswer::read);
    }

    private static Contact contact(Node node) throws InvalidDocumentException {
        List<Problem> problems = new ArrayList<>();
        Fields fields = Fields.of(node, problems);
        Contact contact = Contact.read(fields.requiredMapping("contact"));
        fields.throwIfInvalid();
        return contact;
    }

    private <T> CompletableFuture<T> get(String path, Map<String, String> query, Shape<T> shape) {
        return call("GET", path, query, new byte[0], true, shape);
    }

    private <T> CompletableFuture<T> post(String path, Node body, Shape<T> shape) {
        return call("POST", path, NOTHING, JsonText.bytes(body), true, shape);
    }

    private <T> CompletableFuture<T> call(
            String method,
            String path,
            Map<String, String> query,
            byte[] body,
            boolean signed,
            Shape<T> shape) {
        return exchange(method, path, query, body, signed, patience, shape);
    }

    private <T> CompletableFuture<T> exchange(
            String method,
            String path,
            Map<String, String> query,
            byte[] body,
            boolean signed,
            Duration most,
            Shape<T> shape) {
        Map<String, String> headers = new HashMap<>();
        if (signed) {
            sign(headers, method, path, query, body);
        }
        byte[] packed = body;
        if (body.length > 0) {
            headers.put("content-type", "application/json");
        }
        if (body.length >= GZIP_FROM_BYTES) {
            packed = gzip(body);
            headers.put("content-encoding", "gzip");
        }
        String target = path + encoded(query);
        return transport
                .send(new Transport.Call(method, target, headers, packed, most))
                .thenApplyAsync(reply -> read(path, reply, shape), reading);
    }

    private void sign(
            Map<String, String> headers,
            String method,
            String path,
            Map<String, String> query,
            byte[] body) {
        Credentials who = credentials;
        SignedRequest request =
                new SignedRequest(method, path, query, who.holder(), CanonicalForm.hash(body));
        headers.put(SignedRequest.REGISTER, who.holder().register());
        headers.put(SignedRequest.INCARNATION, Long.toString(who.holder().incarnation()));
        headers.put(SignedRequest.SIGNATURE, who.key().sign(request.signedBytes()));
    }

    private static String encoded(Map<String, String> query) {
        return query.isEmpty()
                ? ""
                : new TreeMap<>(query)
                        .entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                                .collect(Collectors.joining("&", "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(body.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        return packed.toByteArray();
    }

    private static <T> T read(String path, Transport.Reply reply, Shape<T> shape) {
        if (reply.status() / 100 != 2) {
            throw new Failed(Problems.of(path, reply));
        }
        try {
            return shape.read(JsonText.read(reply.body(), path));
        } catch (InvalidDocumentException e) {
            throw new Failed(
                    new ProcessorException(
                            ProcessorFault.GARBLED,
                            "the answer of " + path + " cannot be read: " + e.getMessage(),
                            e));
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
