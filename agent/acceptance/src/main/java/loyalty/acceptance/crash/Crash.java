package loyalty.acceptance.crash;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import loyalty.acceptance.program.Books;
import loyalty.acceptance.program.Calls;
import loyalty.acceptance.program.CentralOffice;
import loyalty.acceptance.program.EmptyDirectory;
import loyalty.acceptance.program.Register;

/**
 * A cashier sells without pause while agent and processor are killed with -9 at random moments and
 * started again. At the end every sale that was ever asked for stands exactly once on both sides,
 * the journal verifies and the balances are equal; else the exit code is 1.
 */
public final class Crash {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PrintStream out;
    private final Options options;
    private final SplittableRandom random;
    private int broken;

    /** How long and from which seed; {@code minutes} 0 means that {@code kills} decides. */
    private record Options(int kills, int minutes, long seed) {
        static Options read(List<String> words) {
            int kills = 20;
            int minutes = 0;
            long seed = System.nanoTime() & 0xFFFFFF;
            for (int i = 0; i < words.size(); i += 2) {
                if (i + 1 == words.size()) {
                    throw new IllegalArgumentException(words.get(i) + " needs a number");
                }
                long number = Long.parseLong(words.get(i + 1));
                switch (words.get(i)) {
                    case "--kills" -> kills = Math.toIntExact(number);
                    case "--minutes" -> minutes = Math.toIntExact(number);
                    case "--seed" -> seed = number;
                    default -> throw new IllegalArgumentException("unknown: " + words.get(i));
                }
            }
            return new Options(kills, minutes, seed);
        }
    }

    private Crash(PrintStream out, Options options) {
        this.out = out;
        this.options = options;
        this.random = new SplittableRandom(options.seed());
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Options options;
        try {
            options = Options.read(List.of(arguments));
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            out.println("usage: scripts/crash [--kills N | --minutes N] [--seed N]");
            System.exit(2);
            return;
        }
        Crash crash = new Crash(out, options);
        crash.run(Path.of("var", "crash").toAbsolutePath());
        System.exit(crash.broken == 0 ? 0 : 1);
    }

    private void run(Path home) throws Exception {
        EmptyDirectory.make(home);
        out.println("seed " + options.seed());
        Path members = home.resolve("members.csv");
        try (InputStream list = Crash.class.getResourceAsStream("/demo/members.csv")) {
            if (list == null) {
                throw new IOException("the members are not in the jar: build it again");
            }
            Files.copy(list, members);
        }
        Path pack = Path.of("config", "programmes", "veska.yaml");
        try (CentralOffice office = CentralOffice.open(home.resolve("processor"), pack, members);
                Register register = open(home, pack, office)) {
            register.calls().until("/v1/status", a -> a.at("members").equals("3"), PATIENCE);
            Cashier cashier = new Cashier(register, options.seed());
            try (cashier) {
                cashier.start();
                kills(office, register, cashier);
            }
            out.println(cashier.sold().size() + " sales asked for until they were answered");
            check(office, register, cashier);
        }
    }

    private static Register open(Path home, Path pack, CentralOffice office) throws IOException {
        Register.Setup setup =
                new Register.Setup(
                        home.resolve("agent"),
                        "crash-1-01",
                        "crash-1",
                        pack,
                        office.address(),
                        "scanners: []");
        return Register.open(setup, office.enrolmentCode("crash-1-01", "crash-1"));
    }

    private void kills(CentralOffice office, Register register, Cashier cashier) throws Exception {
        long end = System.nanoTime() + Duration.ofMinutes(options.minutes()).toNanos();
        int done = 0;
        while (options.minutes() > 0 ? System.nanoTime() < end : done < options.kills()) {
            Thread.sleep(random.nextLong(50, 1_500));
            int sold = cashier.sold().size();
            if (random.nextInt(4) == 0) {
                office.kill();
                Thread.sleep(random.nextLong(500));
                office.start();
                out.println("kill " + ++done + ": the processor, after " + sold + " sales");
            } else {
                register.kill();
                register.start();
                out.println("kill " + ++done + ": the agent, after " + sold + " sales");
            }
        }
    }

    private void check(CentralOffice office, Register register, Cashier cashier)
            throws IOException {
        holds("sales were made", !cashier.sold().isEmpty());
        holds("none was refused " + cashier.refusal(), cashier.refusal().isEmpty());
        Calls calls = register.calls();
        Calls.Answer status = calls.until("/v1/status", Crash::settled, PATIENCE);
        holds("nothing waits at the register", settled(status));
        holds("nothing is in quarantine", status.at("pending.quarantined").equals("0"));
        holds("the journal verifies", journalVerifies(register));
        long confirmed = 0;
        for (String id : cashier.sold().values()) {
            confirmed += calls.get("/v1/sales/" + id).at("state").equals("confirmed") ? 1 : 0;
        }
        holds("every sale is confirmed", confirmed == cashier.sold().size());
        long distinct = cashier.sold().values().stream().distinct().count();
        holds("every key has a sale of its own", distinct == cashier.sold().size());
        Books books = Books.of(office, calls, Cashier.CARD);
        holds(
                "the processor has each of them once: " + books.sales(),
                books.sales() == cashier.sold().size());
        holds(
                "the balances are equal: %d and %d".formatted(books.register(), books.processor()),
                books.register() == books.processor());
        out.println(broken == 0 ? "All of it held." : broken + " of it did NOT hold.");
    }

    private static boolean settled(Calls.Answer status) {
        return status.at("mode").equals("online") && status.at("pending.operations").equals("0");
    }

    private static boolean journalVerifies(Register register) {
        try {
            register.command("journal", "verify");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void holds(String promise, boolean held) {
        out.println((held ? "  ✓  " : "  ✗  ") + promise);
        broken += held ? 0 : 1;
    }
}
