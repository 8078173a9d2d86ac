package loyalty.acceptance.simulation;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import loyalty.acceptance.simulation.audit.Audit;
import loyalty.acceptance.simulation.audit.Decisions;
import loyalty.acceptance.simulation.audit.Healed;
import loyalty.acceptance.simulation.audit.Paper;
import loyalty.protocol.sync.Extract;

/**
 * One register without its processor for a month: it sells, enrols, grants and takes goods back all
 * the time, then the line is whole again and everything is settled to the point.
 */
final class Outage {
    private static final Duration MONTH = Duration.ofDays(30);
    private static final int MEMBERS = 500;
    private static final long POINTS = 1_000;
    private static final int MOST_TURNS = 10_000_000;

    private final PrintStream out;
    private final int operations;
    private final SplittableRandom random;
    private final SimulatedTime time = new SimulatedTime(Instant.parse("2026-11-25T09:00:00Z"));
    private final Paper paper = new Paper();
    private final Decisions decisions = new Decisions();

    Outage(PrintStream out, int operations, long seed) {
        this.out = out;
        this.operations = operations;
        this.random = new SplittableRandom(seed);
    }

    void run(Path folder) throws Exception {
        try (HeadOffice office = new HeadOffice(folder, time, Switches.NONE)) {
            importMembers(office, folder.resolve("members.ndjson"));
            People people = new People(office, time, decisions);
            Net net = new Net(office, time, random.split());
            SimulatedRegister.Place place =
                    new SimulatedRegister.Place("r-1", "s-1", folder.resolve("r-1"));
            try (SimulatedRegister register =
                    new SimulatedRegister(
                            place, time, random.split(), net, Switches.NONE.heardBy(paper))) {
                register.line().calm(true);
                register.stand();
                people.code("r-1", "s-1").ifPresent(register::enrol);
                turnUntilSettled(register, office);
                leaseAll(register, office);
                month(register);
                settle(register, office);
            }
        }
    }

    private void importMembers(HeadOffice office, Path file) throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            paper.imported("l-" + i, POINTS);
            lines.add(World.line(i, POINTS, ""));
        }
        Files.write(file, lines);
        office.importMembers(file);
    }

    private void leaseAll(SimulatedRegister register, HeadOffice office) throws Exception {
        for (int i = 0; i < MEMBERS; i++) {
            register.sync().lease("m-" + i);
        }
        turnUntilSettled(register, office);
    }

    private void month(SimulatedRegister register) throws Exception {
        register.line().cut(true);
        List<Extract> receipts = new ArrayList<>();
        Counter counter = new Counter(register, time, random.split(), paper, receipts::add);
        long start = System.nanoTime();
        while (register.ledger().outbox().backlog().operations() < operations) {
            for (int i = 0; i < 200; i++) {
                String member = "m-" + random.nextInt(MEMBERS);
                if (random.nextInt(10) == 0 && !receipts.isEmpty()) {
                    var receipt = receipts.get(random.nextInt(receipts.size()));
                    counter.giveBack(receipt, 1 + random.nextLong(3));
                } else {
                    counter.sell(member, random.nextLong(8));
                }
                time.pass(MONTH.dividedBy(operations));
                register.turn();
                register.turn();
            }
        }
        tell("written without the processor", register, start);
    }

    private void settle(SimulatedRegister register, HeadOffice office) throws Exception {
        Counter counter = new Counter(register, time, random.split(), paper, receipt -> {});
        counter.decideAll();
        long waiting = register.ledger().outbox().backlog().operations();
        register.line().calm(true);
        var unused = register.sync().now();
        long start = System.nanoTime();
        turnUntilSettled(register, office);
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf(
                "%d operations settled in %.0f s, %.0f a second; memory %d MB%n",
                waiting, seconds, waiting / seconds, memory());
        new Audit(paper, decisions, time).always(office.books(), List.of(register));
        new Healed(paper, office.whole(), office.books(), time.instant())
                .check(List.of(register), List.of());
        out.printf(
                "%d sales, %d points paid: every one booked once, both books equal%n",
                paper.sold(), paper.paid());
    }

    private void turnUntilSettled(SimulatedRegister register, HeadOffice office) throws Exception {
        int quiet = 0;
        for (int turn = 0; turn < MOST_TURNS && quiet < 40; turn++) {
            register.turn();
            if (turn % 20 == 0) {
                time.pass(Duration.ofSeconds(1));
                boolean settled = register.isSettled(office.whole().horizon().text());
                quiet = settled ? quiet + 1 : 0;
            }
        }
    }

    private void tell(String what, SimulatedRegister register, long start) throws Exception {
        double seconds = (System.nanoTime() - start) / 1e9;
        long written = register.ledger().outbox().backlog().operations();
        out.printf(
                "%d operations %s in %.0f s, %.0f a second; memory %d MB%n",
                written, what, seconds, written / seconds, memory());
    }

    private static long memory() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }
}
