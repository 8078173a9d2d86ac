package loyalty.processor.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;
import loyalty.processor.member.Account;
import loyalty.processor.settings.Keys;
import loyalty.processor.settings.ProcessorSettings;
import loyalty.processor.store.Home;
import loyalty.processor.store.SqliteStore;
import loyalty.processor.store.StoreException;
import loyalty.processor.sync.Office;
import loyalty.processor.sync.Tokens;
import loyalty.protocol.sync.Answer.Outcome;
import loyalty.protocol.sync.Batch;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.text.JsonText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More than a processor can take: it says so, goes on, and loses nothing. */
class PressureTest {
    private static final int BURST = 20;
    private static final int QUEUE = 16;
    private static final int CONNECTIONS = 40;

    @TempDir private Path home;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private ProcessorServer server;
    private RegisterClient register;
    private Office office;

    /** One worker, a queue of sixteen, forty connections, bursts of twenty. */
    @BeforeEach
    void start() throws Exception {
        ProcessorSettings defaults = ProcessorSettings.defaults();
        ProcessorSettings settings =
                new ProcessorSettings(
                        new ProcessorSettings.Listen("127.0.0.1", 0, 1, CONNECTIONS),
                        Optional.empty(),
                        defaults.offline(),
                        Optional.empty(),
                        new ProcessorSettings.Limits(QUEUE, BURST / 2, BURST / 2));
        office =
                new Office(
                        SqliteStore.open(home.resolve("processor.db")),
                        Keys.in(home.resolve("keys")),
                        settings,
                        InstantSource.system());
        office.store()
                .transact(
                        Home.member("m-1"),
                        transaction -> {
                            office.save(transaction, new Account("m-1"));
                            return true;
                        });
        server = ProcessorServer.start(office);
        register = enrolled("msk-1-01");
    }

    private RegisterClient enrolled(String id) throws Exception {
        RegisterClient client = new RegisterClient(server.port());
        client.enrol(server.desks().registers().newCode(id, "msk-1"));
        return client;
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        server.close();
    }

    private Operation sale(RegisterClient of, String id) {
        Node.Mapping body = RegisterClient.sale(id, List.of(), List.of()).toNode();
        return of.operation(OperationKind.SALE, "m-1", body);
    }

