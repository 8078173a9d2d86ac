package loyalty.acceptance.simulation;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import loyalty.processor.load.MemberImport;
import loyalty.processor.member.Account;
import loyalty.processor.member.SaleBook;
import loyalty.processor.settings.Keys;
import loyalty.processor.settings.ProcessorSettings;
import loyalty.processor.store.SqliteStore;
import loyalty.processor.store.StoreException;
import loyalty.processor.sync.Desks;
import loyalty.processor.sync.Office;
import loyalty.processor.sync.Operations;
import loyalty.processor.sync.Programme;
import loyalty.processor.sync.Replay;
import loyalty.protocol.identity.PhoneNumber;
import loyalty.protocol.sync.Correction;
import loyalty.protocol.sync.Extract;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.SaleBody;
import loyalty.terminal.commit.Sale;
import loyalty.terminal.commit.SaleId;
import loyalty.terminal.commit.SaleState;
import loyalty.terminal.sync.Processor;

/** A processor, its registers and members, and everything that happens to them from one seed. */
final class World implements AutoCloseable {
    private static final int REGISTERS = 4;
    private static final int MEMBERS = 5;
    private static final long POINTS = 100;

    private static final int PHONES = 3;
    private static final String IDENTIFIER_KEY = "5e".repeat(32);

    private final SplittableRandom random;
    private final SimulatedTime time = new SimulatedTime(Instant.parse("2026-11-25T09:00:00Z"));
    private final UnaryOperator<Processor> switched;
    private final MortalStore store;
    private final Keys keys;
    private final Paper paper = new Paper();
    private final List<Extract> receipts = new ArrayList<>();
    private final List<SimulatedRegister> registers = new ArrayList<>();
    private final List<String> members = new ArrayList<>();
    private final Map<String, Long> releasedHolds = new HashMap<>();
    private final Set<Holder> toRelease = new LinkedHashSet<>();
    private final Set<List<String>> toMerge = new LinkedHashSet<>();
    private Office office;
    private Desks desks;
    private int processorDeaths;
    private int releases;
    private int merges;

    World(Path folder, long seed) throws Exception {
        this(folder, seed, processor -> processor);
    }

    /** With something between the registers and their lines that breaks a rule. */
    World(Path folder, long seed, UnaryOperator<Processor> switched) throws Exception {
        this.random = new SplittableRandom(seed);
        this.switched = switched;
        this.store = new MortalStore(SqliteStore.open(folder.resolve("processor.db")));
        Path secrets = Files.createDirectories(folder.resolve("keys"));
        Files.writeString(secrets.resolve("identifier.key"), IDENTIFIER_KEY);
        this.keys = Keys.in(secrets);
        start();
        importMembers(folder.resolve("members.ndjson"));
        for (int i = 0; i < REGISTERS; i++) {
            String name = "r-" + i;
            SimulatedRegister register =
                    new SimulatedRegister(name, folder.resolve(name), time, random.split(), this);
            registers.add(register);
            enrol(register, name);
        }
        for (int i = 0; i < PHONES; i++) {
            members.add(keys.identifier().memberOf(phone(i)).toString());
        }
    }

    private static PhoneNumber phone(int number) {
        return new PhoneNumber("+7900000000" + number);
    }

    private void start() {
        office = new Office(store, keys, ProcessorSettings.defaults(), time);
        Operations.Reception nobody = (kind, answer) -> {};
        desks = new Desks(office, new Programme(office), new NoReplay(), nobody);
    }

    /** The processor died; another one begins with what is on disk. */
    void processorFailed(Exception why) {
        if (!store.isDead()) {
            throw new IllegalStateException("the processor broke", why);
        }
        store.live();
        processorDeaths++;
        start();
    }

    UnaryOperator<Processor> switched() {
        return switched;
    }

    Paper paper() {
        return paper;
    }

    void printed(Extract receipt) {
        receipts.add(receipt);
    }

    private void enrol(SimulatedRegister register, String name) throws Exception {
        for (int tries = 0; tries < 50; tries++) {
            try {
                register.enrol(desks.registers().newCode(name, "s-" + name));
                return;
            } catch (java.util.concurrent.ExecutionException e) {
                time.pass(Duration.ofSeconds(1)); // the line took it; a person tries again
            }
        }
        throw new IllegalStateException(name + " cannot be enrolled");
    }

    /** Nothing is calculated in this world, so nothing can differ. */
    private static final class NoReplay implements Replay {
        @Override
        public List<Correction> differences(
                Operation operation, Optional<Account> account, SaleBook sales) {
            return List.of();
        }

        @Override
        public long most(String pack, SaleBody.LimitUse use) {
            return Long.MAX_VALUE;
        }

        @Override
        public boolean knows(String pack) {
            return true;
        }
    }

