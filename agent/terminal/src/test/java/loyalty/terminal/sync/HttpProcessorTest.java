package loyalty.terminal.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import loyalty.protocol.http.Answer;
import loyalty.protocol.http.Handler;
import loyalty.protocol.http.HttpServer;
import loyalty.protocol.http.Refusal;
import loyalty.protocol.http.Request;
import loyalty.protocol.http.Routes;
import loyalty.protocol.http.Service;
import loyalty.protocol.http.Verb;
import loyalty.protocol.identity.IdentifierHash;
import loyalty.protocol.identity.SigningKey;
import loyalty.protocol.sync.BatchAnswer;
import loyalty.protocol.sync.CanonicalForm;
import loyalty.protocol.sync.Changes;
import loyalty.protocol.sync.Contact;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.SignedRequest;
import loyalty.protocol.sync.TimeAnswer;
import loyalty.terminal.clock.Ticker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over a real socket: what is sent, how it is signed, and what becomes of bad answers. */
class HttpProcessorTest {
    private static final Contact CONTACT =
            new Contact(
                    Instant.parse("2026-11-25T09:30:00Z"),
                    Duration.ofDays(3),
                    "g1",
                    Contact.Standing.LIVE,
                    false);

    private final SigningKey key = SigningKey.generate();
    private final ConcurrentLinkedQueue<Request> seen = new ConcurrentLinkedQueue<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private Handler behaviour = request -> Answer.nothing();
    private Processor processor;

    @BeforeEach
    void start() throws IOException {
        Handler recording =
                request -> {
                    seen.add(request);
                    return behaviour.answer(request);
                };
        Routes routes =
                new Routes()
                        .on(Verb.POST, "/v1/operations", "", recording)
                        .get("/v1/changes", recording)
                        .get("/v1/members", recording)
                        .get("/v1/time", recording);
        HttpServer server =
                HttpServer.start(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        Service.of(routes));
        open.add(server);
        processor = at(server.port());
        open.add(0, processor);
    }

    private Processor at(int port) {
        URI base = URI.create("http://127.0.0.1:" + port);
        Credentials who = new Credentials(new Holder("r-1", 7), key);
        return new HttpProcessor(
                new NettyTransport(base, Optional.empty(), 4),
                Runnable::run,
                who,
                Duration.ofSeconds(5));
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(10, TimeUnit.SECONDS);
    }

    private static ProcessorException failure(CompletableFuture<?> future) {
        Throwable thrown = catchThrowable(() -> future.get(10, TimeUnit.SECONDS));
        return Problems.of(thrown.getCause());
    }

    private boolean signed(Request request) {
        Map<String, String> query = new HashMap<>();
        request.query().forEach((name, values) -> query.put(name, values.get(0)));
        Holder holder =
                new Holder(
                        request.header(SignedRequest.REGISTER).orElseThrow(),
                        Long.parseLong(request.header(SignedRequest.INCARNATION).orElseThrow()));
        SignedRequest signed =
                new SignedRequest(
                        request.verb().name(),
                        request.path(),
                        query,
                        holder,
                        CanonicalForm.hash(request.body()));
        return key.verifyKey()
                .verifies(
                        signed.signedBytes(),
                        request.header(SignedRequest.SIGNATURE).orElseThrow());
    }

    @Test
    void aBatchGoesUpPackedAndSignedExactlyAsItWasWritten() throws Exception {
        behaviour =
                request ->
                        Answer.json(
                                200,
                                new BatchAnswer(List.of(), 9, Duration.ofDays(30), CONTACT)
                                        .toNode());
        String operation =
                "{\"id\":\"" + UUID.randomUUID() + "\",\"text\":\"" + "ж".repeat(2_000) + "\"}";
        BatchAnswer answer = get(processor.upload(List.of(operation, operation)));
        assertThat(answer.seq()).isEqualTo(9);
        Request request = seen.remove();
        assertThat(request.text())
                .isEqualTo("{\"operations\":[" + operation + "," + operation + "]}");
        assertThat(signed(request)).isTrue();
    }

