package loyalty.acceptance.crash;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Three registers of two stores sell to the same three members, each in a process of its own, while
 * the cables between them and the processor are cut, reset, slowed down and swallowed at random. In
 * the end every sale stands once everywhere, and no point was paid twice.
 */
public final class NetworkCuts {
    private static final List<String> REGISTERS = List.of("north-01", "north-02", "south-01");

    private final Verdict verdict;
    private final SplittableRandom random;
    private final long seed;
    private final Map<Cable.Fault, Integer> faults = new EnumMap<>(Cable.Fault.class);

    private NetworkCuts(Verdict verdict, long seed) {
        this.verdict = verdict;
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    /** {@code [--minutes N] [--seed N]}; exit code 1 if anything did not hold. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        long minutes = 5;
        long seed = System.nanoTime() & 0xFFFFFF;
        List<String> words = List.of(arguments);
        for (int i = 0; i < words.size(); i += 2) {
            boolean known = List.of("--minutes", "--seed").contains(words.get(i));
            if (!known || i + 1 == words.size() || !words.get(i + 1).matches("\\d{1,9}")) {
                out.println("usage: scripts/network-cuts [--minutes N] [--seed N], whole numbers");
                System.exit(2);
                return;
            }
            long number = Long.parseLong(words.get(i + 1));
            minutes = words.get(i).equals("--minutes") ? number : minutes;
            seed = words.get(i).equals("--seed") ? number : seed;
        }
        Verdict verdict = new Verdict(out);
        verdict.tell("seed " + seed);
        new NetworkCuts(verdict, seed).run(Duration.ofMinutes(minutes));
        System.exit(verdict.end());
    }

    private void run(Duration length) throws Exception {
        Path home = Path.of("var", "network-cuts").toAbsolutePath();
        List<Cable> cables = new ArrayList<>();
        try (Shops shops = Shops.open(home, verdict)) {
            for (String name : REGISTERS) {
                Cable cable = new Cable(shops.office().address());
                cables.add(cable);
                String store = name.substring(0, name.indexOf('-'));
                shops.register(
                        name, store, home.resolve(name), cable.address(), seed + cables.size());
            }
            cuts(shops, cables, System.nanoTime() + length.toNanos());
            cables.forEach(cable -> cable.become(Cable.Fault.NONE));
            shops.checkAll();
            verdict.holds("sales were made: " + shops.sold(), shops.sold() > 0);
            verdict.tell("  faults: " + faults);
        } finally {
            for (Cable cable : cables) {
                cable.close();
            }
        }
    }

    private void cuts(Shops shops, List<Cable> cables, long end) throws IOException {
        long told = System.nanoTime();
        while (System.nanoTime() < end) {
            Cable cable = cables.get(random.nextInt(cables.size()));
            List<Cable.Fault> ways = Arrays.asList(Cable.Fault.values());
            boolean whole = random.nextInt(5) < 2;
            Cable.Fault fault = whole ? Cable.Fault.NONE : ways.get(random.nextInt(ways.size()));
            cable.become(fault);
            faults.merge(fault, 1, Integer::sum);
            Shops.pause(random.nextLong(100, 4_000));
            if (System.nanoTime() - told > Duration.ofSeconds(30).toNanos()) {
                told = System.nanoTime();
                verdict.tell(shops.sold() + " sales, " + faults);
            }
        }
    }
}
