package loyalty.acceptance.nodes;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import loyalty.acceptance.crash.Cashier;
import loyalty.acceptance.database.OwnPostgres;
import loyalty.acceptance.program.Books;
import loyalty.acceptance.program.Calls;
import loyalty.acceptance.program.CentralOffice;
import loyalty.acceptance.program.EmptyDirectory;
import loyalty.acceptance.program.Register;

/**
 * Registers sell without pause to one member while nodes are killed with -9 and the database is
 * killed and restarted. At the end every sale that was ever asked for stands exactly once, and all
 * balances are equal; else the exit code is 1.
 */
public final class Nodes {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String STORE = "nodes-1";

    private final PrintStream out;
    private final Options options;
    private final Path root;
    private final SplittableRandom random;
    private int broken;

    /**
     * How much of it.
     *
     * @param rounds each kills one node, and every second one the database as well
     */
    public record Options(int registers, int rounds, long seed) {
        static Options read(List<String> words) {
            int registers = 3;
            int rounds = 6;
            long seed = System.nanoTime() & 0xFFFFFF;
            for (int i = 0; i < words.size(); i += 2) {
                if (i + 1 == words.size()) {
                    throw new IllegalArgumentException(words.get(i) + " needs a number");
                }
                long number = Long.parseLong(words.get(i + 1));
                switch (words.get(i)) {
                    case "--registers" -> registers = Math.toIntExact(number);
                    case "--rounds" -> rounds = Math.toIntExact(number);
                    case "--seed" -> seed = number;
                    default -> throw new IllegalArgumentException("unknown: " + words.get(i));
                }
            }
            return new Options(registers, rounds, seed);
        }
    }

