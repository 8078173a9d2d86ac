package loyalty.benchmarks.processor;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import loyalty.protocol.sync.Answer;
import loyalty.protocol.sync.BatchAnswer;

/** Registers drain what an outage left; then the same rows by plain JDBC, in the same run. */
final class OperationsRun {
    private static final double NANOS = 1e9;

    private final int operations;
    private final int registers;
    private final int batch;
    private final int members;
    private final int nodes;

    /** What the last run cost. */
    private String effort = "";

    OperationsRun(Options options) {
        this.operations = options.number("operations", 10_000);
        this.registers = options.number("registers", 4);
        this.batch = options.number("batch", 100);
        this.members = options.number("members", 50_000);
        this.nodes = options.number("nodes", 2);
    }

    void run() throws Exception {
        double one = drained(1, true);
        if (nodes > 1) {
            double two = drained(nodes, false);
            System.out.printf("%d nodes : one node = %.2f%n", nodes, two / one);
        }
    }

    private double drained(int count, boolean beside) throws Exception {
        try (Nodes running = Nodes.start(count)) {
            running.members(members);
            HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            List<Client> clients = Shop.registers(http, running, registers);
            // as much again, so that what is measured is compiled code
            drain(clients, operations);
            List<Client> fresh = new ArrayList<>();
            for (int i = 0; i < registers; i++) {
                fresh.add(
                        Client.enrolled(
                                http, running.port(i), running.newCode("msk-2-" + i, "msk-2")));
            }
            double perSecond = drain(fresh, operations);
            System.out.printf(
                    "%d node(s), %d registers, batches of %d, %d members: %.0f operations/s;"
                            + " processor time %s%n",
                    count, registers, batch, members, perSecond, effort);
            if (beside) {
                double bare = bare(running);
                System.out.printf(
                        "bare insert of the same rows, %d connections, a transaction each:"
                                + " %.0f operations/s, processor time %s; ours is %.2f of it%n",
                        registers, bare, effort, perSecond / bare);
            }
            return perSecond;
        }
    }

    private double drain(List<Client> clients, int all) throws Exception {
        Shop shop = new Shop();
        List<Callable<Integer>> work = new ArrayList<>();
        int batches = Math.max(1, all / clients.size() / batch);
        for (Client client : clients) {
            List<Shop.Signed> ready = shop.batches(client, batches, batch, members);
            work.add(() -> send(client, ready));
        }
        return timed(work);
    }

    private double timed(List<Callable<Integer>> work) throws Exception {
        Effort before = Effort.now();
        long start = System.nanoTime();
        int done = together(work);
        double seconds = (System.nanoTime() - start) / NANOS;
        effort = Effort.now().since(before, done);
        return done / seconds;
    }

    static int send(Client client, List<Shop.Signed> ready) throws Exception {
        int done = 0;
        for (Shop.Signed each : ready) {
            BatchAnswer answer = BatchAnswer.read(client.send(each.request()));
            for (Answer one : answer.answers()) {
                boolean booked =
                        one.outcome() == Answer.Outcome.ACCEPTED
                                || one.outcome() == Answer.Outcome.CORRECTED;
                if (!booked) {
                    throw new IllegalStateException("not booked: " + one);
                }
                done++;
            }
        }
        return done;
    }

    private double bare(Nodes running) throws Exception {
        BareInsert bare = new BareInsert(running.postgres());
        int rows = bare.prepare();
        int share = rows / registers;
        List<Callable<Integer>> work = new ArrayList<>();
        for (int i = 0; i < registers; i++) {
            int from = i * share;
            work.add(
                    () -> {
                        bare.write(from, from + share);
                        return share;
                    });
        }
        return timed(work);
    }

    static int together(List<Callable<Integer>> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        int sum = 0;
        for (Future<Integer> each : threads.invokeAll(work)) {
            sum += each.get();
        }
        threads.shutdown();
        if (!threads.awaitTermination(Duration.ofMinutes(1).toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("threads do not end");
        }
        return sum;
    }
}
