package loyalty.benchmarks.register;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import loyalty.protocol.sync.ClockQuality;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.OperationKind;
import loyalty.protocol.text.JsonText;
import loyalty.terminal.sale.SaleDraft;

/**
 * After an outage: so many sales wait at one register, and the processor, a process of its own on
 * this machine, is back. Tells how fast they go and what memory the register takes meanwhile, every
 * few seconds, then the whole. {@code scripts/benchmark drain [OPERATIONS]}.
 */
public final class Drain {
    private static final int SALES_OF_A_MEMBER = 10;
    private static final int PAGE = 10_000;

    /** As {@code scripts/package.d/loyalty-agent} does. */
    private static final List<String> AS_PACKAGED =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xss512k",
                    "-Xms16m",
                    "-Xmn8m",
                    "-Xmx96m");

    private static final Pattern PORT = Pattern.compile("listens on port (\\d+)");

    private final int operations;
    private final Path folder;

    private Drain(int operations, Path folder) {
        this.operations = operations;
        this.folder = folder;
    }

    /** Takes how many operations wait; 100 000 if it is not said. */
    public static void main(String[] arguments) throws Exception {
        int operations = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        new Drain(operations, Folders.fresh("drain")).run();
    }

    private void run() throws Exception {
        Path office = Files.createDirectories(folder.resolve("processor"));
        Path members = folder.resolve("members.ndjson");
        try (var lines = Files.newBufferedWriter(members)) {
            for (int i = 0; i <= operations / SALES_OF_A_MEMBER; i++) {
                lines.write("{\"id\":\"" + Crowd.id(i) + "\"}\n");
            }
        }
        processor(office, "import", members.toString());
        List<String> code = processor(office, "code", "--register", "r-1", "--store", "s-1");
        Process running = started(office, "run", "--port", "0");
        try {
            drain(port(running), code.get(code.size() - 1), running.toHandle());
        } finally {
            running.destroy();
            running.waitFor(10, TimeUnit.SECONDS);
        }
        Folders.remove(folder);
    }

    /** The register is a process of its own, started as the package starts the agent. */
    private void drain(int port, String code, ProcessHandle office) throws Exception {
        URI processor = URI.create("http://127.0.0.1:" + port);
        DrainedRegister.enrol(folder, processor, code);
        fill();
        Duration before = spent(office);
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(AS_PACKAGED);
        command.addAll(List.of("-cp", absolute(), DrainedRegister.class.getName()));
        command.addAll(List.of(folder.toString(), processor.toString()));
        ProcessBuilder register = new ProcessBuilder(command).inheritIO();
        register.environment().put("MALLOC_ARENA_MAX", "1");
        int ended = register.start().waitFor();
        if (ended != 0) {
            throw new IOException("the register ended with " + ended);
        }
        long each = spent(office).minus(before).toNanos() / 1_000 / operations;
        System.out.printf("processor time for each operation: %d µs by the processor%n", each);
    }

    private static Duration spent(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** As if sold while the line was cut; written without waiting for the disk. */
    private void fill() throws SQLException {
        long begun = System.nanoTime();
        Receipts receipts = new Receipts("r-1");
        String url = "jdbc:sqlite:" + folder.resolve("ledger.db");
        try (Connection connection = DriverManager.getConnection(url)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("pragma synchronous = off");
            }
            connection.setAutoCommit(false);
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "insert into operation (incarnation, seq, id, kind, member, at, points,"
                                    + " money, body, hash, previous, state, shown)"
                                    + " values (1, ?, ?, 'sale', ?, ?, 50, ?, ?, ?, ?, 'WAITING',"
                                    + " 1)")) {
                String previous = "";
                for (int seq = 1; seq <= operations; seq++) {
                    Operation sale = sale(receipts, seq, previous);
                    set(insert, sale);
                    previous = sale.hash();
                    if (seq % PAGE == 0 || seq == operations) {
                        insert.executeBatch();
                        connection.commit();
                    }
                }
            }
        }
        System.out.printf(
                "%,d sales wait, written in %.1f s%n",
                operations, (System.nanoTime() - begun) / 1e9);
    }

    private static Operation sale(Receipts receipts, int seq, String previous) {
        SaleDraft draft = receipts.next(Crowd.id(seq / SALES_OF_A_MEMBER));
        return new Operation(
                draft.operation(),
                new Holder("r-1", 1),
                seq,
                draft.member(),
                OperationKind.SALE,
                draft.body().toNode(),
                "",
                "",
                Instant.ofEpochMilli(1_763_800_000_000L + seq),
                ClockQuality.TRUSTED,
                previous,
                Optional.empty(),
                List.of());
    }

    private static void set(PreparedStatement insert, Operation sale) throws SQLException {
        insert.setLong(1, sale.seq());
        insert.setString(2, sale.id().toString());
        insert.setString(3, sale.member().orElse(""));
        insert.setLong(4, sale.at().toEpochMilli());
        insert.setLong(5, 120_000);
        insert.setBytes(6, JsonText.write(sale.toNode()).getBytes(StandardCharsets.UTF_8));
        insert.setString(7, sale.hash());
        insert.setString(8, sale.previous());
        insert.addBatch();
    }

    private static List<String> processor(Path home, String... words) throws Exception {
        Process process = started(home, words);
        List<String> printed;
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            printed = reader.lines().toList();
        }
        if (process.waitFor() != 0) {
            throw new IOException("processor " + words[0] + ": " + printed);
        }
        return printed;
    }

    private static Process started(Path home, String... words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(List.of("-cp", absolute(), "loyalty.processor.cli.Main"));
        command.addAll(List.of(words));
        command.addAll(List.of("--home", home.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectErrorStream(true);
        return builder.start();
    }

    private static String absolute() {
        List<String> places = new ArrayList<>();
        for (String place : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            places.add(Path.of(place).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, places);
    }

    /** Reads on for as long as the process runs, so that its output never fills up. */
    private static int port(Process process) throws IOException {
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            Matcher matcher = PORT.matcher(line);
            if (matcher.find()) {
                Thread rest = new Thread(() -> reader.lines().forEach(each -> {}), "processor-log");
                rest.setDaemon(true);
                rest.start();
                return Integer.parseInt(matcher.group(1));
            }
        }
        throw new IOException("the processor did not start");
    }
}
