package loyalty.benchmarks.register;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import loyalty.drivers.loop.DutyThread;
import loyalty.terminal.clock.Ticker;
import loyalty.terminal.commit.Keys;
import loyalty.terminal.commit.Ledger;
import loyalty.terminal.commit.LedgerSetup;
import loyalty.terminal.commit.Outbox;
import loyalty.terminal.commit.Till;
import loyalty.terminal.sync.HttpSync;
import loyalty.terminal.sync.SyncSettings;

/** The register of {@link Drain}: a till and a sync on their threads, and nothing else. */
final class DrainedRegister implements AutoCloseable {
    private static final Duration REST = Duration.ofMillis(10);

    private final Till till;
    private final HttpSync sync;
    private final List<DutyThread> threads = new ArrayList<>();

    private DrainedRegister(Path folder, URI processor) throws IOException {
        Keys keys = Keys.open(folder.resolve("keys"));
        Ledger ledger = Ledger.open(LedgerSetup.of(folder, "r-1", "benchmark", keys.personal()));
        till = new Till(ledger, Ticker.system(), Duration.ofMillis(250));
        sync =
                HttpSync.connect(
                        till,
                        keys,
                        processor,
                        Optional.empty(),
                        Duration.ofMillis(800),
                        pack -> Optional.empty(),
                        SyncSettings.DEFAULT);
        threads.add(DutyThread.start(till, REST, DrainedRegister::report));
        threads.add(DutyThread.start(sync.sync(), REST, DrainedRegister::report));
    }

    /** Takes the register's folder and the processor's address; ends when nothing waits. */
    public static void main(String[] arguments) throws Exception {
        URI processor = URI.create(arguments[1]);
        try (DrainedRegister register = new DrainedRegister(Path.of(arguments[0]), processor)) {
            register.watch();
        }
    }

    /** Makes the folder's ledger a register of this processor. */
    static void enrol(Path folder, URI processor, String code) throws Exception {
        try (DrainedRegister register = new DrainedRegister(folder, processor)) {
            register.sync.sync().enrol(code).get(30, TimeUnit.SECONDS);
        }
    }

    private static void report(String name, Exception failure) {
        System.err.println(name + ": " + failure);
    }

    private void watch() throws Exception {
        long begun = System.nanoTime();
        long operations = backlog().operations();
        long most = 0;
        long left = operations;
        while (left > 0) {
            TimeUnit.SECONDS.sleep(2);
            Outbox.Backlog backlog = backlog();
            left = backlog.operations();
            long resident = resident();
            most = Math.max(most, resident);
            System.out.printf(
                    "%6.1f s  %,9d left  %,7.0f/s  resident %d MB%n",
                    since(begun), left, (operations - left) / since(begun), resident);
            if (backlog.quarantined() > 0) {
                throw new IllegalStateException(backlog.quarantined() + " were rejected");
            }
        }
        System.out.printf(
                "%,d operations in %.1f s: %,.0f operations/s, resident at most %d MB%n",
                operations, since(begun), operations / since(begun), most);
        Duration spent = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        System.out.printf(
                "processor time for each operation: %d µs by the register, its start included%n",
                spent.toNanos() / 1_000 / Math.max(1, operations));
    }

    private Outbox.Backlog backlog() throws Exception {
        return till.ask(() -> till.ledger().outbox().backlog()).get(60, TimeUnit.SECONDS);
    }

    private static double since(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    /** What this process has in memory, in MB, as Linux says. */
    private static long resident() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        return 0;
    }

    @Override
    public void close() {
        threads.get(1).close();
        sync.close();
        threads.get(0).close();
    }
}
