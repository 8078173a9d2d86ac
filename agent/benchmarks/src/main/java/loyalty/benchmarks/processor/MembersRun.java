package loyalty.benchmarks.processor;

import java.io.BufferedWriter;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import loyalty.engine.document.Node;
import loyalty.processor.load.Jobs;
import loyalty.protocol.sync.Changes;
import loyalty.protocol.text.JsonText;

/**
 * Millions of generated members through {@code processor import}, in a process of its own with its
 * time and memory; then points for many of them as one operation, and one register that reads all
 * those changes.
 */
final class MembersRun {
    private static final double NANOS = 1e9;
    private static final String HEAP = "-Xmx256m";
    private static final long GRANT = 5_000;

    private final int members;
    private final int changes;

    MembersRun(Options options) {
        this.members = options.number("members", 5_000_000);
        this.changes = options.number("changes", Math.min(1_000_000, members));
    }

    void run() throws Exception {
        try (Nodes nodes = Nodes.start(1)) {
            Path home = Path.of("var", "benchmark").toAbsolutePath();
            Path file = home.resolve("members.csv");
            long start = System.nanoTime();
            generate(file);
            System.out.printf(
                    "%d members in %s, %d MB, made in %.0f s%n",
                    members, file, Files.size(file) >> 20, (System.nanoTime() - start) / NANOS);
            imported(nodes, home, file);
            MembersCheck check = new MembersCheck(nodes.postgres());
            check.imported(
                    members, IntStream.range(0, members).mapToLong(MembersRun::points).sum());
            String cursor = nodes.office().store().horizon().text();
            granted(nodes);
            check.grants(changes, Math.multiplyExact(GRANT, (long) changes));
            read(nodes, cursor);
        }
    }

    /** Some have the segment that the grant goes to. */
    private void generate(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(
                    "phone,card,name,birthday,city,tier,joined,segments,lifetimeSpend,points,expires");
            out.newLine();
            for (int i = 0; i < members; i++) {
                out.write(line(i));
                out.newLine();
            }
        }
    }

    /** Put together by hand: formatting millions of lines would take longer than importing them. */
    private String line(int number) {
        String digits = Integer.toString(100_000_000 + number).substring(1);
        return "+3752"
                + digits
                + ",29000"
                + digits
                + ",Анна К"
                + number % 1_000
                + ",19"
                + (50 + number % 50)
                + "-0"
                + (1 + number % 9)
                + "-1"
                + number % 10
                + ",Минск,Gold,2026-01-"
                + (10 + number % 19)
                + (number < changes ? ",chosen," : ",others,")
                + number % 9_000
                + ".50,"
                + points(number)
                + ",2027-05-01";
    }

    private static long points(int number) {
        return number % 500;
    }

    private void imported(Nodes nodes, Path home, Path file) throws Exception {
        Path settings = home.resolve("processor.yaml");
        Files.writeString(
                settings,
                """
                postgres:
                  url: jdbc:postgresql://127.0.0.1:%d/loyalty
                  user: %s
                  passwordFile: %s
                """
                        .formatted(
                                nodes.postgres().port(),
                                nodes.postgres().user(),
                                nodes.postgres().passwordFile()));
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-Dlogback.configurationFile=config/logback.xml",
                        "-DLOYALTY_LOGS=" + home.resolve("logs"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "loyalty.processor.cli.Main",
                        "import",
                        "--home",
                        home.toString(),
                        "--config",
                        settings.toString(),
                        file.toString());
        Effort before = Effort.now();
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command).inheritIO().start();
        long most = 0;
        Duration spent = Duration.ZERO;
        while (!process.waitFor(500, TimeUnit.MILLISECONDS)) {
            most = Math.max(most, resident(process.pid()));
            spent = process.info().totalCpuDuration().orElse(spent);
        }
        double seconds = (System.nanoTime() - start) / NANOS;
        if (process.exitValue() != 0) {
            throw new IOException("the import ended with " + process.exitValue());
        }
        System.out.printf(
                "imported %d members in %.1f s: %.0f/s, at most %d MB resident (%s),"
                        + " %d µs of processor time for each, and %d µs in PostgreSQL%n",
                members,
                seconds,
                members / seconds,
                most >> 10,
                HEAP,
                spent.toNanos() / 1_000 / members,
                (Effort.now().serverNanos() - before.serverNanos()) / 1_000 / members);
    }

    /** Peak memory in KiB, where the system tells. */
    private static long resident(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private void granted(Nodes nodes) throws Exception {
        String order =
                "{\"grant\":{\"id\":\"march8\",\"promotion\":\"march8\",\"period\":\"year/2027\","
                        + ("\"points\":" + GRANT + ",\"segment\":\"chosen\"}}");
        Effort before = Effort.now();
        long start = System.nanoTime();
        try (Jobs jobs = new Jobs(nodes.office(), nodes.server().desks())) {
            jobs.start("march8", (Node.Mapping) JsonText.read(order, "order"));
            while (jobs.progress("march8").orElse("").contains("\"done\":false")) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            double seconds = (System.nanoTime() - start) / NANOS;
            System.out.printf(
                    "%d points to %d of %d members in %.1f s: %.0f grants/s, %s%n",
                    GRANT,
                    changes,
                    members,
                    seconds,
                    changes / seconds,
                    Effort.now().since(before, changes));
        }
    }

    private void read(Nodes nodes, String from) throws Exception {
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        Client client = Shop.registers(http, nodes, 1).get(0);
        List<Double> pages = new ArrayList<>();
        long start = System.nanoTime();
        String cursor = from;
        long seen = 0;
        Changes page;
        do {
            long before = System.nanoTime();
            page = Changes.read(client.send(client.changes(cursor, 0, 500)));
            pages.add((System.nanoTime() - before) / 1e6);
            seen += page.changes().size();
            cursor = page.cursor();
        } while (page.more());
        double seconds = (System.nanoTime() - start) / NANOS;
        double tail =
                pages.subList(pages.size() * 9 / 10, pages.size()).stream()
                        .mapToDouble(d -> d)
                        .average()
                        .orElse(0);
        double head =
                pages.subList(0, Math.max(1, pages.size() / 10)).stream()
                        .mapToDouble(d -> d)
                        .average()
                        .orElse(0);
        System.out.printf(
                "one register read %d changes in %.0f s: %.0f/s; a page of 500 took %.1f ms at"
                        + " first and %.1f ms at last%n",
                seen, seconds, seen / seconds, head, tail);
        if (seen < changes) {
            throw new IllegalStateException("changes are missing: " + (changes - seen));
        }
    }
}
