package loyalty.acceptance.simulation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import loyalty.acceptance.simulation.audit.Audit;
import loyalty.acceptance.simulation.audit.Books;
import loyalty.acceptance.simulation.audit.Decisions;
import loyalty.acceptance.simulation.audit.Healed;
import loyalty.acceptance.simulation.audit.Paper;
import loyalty.acceptance.simulation.audit.Trace;
import loyalty.protocol.identity.PhoneNumber;
import loyalty.protocol.sync.Extract;
import loyalty.terminal.commit.Outbox;
import loyalty.terminal.database.StorageException;

/** A processor, its shops with their registers, and members; everything follows from one seed. */
final class World implements AutoCloseable {
    private static final long POINTS = 100;
    private static final int PHONES = 3;

    private final SplittableRandom random;
    private final SimulatedTime time = new SimulatedTime(Instant.parse("2026-11-25T09:00:00Z"));
    private final Paper paper = new Paper();
    private final Decisions decisions = new Decisions();
    private final Audit audit = new Audit(paper, decisions);
    private final Trace trace = new Trace();
    private final List<Extract> receipts = new ArrayList<>();
    private final Map<SimulatedRegister, Counter> counters = new LinkedHashMap<>();
    private final List<SimulatedRegister> registers = new ArrayList<>();
    private final List<String> members = new ArrayList<>();
    private final HeadOffice office;
    private final Happenings happenings;
    private int losses;

    World(Path folder, long seed, Switches switches) throws Exception {
        this.random = new SplittableRandom(seed);
        this.office = new HeadOffice(folder, time, decisions, switches);
        importMembers(folder.resolve("members.ndjson"), 3 + random.nextInt(4));
        int shops = 1 + random.nextInt(4);
        for (int shop = 0; shop < shops; shop++) {
            int tills = 1 + random.nextInt(shops == 1 ? 4 : 2);
            for (int till = 0; till < tills; till++) {
                open(folder, "s-" + shop, "r-" + shop + till, switches);
            }
        }
        for (int i = 0; i < PHONES; i++) {
            members.add(office.identifier().memberOf(phone(i)).toString());
        }
        int lost = random.nextInt(4);
        this.happenings = new Happenings(this, random.split(), lost < 2, lost == 2);
    }

