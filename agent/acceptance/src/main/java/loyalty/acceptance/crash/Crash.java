package loyalty.acceptance.crash;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A cashier sells without pause while agent and processor are killed with -9 at random moments and
 * started again. After each kill every sale that was ever answered stands exactly once on both
 * sides, the journal verifies and the balances are equal; else the exit code is 1.
 */
public final class Crash {
    private final Verdict verdict;
    private final Options options;
    private final SplittableRandom random;

    /** How long and from which seed; {@code minutes} 0 means that {@code kills} decides. */
    private record Options(int kills, int minutes, long seed, String scenario) {
        static Options read(List<String> words) {
            int kills = 20;
            int minutes = 0;
            long seed = System.nanoTime() & 0xFFFFFF;
            String scenario = "kills";
            for (int i = 0; i < words.size(); i += 2) {
                if (i + 1 == words.size()) {
                    throw new IllegalArgumentException(words.get(i) + " needs a value");
                }
                String value = words.get(i + 1);
                switch (words.get(i)) {
                    case "--kills" -> kills = Integer.parseInt(value);
                    case "--minutes" -> minutes = Integer.parseInt(value);
                    case "--seed" -> seed = Long.parseLong(value);
                    case "--scenario" -> scenario = value;
                    default -> throw new IllegalArgumentException("unknown: " + words.get(i));
                }
            }
            return new Options(kills, minutes, seed, scenario);
        }
    }

    private Crash(Verdict verdict, Options options) {
        this.verdict = verdict;
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
            out.println(
                    "usage: scripts/crash [--kills N | --minutes N] [--seed N]"
                            + " [--scenario kills|full-disk|read-only|torn-wal|corrupt-page|all]");
            System.exit(2);
            return;
        }
        Verdict verdict = new Verdict(out);
        verdict.tell("seed " + options.seed());
        Path home = Path.of("var", "crash").toAbsolutePath();
        if (options.scenario().equals("kills")) {
            new Crash(verdict, options).run(home);
        } else {
            new FailingDisks(verdict, home, options.seed()).run(options.scenario());
        }
        System.exit(verdict.end());
    }

    private void run(Path home) throws Exception {
        try (Shops shops = Shops.open(home, verdict)) {
            Cashier cashier = shops.register("crash-1-01", "crash-1", options.seed());
            kills(shops, cashier);
            shops.checkAll();
            verdict.holds("sales were made: " + shops.sold(), shops.sold() > 0);
        }
    }

    private void kills(Shops shops, Cashier cashier) throws Exception {
        long end = System.nanoTime() + Duration.ofMinutes(options.minutes()).toNanos();
        int done = 0;
        while (options.minutes() > 0 ? System.nanoTime() < end : done < options.kills()) {
            Thread.sleep(random.nextLong(50, 1_500));
            boolean processor = random.nextInt(3) == 0;
            if (processor) {
                shops.office().kill();
                Thread.sleep(random.nextLong(500));
                shops.office().start();
            } else {
                cashier.register().kill();
                cashier.register().start();
            }
            done++;
            shops.check();
            verdict.tell(
                    "kill %d: %s, %d sales, all compared"
                            .formatted(done, processor ? "processor" : "agent", shops.sold()));
        }
    }
}
