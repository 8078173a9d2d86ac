package loyalty.acceptance.crash;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import loyalty.acceptance.program.Calls;
import loyalty.acceptance.program.Register;

/**
 * What disks do, to a real agent in its own process: no room, no writing, a write-ahead log torn at
 * its end, a page overwritten while sales wait to be sent. Afterwards everything is compared.
 */
final class FailingDisks {
    private static final List<String> SCENARIOS =
            List.of("full-disk", "read-only", "torn-wal", "corrupt-page");

    private static final Set<String> MOUNTED = Set.of("full-disk", "read-only");
    private static final int SOME_SALES = 30;
    private static final int PAGE = 4_096;

    private final Verdict verdict;
    private final Path home;
    private final long seed;

    FailingDisks(Verdict verdict, Path home, long seed) {
        this.verdict = verdict;
        this.home = home;
        this.seed = seed;
    }

    /** One by name, or all. */
    void run(String name) throws IOException {
        if (!name.equals("all") && !SCENARIOS.contains(name)) {
            throw new IOException("no such scenario: " + name + "; there are " + SCENARIOS);
        }
        for (String each : SCENARIOS) {
            if (name.equals("all") || name.equals(each)) {
                verdict.tell(each);
                play(each);
            }
        }
    }

    private void play(String scenario) throws IOException {
        if (!MOUNTED.contains(scenario)) {
            play(scenario, home.resolve("agent"), Optional.empty());
            return;
        }
        Optional<OwnDisk> made = OwnDisk.at(home.resolveSibling("crash-disk"));
        if (made.isEmpty()) {
            verdict.tell("  skipped: mounting a file system needs root and mkfs.ext4");
            return;
        }
        try (OwnDisk disk = made.get()) {
            play(scenario, disk.folder(), made);
        }
    }

    private void play(String scenario, Path folder, Optional<OwnDisk> disk) throws IOException {
        try (Shops shops = Shops.open(home, verdict)) {
            Cashier cashier =
                    shops.register("crash-1-01", "crash-1", folder, shops.office().address(), seed);
            sales(shops, SOME_SALES);
            switch (scenario) {
                case "full-disk" -> fullDisk(cashier, disk.orElseThrow());
                case "read-only" -> readOnly(cashier, disk.orElseThrow());
                case "torn-wal" -> tornLog(cashier);
                default -> corruptPage(shops, cashier);
            }
            sales(shops, SOME_SALES);
            shops.checkAll();
            verdict.holds(scenario + ": " + shops.sold() + " sales, all compared", true);
        }
    }

    /** Waits for more sales. */
    private static void sales(Shops shops, int more) throws IOException {
        int wanted = shops.sold() + more;
        long end = System.nanoTime() + Shops.PATIENCE.toNanos();
        while (shops.sold() < wanted && System.nanoTime() < end) {
            Shops.pause(20);
        }
        if (shops.sold() < wanted) {
            throw new IOException("the cashier cannot sell any more: " + shops.refusals());
        }
    }

    private void fullDisk(Cashier cashier, OwnDisk disk) throws IOException {
        Path filler = disk.fill();
        verdict.tell("  the disk is full");
        inTrouble(cashier);
        Files.delete(filler);
        goesOn(cashier);
    }

    /** Under load, then at a start; after a repair everything goes on where it was. */
    private void readOnly(Cashier cashier, OwnDisk disk) throws IOException {
        if (!disk.breaks()) {
            verdict.tell("  skipped: this kernel lets nobody break a file system on purpose");
            return;
        }
        verdict.tell("  the file system found an error and is read-only");
        inTrouble(cashier);
        goesOn(cashier);
        Register register = cashier.register();
        register.kill();
        verdict.holds("the disk is mounted read-only", disk.readOnly());
        register.start();
        Calls.Answer status = register.calls().get("/v1/status");
        verdict.holds(
                "a start there only shows members: " + status.at("stepReason"),
                status.ok()
                        && status.at("step").equals("identify-only")
                        && status.at("stepCause").equals("noRoom"));
        inTrouble(cashier);
        register.kill();
        verdict.holds("the disk is repaired", disk.whole());
        register.start();
    }

    /** Whatever is asked is answered, with what is wrong; nothing is sold that is not written. */
    private void inTrouble(Cashier cashier) throws IOException {
        int troubles = cashier.troubles();
        long end = System.nanoTime() + Shops.PATIENCE.toNanos();
        while (cashier.troubles() < troubles + 5 && System.nanoTime() < end) {
            Shops.pause(50);
        }
        verdict.holds("sales are refused with a server's error", cashier.troubles() > troubles);
        Calls.Answer status = cashier.register().calls().get("/v1/status");
        verdict.holds("status answers: " + status.at("stepReason"), status.ok());
        verdict.holds("nothing was refused for good", cashier.refusal().isEmpty());
    }

    private void goesOn(Cashier cashier) {
        verdict.holds("the agent still runs", cashier.register().isRunning());
    }

    /** The power went while the log was written: its last frame is there in part, and garbage. */
    private void tornLog(Cashier cashier) throws IOException {
        Register register = cashier.register();
        register.kill();
        Path log = register.home().resolve("ledger.db-wal");
        long length = Files.size(log);
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            byte[] begun = new byte[PAGE];
            file.seek(Math.max(32, length - PAGE));
            file.readFully(begun, 0, PAGE / 2);
            file.seek(length);
            file.write(begun);
            file.write(begun, 0, 100);
        }
        verdict.holds("there was a log of " + length + " bytes to tear", length > 0);
        register.start();
    }

    /** Pages are overwritten while the processor is away and sales wait in the ledger. */
    private void corruptPage(Shops shops, Cashier cashier) throws IOException {
        shops.office().kill();
        sales(shops, SOME_SALES);
        cashier.rest();
        Register register = cashier.register();
        register.kill();
        Path ledger = register.home().resolve("ledger.db");
        SplittableRandom random = new SplittableRandom(seed);
        try (RandomAccessFile file = new RandomAccessFile(ledger.toFile(), "rw")) {
            long pages = file.length() / PAGE;
            for (int i = 0; i < 3; i++) {
                byte[] garbage = new byte[PAGE];
                random.nextBytes(garbage);
                file.seek(random.nextLong(1, pages) * PAGE);
                file.write(garbage);
            }
        }
        shops.damaged();
        register.start();
        shops.office().start();
        Calls.Answer members =
                register.calls()
                        .until("/v1/status", a -> a.at("members").equals("3"), Shops.PATIENCE);
        verdict.holds("the members came again: " + members.at("members"), members.ok());
        cashier.go();
        try (Stream<Path> files = Files.list(register.home())) {
            boolean aside = files.anyMatch(f -> f.getFileName().toString().startsWith("damaged-"));
            verdict.holds("the damage was noticed and the old ledger set aside", aside);
        }
    }
}
