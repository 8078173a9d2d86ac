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
import loyalty.terminal.database.StorageException;

/** A processor, its shops with their registers, and members; everything follows from one seed. */
final class World implements AutoCloseable {
    private static final long POINTS = 100;
    private static final int PHONES = 3;

    private final SplittableRandom random;
    private final SimulatedTime time = new SimulatedTime(Instant.parse("2026-11-25T09:00:00Z"));
    private final Paper paper = new Paper();
    private final Decisions decisions = new Decisions();
    private final Audit audit = new Audit(paper, decisions, time);
    private final Trace trace = new Trace();
    private final List<Extract> receipts = new ArrayList<>();
    private final Map<SimulatedRegister, Counter> counters = new LinkedHashMap<>();
    private final List<SimulatedRegister> registers = new ArrayList<>();
    private final List<String> members = new ArrayList<>();
    private final HeadOffice office;
    private final People people;
    private final Backup backup;
    private final Net net;
    private final Happenings happenings;
    private final Tally happened = new Tally();
    private long looks;
    private final Caretakers caretakers;
    private final LostMachines lostMachines;
    private final Switches switches;
    private final Path folder;
    private int losses;

    World(Path folder, long seed, Switches switches) throws Exception {
        this.random = new SplittableRandom(seed);
        this.folder = folder;
        this.switches = switches;
        this.office = new HeadOffice(folder, time, switches);
        this.people = new People(office, time, decisions);
        this.backup = new Backup(office, people, decisions, folder.resolve("backup.db"));
        this.net = new Net(office, time, new SplittableRandom(~seed));
        importMembers(folder.resolve("members.ndjson"), 3 + random.nextInt(4));
        int shops = 1 + random.nextInt(4);
        for (int shop = 0; shop < shops; shop++) {
            int tills = 1 + random.nextInt(shops == 1 ? 4 : 2);
            for (int till = 0; till < tills; till++) {
                SimulatedRegister register =
                        machine("r-" + shop + till, "s-" + shop, "r-" + shop + till);
                registers.add(register);
                open(register);
            }
        }
        for (int i = 0; i < PHONES; i++) {
            members.add(office.identifier().memberOf(phone(i)).toString());
        }
        this.caretakers = new Caretakers(people, paper);
        this.lostMachines = new LostMachines(this, random.split());
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

    private SimulatedRegister machine(String name, String shop, String files) throws Exception {
        SimulatedRegister register =
                new SimulatedRegister(
                        new SimulatedRegister.Place(name, shop, folder.resolve(files)),
                        time,
                        random.split(),
                        net,
                        switches.heardBy(paper));
        counters.put(register, new Counter(register, time, random.split(), paper, receipts::add));
        return register;
    }

    private void open(SimulatedRegister register) throws Exception {
        register.line().calm(true);
        for (int turns = 0; turns < 1_000 && !register.isEnrolled(); turns++) {
            if (turns % 100 == 0) {
                people.code(register.name(), register.shop()).ifPresent(register::enrol);
            }
            register.turn();
        }
        register.line().calm(false);
    }

    // ---- its parts -----------------------------------------------------------------------------

    HeadOffice office() {
        return office;
    }

    People people() {
        return people;
    }

    Net net() {
        return net;
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
            Map<String, Long> happened,
            long looks,
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
            note(happenings.next());
            audit();
            turns(random.nextInt(30));
            audit();
            if (step % 8 == 0) {
                nothingSkipped();
            }
        }
        Healing healing = new Healing(this);
        healing.heal();
        audit();
        nothingSkipped();
        healed().check(registers, lostMachines.found());
        healing.rest();
        healed().everythingIsHome();
        return figures();
    }

    private void note(Happenings.Event event) {
        happened.count(event.what());
        trace.note(event.what() + " " + event.register());
    }

    private Healed healed() throws Exception {
        return new Healed(paper, office.whole(), office.books(), time.instant());
    }

    private void turns(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            SimulatedRegister register = anyRegister();
            register.turn();
            counter(register).goOn();
            if (random.nextInt(50) == 0) {
                caretakers.replaceIfLost(register);
            }
            lostMachines.turn();
            net.turn();
            time.pass(Duration.ofMillis(50));
        }
    }

    /** Looks at everything without touching it. */
    void audit() throws Exception {
        looks++;
        office.mustNotHaveBroken();
        watch(true);
        Books books = office.books();
        audit.always(books, everybody());
        trace.note(books.toString());
        watch(false);
    }

    /** Also those who were replaced and found again. */
    List<SimulatedRegister> everybody() {
        List<SimulatedRegister> everybody = new ArrayList<>(registers);
        everybody.addAll(lostMachines.found());
        return everybody;
    }

    private void watch(boolean now) throws StorageException {
        for (SimulatedRegister register : everybody()) {
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

    /** Another machine takes the place and the name of one that nobody finds. */
    void loseMachine(SimulatedRegister register) throws Exception {
        losses++;
        paper.endanger(register.name());
        SimulatedRegister other =
                machine(register.name(), register.shop(), register.name() + "-" + losses);
        registers.set(registers.indexOf(register), other);
        lostMachines.lose(register);
    }

    void findMachine() {
        lostMachines.find();
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
        audit.putBack(register);
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

    List<SimulatedRegister> found() {
        return lostMachines.found();
    }

    Caretakers caretakers() {
        return caretakers;
    }

    void backUp() throws Exception {
        backup.make();
    }

    void restore() throws Exception {
        if (backup.putBack()) {
            losses++;
        }
    }

    private Figures figures() {
        int crashes = registers.stream().mapToInt(SimulatedRegister::crashes).sum();
        long faults = registers.stream().mapToLong(each -> each.line().faults().sum()).sum();
        registers.forEach(each -> happened.add(each.line().faults().counts()));
        happened.add(net.arrived().counts());
        return new Figures(
                paper.sold(),
                paper.size(),
                crashes,
                office.deaths(),
                faults,
                people.releases(),
                people.merges(),
                losses,
                paper.paid(),
                happened.counts(),
                looks,
                trace.hash());
    }

    /** What kind of world this is. */
    @Override
    public String toString() {
        return registers.size()
                + " registers, "
                + losses
                + " losses, "
                + backup.restores()
                + " restores of the processor";
    }

    @Override
    public void close() {
        registers.forEach(SimulatedRegister::close);
        lostMachines.close();
        office.close();
    }
}
