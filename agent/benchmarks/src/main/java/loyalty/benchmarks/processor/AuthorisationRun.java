package loyalty.benchmarks.processor;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import loyalty.engine.document.Node;
import loyalty.processor.load.MemberImport;
import loyalty.protocol.sync.LotPoints;
import loyalty.protocol.sync.ReservationAnswer;
import loyalty.protocol.sync.ReservationRequest;
import loyalty.protocol.text.JsonText;

/** How long a register waits for points to be held, with nothing else to do and under load. */
final class AuthorisationRun {
    private final int seconds;
    private final int perSecond;
    private final int members;
    private final int operations;

    AuthorisationRun(Options options) {
        this.seconds = options.number("seconds", 15);
        this.perSecond = options.number("rate", 50);
        this.members = options.number("members", 20_000);
        this.operations = options.number("operations", 300);
    }

    void run() throws Exception {
        try (Nodes nodes = Nodes.start(1)) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < members; i++) {
                text.append("{\"id\":\"")
                        .append(Shop.member(i))
                        .append("\",\"lots\":[{\"id\":\"l-");
                text.append(i).append("\",\"points\":\"1000\"}]}\n");
            }
            new MemberImport(nodes.office(), nodes.server().desks())
                    .run(text.toString(), "members.ndjson");
            HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            List<Client> clients = Shop.registers(http, nodes, 5);
            asked(clients.get(0), 0);
            System.out.println("at rest: " + asked(clients.get(0), 1).text());
            System.out.printf("under %d operations/s: %s%n", operations, loaded(clients));
        }
    }

    private String loaded(List<Client> clients) throws Exception {
        AtomicBoolean stopped = new AtomicBoolean();
        List<CompletableFuture<Integer>> loads = new ArrayList<>();
        Shop shop = new Shop();
        int writers = clients.size() - 1;
        int each = 10;
        for (Client client : clients.subList(1, clients.size())) {
            int batches = (seconds + 2) * operations / writers / each;
            List<Shop.Signed> ready = shop.batches(client, batches, each, members);
            long pause = TimeUnit.SECONDS.toNanos(1) * each * writers / operations;
            loads.add(CompletableFuture.supplyAsync(() -> paced(client, ready, pause, stopped)));
        }
        Percentiles times = asked(clients.get(0), 2);
        stopped.set(true);
        int sent = 0;
        for (CompletableFuture<Integer> load : loads) {
            sent += load.get();
        }
        return times.text() + " (" + sent + " operations booked meanwhile)";
    }

    private static int paced(
            Client client, List<Shop.Signed> ready, long pause, AtomicBoolean stopped) {
        int done = 0;
        long next = System.nanoTime();
        try {
            for (Shop.Signed batch : ready) {
                if (stopped.get()) {
                    break;
                }
                done += OperationsRun.send(client, List.of(batch));
                next += pause;
                TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
            }
            return done;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** At a fixed rate, whether or not earlier answers came: waiting in a queue is measured too. */
    private Percentiles asked(Client client, int round) throws Exception {
        Percentiles times = new Percentiles();
        List<HttpRequest> ready = new ArrayList<>();
        for (int i = 0; i < seconds * perSecond; i++) {
            int member = (i * 7 + round) % members;
            Node wish =
                    new ReservationRequest(
                                    "s-" + round + "-" + i,
                                    Shop.member(member),
                                    List.of(new LotPoints("l-" + member, 10)),
                                    true)
                            .toNode();
            ready.add(client.signed("POST", "/v1/reservations", Map.of(), JsonText.write(wish)));
        }
        ScheduledExecutorService clock = Executors.newScheduledThreadPool(8);
        List<Future<?>> sent = new ArrayList<>();
        long period = TimeUnit.SECONDS.toNanos(1) / perSecond;
        for (int i = 0; i < ready.size(); i++) {
            HttpRequest request = ready.get(i);
            sent.add(
                    clock.schedule(
                            () -> timed(client, request, times), i * period, TimeUnit.NANOSECONDS));
        }
        clock.shutdown();
        if (!clock.awaitTermination(Duration.ofMinutes(2).toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("answers are missing");
        }
        for (Future<?> each : sent) {
            each.get();
        }
        return times;
    }

    private static void timed(Client client, HttpRequest request, Percentiles times) {
        long start = System.nanoTime();
        try {
            ReservationAnswer answer = ReservationAnswer.read(client.send(request));
            if (answer.held().isEmpty()) {
                throw new IllegalStateException("nothing held: " + answer.limitedBy());
            }
            times.add(System.nanoTime() - start);
        } catch (Exception e) {
            System.out.println("failed: " + e);
        }
    }
}