    private Nodes(PrintStream out, Options options, Path root) {
        this.out = out;
        this.options = options;
        this.root = root;
        this.random = new SplittableRandom(options.seed());
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            Options options = Options.read(List.of(arguments));
            int broken = run(out, options, Path.of(""), Path.of("var", "nodes"));
            System.exit(broken == 0 ? 0 : 1);
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            out.println("usage: scripts/nodes [--registers N] [--rounds N] [--seed N]");
            System.exit(2);
        }
    }

    /**
     * The whole run; gives how many promises were broken.
     *
     * @param root of the checkout, for the delivered programme
     * @param home is emptied first
     */
    static int run(PrintStream out, Options options, Path root, Path home) throws Exception {
        Nodes nodes = new Nodes(out, options, root);
        nodes.run(home.toAbsolutePath());
        return nodes.broken;
    }

    private void run(Path home) throws Exception {
        EmptyDirectory.make(home);
        out.println("seed " + options.seed());
        try (OwnPostgres postgres = OwnPostgres.start(home.resolve("postgres"), List.of())) {
            out.println("PostgreSQL " + postgres.version());
            Path settings = settings(home, postgres);
            Path processor = home.resolve("processor");
            try (CentralOffice one = CentralOffice.node(processor, settings, "node-1")) {
                fill(home, one);
                try (CentralOffice two = CentralOffice.node(processor, settings, "node-2");
                        Balancer balancer = new Balancer(List.of(one.address(), two.address()))) {
                    sell(home, postgres, List.of(one, two), balancer);
                }
            }
        }
    }

    private static Path settings(Path home, OwnPostgres postgres) throws Exception {
        Path file = home.resolve("processor.yaml");
        Files.writeString(
                file,
                """
                postgres:
                  url: %s
                  user: %s
                  passwordFile: %s
                """
                        .formatted(
                                postgres.database("loyalty"),
                                postgres.user(),
                                postgres.passwordFile()));
        return file;
    }

    private Path pack() {
        return root.resolve("config/programmes/veska.yaml").toAbsolutePath();
    }

    private void fill(Path home, CentralOffice office) throws IOException {
        Path members = home.resolve("members.csv");
        try (InputStream list = Nodes.class.getResourceAsStream("/demo/members.csv")) {
            if (list == null) {
                throw new IOException("the members are not in the jar: build it again");
            }
            Files.copy(list, members);
        }
        office.command("pack", pack().toString());
        office.command("import", members.toString());
    }

    private void sell(Path home, OwnPostgres postgres, List<CentralOffice> nodes, Balancer balancer)
            throws Exception {
        List<Register> registers = new ArrayList<>();
        List<Cashier> cashiers = new ArrayList<>();
        try {
            for (int i = 0; i < options.registers(); i++) {
                Register register = register(home, nodes.get(0), balancer, STORE + "-" + i);
                registers.add(register);
                cashiers.add(new Cashier(register, options.seed() + i));
            }
            cashiers.forEach(Cashier::start);
            for (int round = 1; round <= options.rounds(); round++) {
                disturb(round, postgres, nodes, cashiers);
            }
            pause(1_000);
            cashiers.forEach(Cashier::close);
            check(postgres, nodes.get(0), registers, cashiers);
        } finally {
            cashiers.forEach(Cashier::close);
            for (Register register : registers) {
                register.close();
            }
        }
    }

    private Register register(Path home, CentralOffice office, Balancer balancer, String name)
            throws IOException {
        Register.Setup setup =
                new Register.Setup(
                        home.resolve(name),
                        name,
                        STORE,
                        pack(),
                        balancer.address(),
                        "scanners: []");
        Register register = Register.open(setup, office.enrolmentCode(name, STORE));
        register.calls().until("/v1/status", a -> a.at("members").equals("3"), PATIENCE);
        return register;
    }

    private void disturb(
            int round, OwnPostgres postgres, List<CentralOffice> nodes, List<Cashier> cashiers)
            throws Exception {
        pause(random.nextLong(500, 3_000));
        CentralOffice victim = nodes.get(round % nodes.size());
        victim.kill();
        String what = "node " + (round % nodes.size() + 1) + " killed";
        if (round % 4 == 2) {
            postgres.kill();
            pause(random.nextLong(500));
            postgres.startAgain();
            what += ", the database killed";
        } else if (round % 2 == 0) {
            postgres.restart();
            what += ", the database restarted";
        }
        pause(random.nextLong(1_000));
        victim.start();
        out.println("round " + round + ": " + what + ", after " + sold(cashiers) + " sales");
    }

    private static void pause(long millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }

    private static int sold(List<Cashier> cashiers) {
        return cashiers.stream().mapToInt(cashier -> cashier.sold().size()).sum();
    }

    private void check(
            OwnPostgres postgres,
            CentralOffice office,
            List<Register> registers,
            List<Cashier> cashiers)
            throws Exception {
        Set<String> sales = new HashSet<>();
        for (Cashier cashier : cashiers) {
            holds("a cashier sold " + cashier.sold().size(), !cashier.sold().isEmpty());
            holds("none was refused " + cashier.refusal(), cashier.refusal().isEmpty());
            cashier.sold().values().forEach(sale -> sales.add(sale.id()));
        }
        holds("every key has a sale of its own", sales.size() == sold(cashiers));
        for (Register register : registers) {
            settled(register);
        }
        Set<String> booked = booked(postgres, "select id from sale");
        holds("the processor has each of the " + sales.size() + " sales", booked.equals(sales));
        holds(
                "each is counted once in the reports",
                booked(postgres, "select id from receipt where kind = 'sale'").equals(sales)
                        && number(postgres, "select count(*) from receipt where kind = 'sale'")
                                == sales.size());
        holds(
                "each operation was answered once",
                number(postgres, "select count(*) from answered")
                        == number(postgres, "select count(*) from operation"));
        for (Register register : registers) {
            Books books = caughtUp(office, register);
            holds(
                    "the balances are equal: %d and %d"
                            .formatted(books.register(), books.processor()),
                    books.register() == books.processor());
        }
        out.println(broken == 0 ? "All of it held." : broken + " of it did NOT hold.");
    }

    private void settled(Register register) throws IOException {
        Calls.Answer status = register.calls().until("/v1/status", Nodes::settled, PATIENCE);
        holds("nothing waits at the register", settled(status));
        holds("nothing is in quarantine", status.at("pending.quarantined").equals("0"));
    }

    /** The last change may be on its way down the feed. */
    private static Books caughtUp(CentralOffice office, Register register) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Books books = Books.of(office, register.calls(), Cashier.CARD);
        while (books.register() != books.processor() && System.nanoTime() < end) {
            pause(200);
            books = Books.of(office, register.calls(), Cashier.CARD);
        }
        return books;
    }

    private static boolean settled(Calls.Answer status) {
        return status.at("mode").equals("online") && status.at("pending.operations").equals("0");
    }

    private static Set<String> booked(OwnPostgres postgres, String sql) throws SQLException {
        Set<String> found = new HashSet<>();
        try (Connection connection = postgres.connect("loyalty");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private static long number(OwnPostgres postgres, String sql) throws SQLException {
        return Long.parseLong(booked(postgres, sql).iterator().next());
    }

    private void holds(String promise, boolean held) {
        out.println((held ? "  ✓  " : "  ✗  ") + promise);
        broken += held ? 0 : 1;
    }
}
