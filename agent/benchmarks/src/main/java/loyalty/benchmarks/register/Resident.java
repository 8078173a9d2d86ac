package loyalty.benchmarks.register;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import loyalty.acceptance.database.OwnPostgres;
import loyalty.acceptance.program.Calls;
import loyalty.acceptance.program.CentralOffice;
import loyalty.acceptance.program.Register;
import loyalty.drivers.paper.PrinterMachine;
import loyalty.drivers.paper.PrinterSimulator;
import loyalty.drivers.simulate.PtyWire;
import loyalty.drivers.simulate.ScannerSimulator;
import loyalty.drivers.simulate.SimulatedWire;
import loyalty.engine.document.Node;
import loyalty.engine.document.Tree;

/**
 * What a whole agent has in memory with a million members cached, beside its budget. It is started
 * as the package starts it, loads the members from a processor, then scans, quotes, sells, prints
 * and syncs, each as fast as it can. {@code scripts/benchmark resident [MEMBERS [SECONDS]]}.
 */
public final class Resident {
    private static final long BUDGET_MB = 128;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Path PACK = Path.of("config/programmes/veska.yaml");

    private final long members;
    private final Duration load;
    private final Path folder;
    private final SplittableRandom random = new SplittableRandom(23);
    private final AtomicLong cut = new AtomicLong();

    private Resident(long members, Duration load, Path folder) {
        this.members = members;
        this.load = load;
        this.folder = folder;
    }

    /** Takes how many members, a million unless told, and for how many seconds it sells. */
    public static void main(String[] arguments) throws Exception {
        long members = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
        long seconds = arguments.length > 1 ? Long.parseLong(arguments[1]) : 60;
        Path folder = Folders.fresh("resident");
        new Resident(members, Duration.ofSeconds(seconds), folder).run();
        Folders.remove(folder);
        System.exit(0); // clients' threads may linger
    }

    private void run() throws Exception {
        List<String> server = List.of("max_wal_size=4GB");
        try (OwnPostgres postgres = OwnPostgres.start(folder.resolve("postgres"), server);
                CentralOffice office = office(postgres);
                ScannerSimulator scanner = new ScannerSimulator(wire("scanner"));
                PrinterSimulator printer =
                        PrinterSimulator.start(wire("printer"), PrinterMachine.Model.EPSON_80)) {
            printer.onReceipt(receipt -> cut.incrementAndGet());
            office.command("pack", PACK.toString());
            long begun = System.nanoTime();
            office.command("import", members().toString());
            System.out.printf("%,d members in the processor after %.0f s%n", members, since(begun));
            String code = office.enrolmentCode("r-1", "s-1");
            try (Register register = Register.open(setup(office, scanner, printer), code)) {
                firstLoad(register);
                sell(register, scanner);
            }
        }
    }