    @Test
    void aCursorWithStrangeCharactersArrivesAsItWas() throws Exception {
        behaviour =
                request ->
                        Answer.json(
                                200,
                                new Changes(List.of(), "c+2/=& ю", Optional.empty(), false, CONTACT)
                                        .toNode());
        Changes changes = get(processor.changes("a+b/=&% ю", Duration.ofSeconds(1), 50));
        assertThat(changes.cursor()).isEqualTo("c+2/=& ю");
        Request request = seen.remove();
        assertThat(request.parameter("after")).contains("a+b/=&% ю");
        assertThat(signed(request)).isTrue();
    }

    @Test
    void refusalsAreToldApart() {
        IdentifierHash nobody = new IdentifierHash("0".repeat(64));
        behaviour =
                request -> {
                    throw new Refusal(404, "member-unknown", "no such member");
                };
        assertThat(failure(processor.member(nobody)).fault())
                .isEqualTo(ProcessorFault.MEMBER_UNKNOWN);
        behaviour =
                request -> {
                    throw new Refusal(503, "busy", "later");
                };
        assertThat(failure(processor.member(nobody)).fault()).isEqualTo(ProcessorFault.BUSY);
        behaviour = request -> Answer.json(200, "{\"something\":\"else\"}");
        assertThat(failure(processor.member(nobody)).fault()).isEqualTo(ProcessorFault.GARBLED);
        behaviour = request -> Answer.text(200, "<html>a login page of some router</html>");
        assertThat(failure(processor.member(nobody)).fault()).isEqualTo(ProcessorFault.GARBLED);
    }

    @Test
    void aClosedPortIsUnreachable() throws Exception {
        int port;
        try (java.net.ServerSocket free = new java.net.ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Processor nobody = at(port);
        open.add(0, nobody);
        assertThat(failure(nobody.time()).fault()).isEqualTo(ProcessorFault.UNREACHABLE);
    }

    @Test
    void manyCallsShareFewConnections() throws Exception {
        behaviour = request -> Answer.json(200, new TimeAnswer(CONTACT.time(), "g1").toNode());
        List<CompletableFuture<TimeAnswer>> calls = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            calls.add(processor.time());
        }
        for (CompletableFuture<TimeAnswer> call : calls) {
            assertThat(get(call).generation()).isEqualTo("g1");
        }
    }

    @Test
    void afterSomeFailuresTheProcessorIsLeftAlone() throws Exception {
        behaviour =
                request -> {
                    throw new Refusal(503, "busy", "later");
                };
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        open.add(scheduler::shutdownNow);
        long[] nanos = {0};
        Ticker ticker = () -> nanos[0];
        GuardedProcessor guarded =
                new GuardedProcessor(processor, Duration.ofSeconds(5), scheduler, ticker);
        for (int i = 0; i < 3; i++) {
            assertThat(failure(guarded.time()).fault()).isEqualTo(ProcessorFault.BUSY);
        }
        int asked = seen.size();
        assertThat(catchThrowable(() -> get(guarded.time())).getCause())
                .as("as callers see it, who know what to do without a processor")
                .isInstanceOfSatisfying(
                        ProcessorException.class,
                        e -> assertThat(e.fault()).isEqualTo(ProcessorFault.NOT_ASKED));
        assertThat(seen).hasSize(asked);
        assertThat(guarded.figures().breaker()).isEqualTo("OPEN");
        behaviour = request -> Answer.json(200, new TimeAnswer(CONTACT.time(), "g1").toNode());
        nanos[0] = Duration.ofSeconds(4).toNanos();
        get(guarded.time());
        get(guarded.time());
        assertThat(guarded.figures().breaker()).isEqualTo("CLOSED");
    }
}