    private void importMembers(Path file) throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < MEMBERS; i++) {
            members.add("m-" + i);
            paper.imported("l-" + i, POINTS);
            text.append("{\"id\":\"m-").append(i).append("\",\"lots\":[{\"id\":\"l-").append(i);
            text.append("\",\"points\":\"").append(POINTS).append("\"}]}\n");
        }
        Files.writeString(file, text);
        new MemberImport(office, desks).run(file, progress -> {});
    }

    Desks desks() {
        return desks;
    }

    /** What came of one run. */
    record Figures(
            int sales,
            int operations,
            int crashes,
            int processorDeaths,
            long faults,
            int releases,
            int merges,
            long paid) {}

    Figures run(int steps) throws Exception {
        for (int step = 0; step < steps; step++) {
            happen(registers.get(random.nextInt(REGISTERS)));
            turns(random.nextInt(30));
            if (step % 10 == 0) {
                audit().always(registers);
            }
        }
        heal();
        audit().always(registers);
        audit().healed(registers);
        return figures();
    }

    private void happen(SimulatedRegister register) throws Exception {
        String member = members.get(random.nextInt(members.size()));
        switch (random.nextInt(22)) {
            case 0, 1, 2, 3, 4, 5 -> register.sell(member, random.nextLong(70));
            case 6, 7 -> register.lease(member);
            case 8 -> register.lookUp(member);
            case 9 -> register.line().cut(!register.line().isCut());
            case 10 -> register.crash();
            case 11 -> register.dieSoon();
            case 12 -> time.pass(Duration.ofMinutes(random.nextLong(60)));
            case 13 -> time.pass(Duration.ofHours(random.nextLong(20)));
            case 14 -> register.setClock(Duration.ofDays(random.nextLong(-400, 400)));
            case 15, 16 -> comeBack(register);
            case 17 -> register.grant(member, 5 + 5 * random.nextLong(3));
            case 18 -> register.enrolMember(keys.identifier(), phone(random.nextInt(PHONES)));
            case 19 -> store.dieAt(random.nextInt(6), random.nextBoolean());
            case 20 -> register.confirmLate();
            default -> decideCentrally(register);
        }
    }

    /** Some goods of some receipt come back, to whatever register. */
    private void comeBack(SimulatedRegister register) throws Exception {
        if (!receipts.isEmpty()) {
            Extract receipt = receipts.get(random.nextInt(receipts.size()));
            register.giveBack(receipt, 1 + random.nextLong(Paper.UNITS));
        }
    }

    /** What people at the head office do: believe a register dead, or two members one. */
    private void decideCentrally(SimulatedRegister register) throws Exception {
        if (random.nextBoolean()) {
            register.stand();
            toRelease.add(register.ledger().register().holder());
        } else {
            List<String> known = List.copyOf(Books.of(store).members().keySet());
            toMerge.add(
                    List.of(
                            known.get(random.nextInt(known.size())),
                            known.get(random.nextInt(known.size()))));
        }
        carryOut();
    }

    /** Decisions that a death of the processor cut short are taken again. */
    private void carryOut() throws Exception {
        try {
            for (Holder holder : List.copyOf(toRelease)) {
                release(holder);
                toRelease.remove(holder);
                releases++;
            }
            for (List<String> two : List.copyOf(toMerge)) {
                desks.merge(two.get(0), two.get(1));
                toMerge.remove(two);
                merges++;
            }
        } catch (StoreException | UncheckedIOException e) {
            processorFailed(e);
        }
    }

    private void release(Holder holder) throws StoreException {
        Books before = Books.of(store);
        try {
            desks.registers().declareDead(holder);
            desks.registers().release(holder);
        } finally {
            Map<String, Books.Lot> after = Books.of(store).lots();
            before.lots()
                    .forEach(
                            (id, lot) ->
                                    releasedHolds.merge(
                                            id,
                                            held(lot, holder)
                                                    - held(
                                                            Objects.requireNonNull(after.get(id)),
                                                            holder),
                                            Long::sum));
        }
    }

    private static long held(Books.Lot lot, Holder holder) {
        return lot.holds().values().stream()
                .filter(hold -> hold.holder().equals(holder))
                .mapToLong(Books.Hold::points)
                .sum();
    }

    private void turns(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            registers.get(random.nextInt(REGISTERS)).turn();
            time.pass(Duration.ofMillis(50));
        }
    }

    private void heal() throws Exception {
        store.live();
        for (SimulatedRegister register : registers) {
            register.line().calm();
            register.stand();
            register.setClock(Duration.ZERO);
            register.decideAll();
        }
        carryOut();
        for (int round = 0; round < 4_000 && !(round > 400 && quiet()); round++) {
            for (SimulatedRegister register : registers) {
                for (int i = 0; i < 4; i++) {
                    register.turn();
                }
            }
            time.pass(Duration.ofSeconds(1));
        }
    }

    private boolean quiet() throws Exception {
        for (SimulatedRegister register : registers) {
            if (register.ledger().outbox().backlog().operations() > 0) {
                return false;
            }
        }
        return true;
    }

    /** What the world looks like now; to be asked what must hold. */
    private Audit audit() throws Exception {
        for (SimulatedRegister register : registers) {
            register.stand();
            register.paperwork(paper);
        }
        return new Audit(paper, Books.of(store), releasedHolds);
    }

    private static List<Sale> confirmed(SimulatedRegister register) throws Exception {
        List<Sale> confirmed = new ArrayList<>();
        for (SaleId id : register.sales()) {
            Optional<Sale> sale = register.ledger().sale(id);
            if (sale.isPresent() && sale.get().state() == SaleState.CONFIRMED) {
                confirmed.add(sale.get());
            }
        }
        return confirmed;
    }

    static void require(boolean holds, String what) {
        if (!holds) {
            throw new Violation(what);
        }
    }

    /** Something that must hold does not. */
    static final class Violation extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        Violation(String what) {
            super(what);
        }
    }

    private Figures figures() throws Exception {
        int sales = 0;
        int crashes = 0;
        long faults = 0;
        for (SimulatedRegister register : registers) {
            sales += confirmed(register).size();
            crashes += register.crashes();
            faults += register.line().faults();
        }
        long paid = paper.paid().values().stream().mapToLong(Long::longValue).sum();
        return new Figures(
                sales, paper.size(), crashes, processorDeaths, faults, releases, merges, paid);
    }

    @Override
    public void close() {
        registers.forEach(SimulatedRegister::close);
        store.close();
    }
}