    private static double since(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private SimulatedWire wire(String name) throws Exception {
        return PtyWire.open(folder.resolve("dev").resolve(name));
    }

    private CentralOffice office(OwnPostgres postgres) throws Exception {
        Path home = Files.createDirectories(folder.resolve("processor"));
        Path settings = home.resolve("processor.yaml");
        Files.writeString(
                settings,
                "postgres:\n  url: %s\n  user: %s\n  passwordFile: %s\n"
                        .formatted(
                                postgres.database("loyalty"),
                                postgres.user(),
                                postgres.passwordFile()));
        return CentralOffice.node(home, settings, "processor");
    }

    private Path members() throws IOException {
        Path file = folder.resolve("members.ndjson");
        try (BufferedWriter lines = Files.newBufferedWriter(file)) {
            for (long i = 0; i < members; i++) {
                lines.write(
                        "{\"id\":\"%s\",\"card\":\"%s\",\"name\":\"Анна %d\",\"lots\":[{\"id\":\"l-%d\",\"points\":\"%d\"}]}%n"
                                .formatted(Crowd.id(i), card(i), i, i, i % 5_000));
            }
        }
        return file;
    }

    /** A card as it is printed, with its check digit. */
    private static String card(long i) {
        String digits = "29%010d".formatted(i);
        int sum = 0;
        for (int k = 0; k < digits.length(); k++) {
            sum += Character.digit(digits.charAt(k), 10) * (k % 2 == 0 ? 1 : 3);
        }
        return digits + (10 - sum % 10) % 10;
    }

    private Register.Setup setup(
            CentralOffice office, ScannerSimulator scanner, PrinterSimulator printer) {
        String devices =
                """
                scanners:
                  - {name: scanner, address: "%s"}
                printers:
                  - {name: receipt, address: "%s", model: epson-tm-t20iii}
                """
                        .formatted(scanner.address(), printer.address());
        return new Register.Setup(
                folder.resolve("register"), "r-1", "s-1", PACK, office.address(), devices);
    }

    private void firstLoad(Register register) throws IOException {
        long begun = System.nanoTime();
        Calls.Answer status =
                register.calls()
                        .until(
                                "/v1/status",
                                answer -> answer.at("members").equals(Long.toString(members)),
                                Duration.ofMinutes(30));
        System.out.printf(
                "%s members cached after %.0f s: %s%n",
                status.at("members"), since(begun), memory(register));
    }

    private void sell(Register register, ScannerSimulator scanner) throws Exception {
        Files.writeString(Path.of("/proc/" + register.pid() + "/clear_refs"), "5"); // the peak anew
        AtomicInteger quotes = new AtomicInteger();
        AtomicInteger scans = new AtomicInteger();
        long end = System.nanoTime() + load.toNanos();
        scanner.awaitDriver(PATIENCE);
        Calls calls = register.calls();
        Thread asking = new Thread(() -> each(end, () -> quoted(calls, quotes)), "asking");
        Thread scanning =
                new Thread(
                        () ->
                                each(
                                        end,
                                        () -> {
                                            scanner.scan(card(anyMember()));
                                            scans.incrementAndGet();
                                            TimeUnit.MILLISECONDS.sleep(100);
                                        }),
                        "scanning");
        asking.start();
        scanning.start();
        int sales = 0;
        while (System.nanoTime() < end) {
            long before = cut.get();
            sell(calls, sales);
            sales++;
            long patience = System.nanoTime() + PATIENCE.toNanos();
            while (cut.get() == before && System.nanoTime() < patience) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
        }
        asking.join();
        scanning.join();
        System.out.printf(
                "%d s: %,d sales, %,d receipts, %,d quotes, %,d scans: %s%n",
                load.toSeconds(), sales, cut.get(), quotes.get(), scans.get(), memory(register));
    }

    /** Something done over and over. */
    private interface Turn {
        void run() throws Exception;
    }

    private static void each(long end, Turn turn) {
        try {
            while (System.nanoTime() < end) {
                turn.run();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private long anyMember() {
        synchronized (random) {
            return random.nextLong(members);
        }
    }

    private void quoted(Calls calls, AtomicInteger quotes) throws IOException {
        required(calls.post("/v1/quotes", basket(anyMember(), "Q")));
        quotes.incrementAndGet();
    }

    private void sell(Calls calls, int number) throws IOException {
        Map<String, String> key = Map.of("Idempotency-Key", "key-" + number);
        Node basket = basket(anyMember(), "S-" + number);
        required(calls.post("/v1/sales?confirm=true", basket, key));
    }

    private static void required(Calls.Answer answer) throws IOException {
        if (!answer.ok()) {
            throw new IOException(answer.status() + ": " + answer.at("detail"));
        }
    }

    private static Node basket(long member, String receipt) {
        List<Node> lines = List.of(line(1), line(2), line(3), line(4), line(5));
        return Tree.mapping()
                .put("member", Tree.mapping().put("code", card(member)).node())
                .put(
                        "basket",
                        Tree.mapping()
                                .put("receipt", receipt)
                                .put("lines", Tree.sequence(lines))
                                .node())
                .put("redeem", "max")
                .put("context", Tree.mapping().put("cashier", "17").node())
                .node();
    }

    private static Node line(int id) {
        return Tree.mapping()
                .put("id", Integer.toString(id))
                .put("sku", "460123456700" + id)
                .put("name", "Кофе")
                .put("categories", Tree.sequence(List.of(Tree.text("drinks/coffee"))))
                .put("quantity", "1")
                .put("price", "18.00")
                .node();
    }

    /** What Linux says of the process. */
    private static String memory(Register register) throws IOException {
        long now = 0;
        long most = 0;
        for (String line : Files.readAllLines(Path.of("/proc/" + register.pid() + "/status"))) {
            long megabytes =
                    line.startsWith("Vm") ? Long.parseLong(line.replaceAll("\\D", "")) / 1024 : 0;
            now = line.startsWith("VmRSS:") ? megabytes : now;
            most = line.startsWith("VmHWM:") ? megabytes : most;
        }
        return "resident %d MB, at most %d MB (budget %d)".formatted(now, most, BUDGET_MB);
    }
}
