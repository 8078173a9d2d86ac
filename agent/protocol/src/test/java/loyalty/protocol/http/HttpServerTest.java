package loyalty.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpServerTest {
    private static final Limits SMALL =
            new Limits(
                    1000, 2000, Duration.ofMillis(300), Duration.ofSeconds(5), 1, 1, 100, 10_000);

    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CompletableFuture<Answer> later = new CompletableFuture<>();
    private final BlockingQueue<WebSocketClient> sockets = new LinkedBlockingQueue<>();
    private final HttpServer server = start(SMALL);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void stop() {
        release.countDown();
        server.close();
    }

    private HttpServer start(Limits limits) {
        Routes routes =
                new Routes()
                        .get("/hello/{name}", r -> Answer.text(200, "hello " + r.place("name")))
                        .get("/hello/all", r -> Answer.text(200, "hello everybody"))
                        .get("/long", r -> Answer.text(200, "x".repeat(5000)))
                        .get("/broken", r -> broken())
                        .get("/wait", this::waitForRelease)
                        .on(Verb.POST, "/echo", "", r -> Answer.text(200, r.text()))
                        .on(Verb.GET, "/secret", "read", r -> Answer.text(200, "told"))
                        .later(Verb.GET, "/later", "", r -> later)
                        .socket("/events", "", (socket, r) -> sockets.add(socket))
                        .socket("/secret-events", "read", (socket, r) -> sockets.add(socket));
        Guard guard =
                (request, scope) -> {
                    if (!scope.isEmpty() && request.header("authorization").isEmpty()) {
                        throw new Refusal(401, "token-needed", "Say who you are.");
                    }
                };
        try {
            InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            return HttpServer.start(any, Service.of(routes).guarded(guard).limited(limits));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Answer broken() {
        throw new IllegalStateException("card 2900000012343 in an error text");
    }

    private Answer waitForRelease(Request request) throws InterruptedException {
        entered.countDown();
        release.await();
        return Answer.text(200, "released");
    }

    @Test
    void aRouteWithoutANameWinsOverOneWithAName() throws Exception {
        assertThat(get("/hello/all").body()).isEqualTo("hello everybody");
        assertThat(get("/hello/Anna%20K.%2F+").body()).isEqualTo("hello Anna K./+");
    }

    @Test
    void anUnknownAddressIsAProblemDocument() throws Exception {
        HttpResponse<String> response = get("/nothing");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("content-type"))
                .contains("application/problem+json");
        assertThat(response.body()).contains("\"code\":\"no-such-address\"", "/nothing");
    }

    @Test
    void anotherMethodIsRefusedAndTheRightOneNamed() throws Exception {
        HttpResponse<String> response = post("/long", "");
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("allow")).contains("GET");
    }

    @Test
    void aFailureOfOursTellsAnIncidentAndNoDetails() throws Exception {
        HttpResponse<String> response = get("/broken");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body())
                .contains("\"code\":\"internal\"")
                .doesNotContain("2900000012343");
    }

    @Test
    void tooLargeABodyIsRefusedAndTheServerGoesOn() throws Exception {
        assertThat(post("/echo", "x".repeat(1001)).statusCode()).isEqualTo(413);
        assertThat(post("/echo", "x".repeat(1000)).statusCode()).isEqualTo(200);
    }

    @Test
    void tooLargeHeadersAreRefused() throws Exception {
        HttpRequest request = to("/long").header("x-much", "x".repeat(3000)).build();
        assertThat(send(request).statusCode()).isEqualTo(431);
    }

    @Test
    void aStrangersHostNameIsRefused() throws Exception {
        assertThat(raw("GET /hello/all HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
                .startsWith("HTTP/1.1 421")
                .contains("wrong-host");
    }

    @Test
    void aForeignPageIsRefusedAndOurOwnIsNot() throws Exception {
        HttpRequest foreign = to("/long").header("origin", "https://evil.example").build();
        HttpRequest own = to("/long").header("origin", "http://127.0.0.1:" + server.port()).build();
        assertThat(send(foreign).statusCode()).isEqualTo(403);
        assertThat(send(own).statusCode()).isEqualTo(200);
    }

    @Test
    void aGuardedRouteAsksWhoItIs() throws Exception {
        assertThat(get("/secret").statusCode()).isEqualTo(401);
        assertThat(send(to("/secret").header("authorization", "Bearer x").build()).body())
                .isEqualTo("told");
    }

    @Test
    void whenAllWorkersAreTakenTheNextHearBusyAtOnce() throws Exception {
        CompletableFuture<HttpResponse<String>> working = later("/wait");
        entered.await();
        HttpResponse<String> refused = untilBusy();
        assertThat(refused.body()).contains("\"code\":\"busy\"");
        assertThat(refused.headers().firstValue("retry-after")).contains("1");
        release.countDown();
        assertThat(working.get().body()).isEqualTo("released");
        assertThat(untilServed().body()).isEqualTo("hello everybody");
    }

    /** The one that waited may still be at the worker for a moment. */
    private HttpResponse<String> untilServed() throws Exception {
        HttpResponse<String> answer = get("/hello/all");
        for (int i = 0; i < 100 && answer.statusCode() == 503; i++) {
            answer = get("/hello/all");
        }
        return answer;
    }

    private HttpResponse<String> untilBusy() throws Exception {
        for (int i = 0; i < 100; i++) {
            CompletableFuture<HttpResponse<String>> one = later("/hello/all");
            try {
                return one.get(200, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                one.cancel(true);
            }
        }
        throw new AssertionError("never busy");
    }

    @Test
    void aLateAnswerHoldsNoWorker() throws Exception {
        CompletableFuture<HttpResponse<String>> waiting = later("/later");
        assertThat(get("/hello/all").statusCode()).isEqualTo(200);
        later.complete(Answer.text(200, "at last"));
        assertThat(waiting.get().body()).isEqualTo("at last");
    }

    @Test
    void aLateRefusalIsAProblemDocumentToo() throws Exception {
        later.completeExceptionally(new Refusal(410, "cursor-gone", "Load the snapshot."));
        assertThat(get("/later").statusCode()).isEqualTo(410);
    }

    @Test
    void longTextIsPackedForThoseWhoAcceptIt() throws Exception {
        HttpRequest request = to("/long").header("accept-encoding", "gzip").build();
        HttpResponse<byte[]> response =
                client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(response.body().length).isLessThan(200);
    }

    @Test
    void requestsInOneBreathAreAnsweredInOrder() throws Exception {
        String one = "GET /hello/a HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String two = "GET /hello/b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        String answers = raw(one + two);
        assertThat(answers.indexOf("hello a")).isPositive().isLessThan(answers.indexOf("hello b"));
    }

    @Test
    void aRequestThatTricklesInIsCutOff() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write("GET /hello/a HT".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void nonsenseIsToldToBeNonsense() throws Exception {
        assertThat(raw("\u0001\u0002 nonsense\r\n\r\n")).startsWith("HTTP/1.1 400");
    }

    @Test
    void aSocketHearsWhatIsSentAndTheServersGoodbye() throws Exception {
        Listener listener = new Listener();
        open("/events", listener).join();
        WebSocketClient socket = sockets.take();
        assertThat(socket.send("{\"event\":\"scan\"}")).isTrue();
        assertThat(listener.heard.poll(5, TimeUnit.SECONDS)).isEqualTo("{\"event\":\"scan\"}");
        server.close();
        assertThat(listener.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1001);
    }

    @Test
    void aSocketThatMayNotIsNotOpened() {
        assertThatThrownBy(() -> open("/secret-events", new Listener()).join())
                .hasStackTraceContaining("401");
    }

    @Test
    void aSocketThatDoesNotReadIsSentAway() throws Exception {
        Listener listener = new Listener();
        listener.reading = false;
        open("/events", listener).join();
        WebSocketClient socket = sockets.take();
        String much = "x".repeat(100_000);
        int sent = 0;
        while (socket.send(much)) {
            sent++;
            assertThat(sent).isLessThan(10_000);
        }
        assertThat(socket.open()).isFalse();
    }

    @Test
    void aTakenPortIsNamed() {
        InetSocketAddress taken =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
        assertThatThrownBy(() -> HttpServer.start(taken, Service.of(new Routes())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(":" + server.port());
    }

    @Test
    void tooManyRequestsOfOneAddressAreSlowedDown() throws Exception {
        RateLimit rate = new RateLimit(1, () -> 0);
        rate.take("a");
        rate.take("a");
        rate.take("b");
        assertThatThrownBy(() -> rate.take("a"))
                .isInstanceOf(Refusal.class)
                .extracting("status")
                .isEqualTo(429);
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(to(path).build());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(to(path).POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private CompletableFuture<HttpResponse<String>> later(String path) {
        return client.sendAsync(to(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private CompletableFuture<WebSocket> open(String path, Listener listener) {
        URI uri = URI.create("ws://127.0.0.1:" + server.port() + path);
        return client.newWebSocketBuilder().buildAsync(uri, listener);
    }

    private String raw(String text) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static final class Listener implements WebSocket.Listener {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private boolean reading = true;

        @Override
        public void onOpen(WebSocket socket) {
            if (reading) {
                socket.request(Long.MAX_VALUE);
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            heard.add(data.toString());
            return CompletableFuture.completedStage(List.of());
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed.complete(status);
            return CompletableFuture.completedStage(List.of());
        }
    }
}