    private void importMembers(Path file, int count) throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            members.add("m-" + i);
            paper.imported("l-" + i, POINTS);
            lines.add(line(i, POINTS, i % 2 == 0 ? "" : ",\"expiresAt\":\"" + end() + "\""));
        }
        Files.write(file, lines);
        office.importMembers(file);
    }

    /** One member of an import, with one lot. */
    static String line(int number, long points, String end) {
        return "{\"id\":\"m-%d\",\"lots\":[{\"id\":\"l-%d\",\"points\":\"%d\"%s}]}"
                .formatted(number, number, points, end);
    }

    private Instant end() {
        return time.instant().plus(Duration.ofHours(random.nextLong(10, 120)));
    }

    private void open(Path folder, String shop, String name, Switches switches) throws Exception {
        SimulatedRegister register =
                new SimulatedRegister(
                        new SimulatedRegister.Place(name, shop, folder.resolve(name)),
                        time,
                        random.split(),
                        office,
                        line -> paper.hearing(switches.port().apply(line)));
        registers.add(register);
        counters.put(register, new Counter(register, time, random.split(), paper, receipts::add));
        register.line().calm(true);
        for (int turns = 0; turns < 1_000 && !register.isEnrolled(); turns++) {
            if (turns % 100 == 0) {
                office.code(name, shop).ifPresent(register::enrol);
            }
            register.turn();
        }
        register.line().calm(false);
    }

    // ---- its parts -----------------------------------------------------------------------------

    HeadOffice office() {
        return office;
    }

    List<SimulatedRegister> registers() {
        return registers;
    }

    Counter counter(SimulatedRegister register) {
        return Objects.requireNonNull(counters.get(register));
    }

    List<Extract> receipts() {
        return receipts;
    }

    SimulatedRegister anyRegister() {
        return registers.get(random.nextInt(registers.size()));
    }

    String anyMember() {
        return members.get(random.nextInt(members.size()));
    }

    /** Somebody the processor knows. */
    String knownMember() throws Exception {
        List<String> known = List.copyOf(office.books().members().keySet());
        return known.get(random.nextInt(known.size()));
    }

    PhoneNumber phone() {
        return phone(random.nextInt(PHONES));
    }

    private static PhoneNumber phone(int number) {
        return new PhoneNumber("+7900000000" + number);
    }

    void pass(Duration length) {
        time.pass(length);
    }

    // ---- its life ------------------------------------------------------------------------------

    /** What came of one run; {@code trace} tells one run of a seed from another. */
    record Figures(
            int sales,
            int operations,
            int crashes,
            int processorDeaths,
            long faults,
            int releases,
            int merges,
            int losses,
            long paid,
            String trace) {}

    Figures run(int steps) throws Exception {
        try {
            return live(steps);
        } catch (IllegalStateException e) {
            e.addSuppressed(new IllegalStateException("a world of " + this));
            throw e;
        }
    }

    private Figures live(int steps) throws Exception {
        for (int step = 0; step < steps; step++) {
            trace.note(happenings.next());
            audit();
            turns(random.nextInt(30));
            audit();
            if (step % 8 == 0) {
                nothingSkipped();
            }
        }
        new Healing(this).heal();
        audit();
        nothingSkipped();
        new Healed(paper, office.whole(), office.books(), time.instant()).check(registers);
        return figures();
    }

    private void turns(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            SimulatedRegister register = anyRegister();
            register.turn();
            counter(register).goOn();
            if (random.nextInt(50) == 0) {
                replaceIfLost(register);
            }
            time.pass(Duration.ofMillis(50));
        }
    }

    /** Looks at everything without touching it. */
    void audit() throws Exception {
        watch(true);
        Books books = office.books();
        audit.always(books, registers);
        trace.note(books.toString());
        watch(false);
    }

    private void watch(boolean now) throws StorageException {
        for (SimulatedRegister register : registers) {
            register.watch(now);
        }
    }

    private void nothingSkipped() throws Exception {
        watch(true);
        Audit.nothingSkipped(
                office.whole(), office.books(), registers, office.whole().generation());
        watch(false);
    }

    // ---- losses --------------------------------------------------------------------------------

    void loseDisk(SimulatedRegister register) throws Exception {
        losses++;
        paper.endanger(register.name());
        register.loseDisk();
    }

    /** A register that was put back may spend once more what it had then. */
    void putBack(SimulatedRegister register, boolean wholly) throws Exception {
        if (!register.hasCopy()) {
            return;
        }
        losses++;
        paper.endanger(register.name());
        Map<String, Long> before = remaining(register);
        register.putBack(wholly);
        if (wholly) {
            remaining(register)
                    .forEach(
                            (lot, points) ->
                                    decisions.allow(lot, points - before.getOrDefault(lot, 0L)));
        }
    }

    private static Map<String, Long> remaining(SimulatedRegister register) throws Exception {
        Map<String, Long> remaining = new LinkedHashMap<>();
        register.watch(true);
        for (var right : register.ledger().rights().all()) {
            remaining.put(right.lot(), right.remaining() + right.held());
        }
        register.watch(false);
        return remaining;
    }

    /** Somebody enrols a machine again that the processor does not know. */
    void replaceIfLost(SimulatedRegister register) throws Exception {
        if (!register.isEnrolled() || register.line().isStranger()) {
            office.code(register.name(), register.shop()).ifPresent(register::enrol);
        }
    }

    /**
     * A restored processor has forgotten the keys of registers begun since its backup: receipts
     * they signed are for a person to judge, who here lets them go.
     */
    void settleForgotten(SimulatedRegister register) throws Exception {
        if (office.restores() == 0) {
            return;
        }
        for (Outbox.Entry entry : register.ledger().outbox().quarantined(100)) {
            if (entry.answer().contains("extract is not signed")) {
                register.ledger().quarantine().drop(entry.id(), "forgotten key");
                paper.endanger(entry.id());
            }
        }
    }

    void backUp() throws Exception {
        office.backUp();
    }

    void restore() throws Exception {
        if (office.hasBackup()) {
            losses++;
            office.restore();
        }
    }

    private Figures figures() {
        int crashes = registers.stream().mapToInt(SimulatedRegister::crashes).sum();
        long faults = registers.stream().mapToLong(each -> each.line().faults()).sum();
        return new Figures(
                paper.sold(),
                paper.size(),
                crashes,
                office.deaths(),
                faults,
                office.releases(),
                office.merges(),
                losses,
                paper.paid(),
                trace.hash());
    }

    /** What kind of world this is. */
    @Override
    public String toString() {
        return registers.size()
                + " registers, "
                + losses
                + " losses, "
                + office.restores()
                + " restores of the processor";
    }

    @Override
    public void close() {
        registers.forEach(SimulatedRegister::close);
        office.close();
    }
}
