package loyalty.benchmarks.processor;

import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import loyalty.processor.store.Home;
import loyalty.protocol.sync.Changes;

/** A change becomes known to registers that all wait for one: from its commit to each of them. */
final class FeedRun {
    private final int registers;
    private final int changes;

    FeedRun(Options options) {
        this.registers = options.number("registers", 1_000);
        this.changes = options.number("changes", 20);
    }

    void run() throws Exception {
        try (Nodes nodes = Nodes.start(1)) {
            nodes.members(100);
            HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            List<Client> clients = Shop.registers(http, nodes, registers);
            Percentiles times = new Percentiles();
            Percentiles slowest = new Percentiles();
            for (int i = 0; i < changes; i++) {
                round(nodes, clients, i, times, slowest);
            }
            System.out.println(registers + " registers wait, each change to each: " + times.text());
            System.out.println("to the last of them: " + slowest.text());
        }
    }

    private static void round(
            Nodes nodes, List<Client> clients, int number, Percentiles times, Percentiles slowest)
            throws Exception {
        String cursor = atTheEnd(clients.get(0), nodes);
        List<CompletableFuture<Long>> polls = new ArrayList<>();
        for (Client client : clients) {
            polls.add(
                    client.later(client.changes(cursor, 30, 100))
                            .thenApply(status -> status == 200 ? System.nanoTime() : 0L));
        }
        TimeUnit.SECONDS.sleep(2); // until all of them wait
        long start = System.nanoTime();
        nodes.office()
                .store()
                .transact(
                        Home.member(Shop.member(number)),
                        transaction -> {
                            var account = nodes.office().account(transaction).orElseThrow();
                            account.segment("s-" + number, true);
                            nodes.office().save(transaction, account);
                            return true;
                        });
        long last = 0;
        for (CompletableFuture<Long> poll : polls) {
            long elapsed = poll.get(60, TimeUnit.SECONDS) - start;
            if (elapsed <= 0) {
                throw new IllegalStateException("a register was answered before the change");
            }
            last = Math.max(last, elapsed);
            if (number > 1) {
                times.add(elapsed);
            }
        }
        if (number > 1) {
            slowest.add(last);
        }
    }

    private static String atTheEnd(Client client, Nodes nodes) throws Exception {
        String cursor = nodes.office().store().horizon().text();
        Changes page;
        do {
            page = Changes.read(client.send(client.changes(cursor, 0, 500)));
            cursor = page.cursor();
        } while (page.more());
        return cursor;
    }
}