    private HttpResponse<String> ready() throws Exception {
        return http.send(to("/ready").build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    @Test
    void aRegisterThatAsksTooOftenIsToldWhenToComeBackAndOthersAreServed() throws Exception {
        RegisterClient other = enrolled("msk-1-02");
        HttpResponse<String> last = register.call("GET", "/v1/members", Map.of("id", "m-1"), "");
        for (int i = 0; i < 100 * BURST && last.statusCode() == 200; i++) {
            last = register.call("GET", "/v1/members", Map.of("id", "m-1"), "");
        }
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValue("retry-after")).contains("1");
        assertThat(other.call("GET", "/v1/members", Map.of("id", "m-1"), "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aTokenThatAsksTooOftenIsToldToo() throws Exception {
        String token = new Tokens(office).make("busy", Set.of("audit"));
        HttpRequest request = to("/v1/audit").header("authorization", "Bearer " + token).build();
        HttpResponse<String> last = http.send(request, HttpResponse.BodyHandlers.ofString());
        for (int i = 0; i < 100 * BURST && last.statusCode() == 200; i++) {
            last = http.send(request, HttpResponse.BodyHandlers.ofString());
        }
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.body()).contains("too-many-requests").doesNotContain(token);
    }

    /** The one worker waits for the database, which somebody else holds. */
    @Test
    void whenTheQueueIsFullRegistersHearSoAndNothingIsLostOrDoubled() throws Exception {
        List<RegisterClient> registers = new ArrayList<>();
        List<Operation> sales = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            registers.add(enrolled("msk-2-" + i));
            sales.add(sale(registers.get(i), "s-" + i));
        }
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        CompletableFuture<Boolean> holder =
                CompletableFuture.supplyAsync(() -> hold(held, free), threads);
        held.await();
        CountDownLatch refused = new CountDownLatch(1);
        List<CompletableFuture<Boolean>> sent = new ArrayList<>();
        for (int i = 0; i < sales.size(); i++) {
            RegisterClient from = registers.get(i);
            Operation sale = sales.get(i);
            sent.add(CompletableFuture.supplyAsync(() -> booked(from, sale, refused), threads));
        }
        assertThat(refused.await(60, TimeUnit.SECONDS)).isTrue();
        free.countDown();
        assertThat(holder.get(60, TimeUnit.SECONDS)).isTrue();
        for (CompletableFuture<Boolean> each : sent) {
            each.get(60, TimeUnit.SECONDS);
        }
        for (int i = 0; i < sales.size(); i++) {
            assertThat(registers.get(i).send(sales.get(i)).answers().get(0).outcome())
                    .isIn(Outcome.KNOWN, Outcome.ACCEPTED);
        }
        assertThat(office.account("m-1").orElseThrow().purchasesSince(Instant.EPOCH)).isEqualTo(24);
    }

    private boolean hold(CountDownLatch held, CountDownLatch free) {
        try {
            return office.store()
                    .transact(
                            Home.member("m-1"),
                            transaction -> {
                                held.countDown();
                                return await(free);
                            });
        } catch (StoreException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** False if it was told that too much is waiting. */
    private static boolean booked(RegisterClient register, Operation sale, CountDownLatch refused) {
        try {
            String body = JsonText.write(new Batch(List.of(sale)).toNode());
            HttpResponse<String> answer = register.call("POST", "/v1/operations", Map.of(), body);
            if (answer.statusCode() == 503) {
                assertThat(answer.headers().firstValue("retry-after")).isPresent();
                refused.countDown();
            }
            return answer.statusCode() == 200;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aBatchTooLongIsRefusedAsAWhole() throws Exception {
        List<Operation> many = new ArrayList<>();
        for (int i = 0; i <= Batch.LIMIT; i++) {
            many.add(sale(register, "s-" + i));
        }
        Node.Mapping body = Tree.mapping().put("operations", many, Operation::toNode).node();
        HttpResponse<String> answer =
                register.call("POST", "/v1/operations", Map.of(), JsonText.write(body));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(office.account("m-1").orElseThrow().purchasesSince(Instant.EPOCH)).isZero();
    }

    @Test
    void aBodyTooLargeIsRefusedAndTheProcessorGoesOn() throws Exception {
        byte[] large = new byte[(16 << 20) + 1];
        HttpResponse<String> answer =
                http.send(
                        to("/v1/operations")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(large))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(ready().statusCode()).isEqualTo(200);
    }

    /** A quarter of a gigabyte of zeros in 256 KiB of gzip: unpacked no further than the limit. */
    @Test
    void aBodyThatUnpacksWithoutEndIsCutShortAndTheProcessorGoesOn() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 256; i++) {
                gzip.write(zeros);
            }
        }
        HttpResponse<String> answer =
                http.send(
                        to("/v1/operations")
                                .header("content-encoding", "gzip")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(ready().statusCode()).isEqualTo(200);
    }

    @Test
    void longPollsHoldNoWorker() throws Exception {
        String now = register.changes(office.store().horizon().text(), 0).cursor();
        List<CompletableFuture<Boolean>> polls = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            polls.add(CompletableFuture.supplyAsync(() -> waited(now), threads));
        }
        assertThat(ready().statusCode()).isEqualTo(200);
        register.send(sale(register, "s-1"));
        for (CompletableFuture<Boolean> each : polls) {
            assertThat(each.get(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void connectionsBeyondTheLimitAreClosedAtOnceAndTheOthersServed() throws Exception {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                open.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
            }
            try (Socket more = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                more.setSoTimeout(60_000);
                assertThat(closedByThem(more)).isTrue();
            }
        } finally {
            for (Socket each : open) {
                each.close();
            }
        }
        int status = 0;
        for (int i = 0; i < 1_000 && status != 200; i++) {
            status = tried();
        }
        assertThat(status).isEqualTo(200);
    }

    private static boolean closedByThem(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() == -1;
        } catch (SocketException reset) {
            return true;
        }
    }

    /** 0 while those that were closed are still counted. */
    private int tried() throws Exception {
        try {
            return ready().statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private boolean waited(String cursor) {
        try {
            return !register.changes(cursor, 30).changes().isEmpty();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
