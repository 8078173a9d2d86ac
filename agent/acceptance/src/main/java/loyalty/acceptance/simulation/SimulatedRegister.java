package loyalty.acceptance.simulation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import loyalty.acceptance.simulation.audit.Subject;
import loyalty.protocol.sync.EnrolAnswer;
import loyalty.terminal.commit.Keys;
import loyalty.terminal.commit.Ledger;
import loyalty.terminal.commit.LedgerSetup;
import loyalty.terminal.commit.Till;
import loyalty.terminal.database.StorageException;
import loyalty.terminal.sync.Hops;
import loyalty.terminal.sync.Processor;
import loyalty.terminal.sync.Sync;
import loyalty.terminal.sync.SyncSettings;

/**
 * One register of the simulated world: real ledger, till and sync, turned by hand, on a machine
 * that can crash, lose its disk, and be put back to an older copy of it.
 */
final class SimulatedRegister implements Subject, AutoCloseable {
    private static final SyncSettings SETTINGS =
            new SyncSettings(
                    50,
                    100_000,
                    20,
                    Duration.ZERO,
                    Duration.ofSeconds(1),
                    Duration.ofDays(2),
                    Duration.ZERO);

    private final Place place;
    private final SplittableRandom random;
    private final MachineClock clock;
    private final FragileDisk disk = new FragileDisk();
    private final Line line;
    private final Processor port;
    private final UnaryOperator<LedgerSetup> machine;
    private final Disks disks;
    private Keys keys;
    private Ledger ledger;
    private Till till;
    private Sync sync;
    private int crashes;
    private int life;

    /** What the machine is called, where it stands, and where its files lie. */
    record Place(String name, String shop, Path folder) {}

    /**
     * @param between what stands between the register and its line, disk and clocks
     */
    SimulatedRegister(
            Place place, SimulatedTime time, SplittableRandom random, Net net, Switches between)
            throws StorageException {
        this.place = place;
        this.random = random;
        this.clock = new MachineClock(time, random.split());
        this.disks = new Disks(place.folder());
        this.keys = Keys.open(disks.disk().resolve("keys"));
        this.line = net.line(random.split(), keys.signing());
        this.port = between.port().apply(net.desks(line), time);
        this.machine = between.machine();
        start();
    }

    private void start() throws StorageException {
        life++;
        ledger = Ledger.open(machine.apply(setup()));
        keys.resume(ledger.register());
        line.become(ledger.register().holder(), keys.signing());
        till = new Till(ledger, clock, Duration.ZERO);
        sync =
                new Sync(
                        till,
                        port,
                        pack -> Optional.empty(),
                        new SimulatedIdentity(),
                        new Hops(),
                        SETTINGS,
                        clock,
                        random.split());
    }

    private LedgerSetup setup() throws StorageException {
        return new LedgerSetup(
                disks.disk(),
                place.name(),
                "1",
                keys.personal(),
                Duration.ofMinutes(5),
                Duration.ofHours(12),
                disk.connector(),
                clock,
                clock,
                random.split());
    }

    private final class SimulatedIdentity implements Sync.Identity {
        @Override
        public Keys keys() {
            return keys;
        }

        @Override
        public void changed(EnrolAnswer answer) throws StorageException {
            line.become(answer.holder(), keys.signing());
        }
    }

    @Override
    public String name() {
        return place.name();
    }

    String shop() {
        return place.shop();
    }

    Line line() {
        return line;
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    Sync sync() {
        return sync;
    }

    Keys keys() {
        return keys;
    }

    MachineClock clock() {
        return clock;
    }

    /** How many programs there were on this machine. */
    int life() {
        return life;
    }

    int crashes() {
        return crashes;
    }

    @Override
    public boolean keepsTime() {
        return clock.keepsTime();
    }

    @Override
    public String trouble() {
        return ledger.register().holder() + " " + sync.state().lastProblem();
    }

    /** While somebody only looks at it, it does not die of that. */
    void watch(boolean now) throws StorageException {
        mindDeath();
        disk.watch(now);
    }

    boolean isEnrolled() throws StorageException {
        watch(true);
        boolean enrolled = ledger.correspondence().agenda().enrolled();
        watch(false);
        return enrolled;
    }

    /** Nothing to send. */
    boolean hasToldAll() throws StorageException {
        return ledger.correspondence().agenda().outboxEmpty();
    }

    /** Nothing to send, nothing to hear, nothing to become. */
    boolean isSettled(String horizon) throws StorageException {
        var agenda = ledger.correspondence().agenda();
        return agenda.enrolled()
                && !agenda.fenced()
                && !agenda.totalsDue()
                && agenda.outboxEmpty()
                && agenda.cursor().equals(Optional.of(horizon));
    }

    /** Begins to enrol; the line decides whether it comes about. */
    void enrol(String code) {
        var unused = sync.enrol(code);
    }

    // ---- turns ---------------------------------------------------------------------------------

    /** One turn of each duty; dies and starts again if the disk died meanwhile. */
    boolean turn() throws Exception {
        boolean worked = line.deliver();
        worked |= sync.turn();
        worked |= tillTurn();
        mindDeath();
        return worked;
    }

    private boolean tillTurn() throws Exception {
        try {
            return till.turn();
        } catch (StorageException e) {
            return survived(e);
        }
    }

    /** Passes on what is not of this simulation's making. */
    boolean survived(StorageException failure) throws StorageException {
        if (!disk.isDead()) {
            throw failure;
        }
        return true;
    }

    /** Something done at the register, which may die of it. */
    interface Deed {
        void done() throws StorageException;
    }

    void attempt(Deed deed) throws StorageException {
        try {
            deed.done();
        } catch (StorageException e) {
            survived(e);
        }
        mindDeath();
    }

    private void mindDeath() throws StorageException {
        if (disk.isDead()) {
            crash();
        }
    }

    // ---- what can happen to a machine ----------------------------------------------------------

    /** The program is gone without a word; what it was told is on disk or nowhere. */
    void crash() throws StorageException {
        crashes++;
        disk.dieAfter(0, false);
        switchOff();
        start();
    }

    void dieSoon() {
        disk.dieAfter(random.nextLong(400), random.nextBoolean());
    }

    /** From now on it does not die of itself. */
    void stand() {
        disk.dieAfter(Long.MAX_VALUE, false);
    }

    /** The disk is gone with all that was not sent, and another one is put in. */
    void loseDisk() throws StorageException {
        switchOff();
        disks.lose();
        keys = Keys.open(disks.disk().resolve("keys"));
        start();
    }

    /** A copy of the whole disk is kept. */
    void copyDisk() throws StorageException {
        switchOff();
        disks.copy();
        start();
    }

    boolean hasCopy() {
        return disks.hasCopy();
    }

    /**
     * The machine is as it was when it was copied.
     *
     * @param wholly with its keys and all; else the ledger alone
     */
    void putBack(boolean wholly) throws StorageException {
        switchOff();
        if (wholly) {
            disks.putBack();
            keys = Keys.open(disks.disk().resolve("keys"));
        } else {
            disks.putLedgerBack();
        }
        start();
    }

    private void switchOff() {
        line.hangUp();
        ledger.close();
    }

    @Override
    public void close() {
        ledger.close();
    }
}
