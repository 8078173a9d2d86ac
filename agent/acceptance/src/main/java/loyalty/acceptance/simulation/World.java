package loyalty.acceptance.simulation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import loyalty.engine.document.Fields;
import loyalty.processor.load.MemberImport;
import loyalty.processor.member.Account;
import loyalty.processor.settings.Keys;
import loyalty.processor.settings.ProcessorSettings;
import loyalty.processor.store.SqliteStore;
import loyalty.processor.sync.Desks;
import loyalty.processor.sync.Office;
import loyalty.processor.sync.Operations;
import loyalty.processor.sync.Programme;
import loyalty.processor.sync.Replay;
import loyalty.protocol.sync.Correction;
import loyalty.protocol.sync.Holder;
import loyalty.protocol.sync.Operation;
import loyalty.protocol.sync.SaleBody;
import loyalty.terminal.commit.Outbox;
import loyalty.terminal.commit.RightTotals;
import loyalty.terminal.commit.Sale;
import loyalty.terminal.commit.SaleId;
import loyalty.terminal.commit.SaleState;
import loyalty.terminal.member.KnownMember;

/** A processor, its registers and members, and everything that happens to them from one seed. */
final class World implements AutoCloseable {
    private static final int REGISTERS = 4;
    private static final int MEMBERS = 5;
    private static final long POINTS = 100;

    private final SplittableRandom random;
    private final SimulatedTime time = new SimulatedTime(Instant.parse("2026-11-25T09:00:00Z"));
    private final Office office;
    private final Desks desks;
    private final List<SimulatedRegister> registers = new ArrayList<>();

    World(Path folder, long seed) throws Exception {
        this.random = new SplittableRandom(seed);
        this.office =
                new Office(
                        SqliteStore.open(folder.resolve("processor.db")),
                        Keys.in(folder.resolve("keys")),
                        ProcessorSettings.defaults(),
                        time);
        Operations.Reception nobody = (kind, answer) -> {};
        this.desks = new Desks(office, new Programme(office), new NoReplay(), nobody);
        members(folder.resolve("members.ndjson"));
        for (int i = 0; i < REGISTERS; i++) {
            String name = "r-" + i;
            SimulatedRegister register =
                    new SimulatedRegister(name, folder.resolve(name), time, random.split(), this);
            registers.add(register);
            enrol(register, name);
        }
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
        public List<Correction> differences(Operation operation, Optional<Account> account) {
            return List.of();
        }

        @Override
        public boolean knows(String pack) {
            return true;
        }
    }

    private void members(Path file) throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < MEMBERS; i++) {
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
    record Figures(int sales, int crashes, long faults, long paid) {}

    Figures run(int steps) throws Exception {
        for (int step = 0; step < steps; step++) {
            happen(registers.get(random.nextInt(REGISTERS)));
            turns(random.nextInt(30));
            if (step % 20 == 0) {
                assertNothingOverspent();
            }
        }
        heal();
        assertNothingOverspent();
        assertSettled();
        assertBoundIsHeld();
        return figures();
    }

    private void happen(SimulatedRegister register) throws Exception {
        String member = "m-" + random.nextInt(MEMBERS);
        switch (random.nextInt(14)) {
            case 0, 1, 2, 3, 4 -> register.sell(member, random.nextLong(70));
            case 5, 6 -> register.lease(member);
            case 7 -> register.lookUp(member);
            case 8 -> register.line().cut(!register.line().isCut());
            case 9 -> register.crash();
            case 10 -> register.dieSoon();
            case 11 -> time.pass(Duration.ofMinutes(random.nextLong(60)));
            case 12 -> time.pass(Duration.ofHours(random.nextLong(20)));
            default -> register.setClock(Duration.ofDays(random.nextLong(-400, 400)));
        }
    }

    private void turns(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            registers.get(random.nextInt(REGISTERS)).turn();
            time.pass(Duration.ofMillis(50));
        }
    }

    private void heal() throws Exception {
        for (SimulatedRegister register : registers) {
            register.line().calm();
            register.stand();
            register.setClock(Duration.ZERO);
        }
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

    // ---- what must hold -------------------------------------------------------------------------

    /** Per lot: what all registers have confirmed, sent or not, never exceeds what was issued. */
    private void assertNothingOverspent() throws Exception {
        for (SimulatedRegister register : registers) {
            register.stand();
        }
        Map<String, Long> issued = new TreeMap<>();
        Map<String, Long> paid = new TreeMap<>();
        for (int i = 0; i < MEMBERS; i++) {
            issued.put("l-" + i, POINTS);
        }
        for (SimulatedRegister register : registers) {
            for (Sale sale : confirmed(register)) {
                sale.draft().body().created().forEach(lot -> issued.put(lot.id(), lot.points()));
                for (SaleBody.Spend spend : sale.draft().body().spends()) {
                    paid.merge(spend.lot(), spend.points(), Long::sum);
                }
            }
        }
        for (Map.Entry<String, Long> lot : paid.entrySet()) {
            long most = issued.getOrDefault(lot.getKey(), 0L);
            require(
                    lot.getValue() <= most,
                    "lot " + lot.getKey() + ": " + lot.getValue() + " paid of " + most);
        }
        for (int i = 0; i < MEMBERS; i++) {
            Account account = office.account("m-" + i).orElseThrow();
            account.check();
            require(account.covered() == 0, "covered for m-" + i + ": " + account.covered());
        }
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

    /** After healing: outboxes empty, each sale booked once, caches and books equal. */
    private void assertSettled() throws Exception {
        Map<String, Long> expected = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < MEMBERS; i++) {
            expected.put("m-" + i, POINTS);
        }
        for (SimulatedRegister register : registers) {
            Outbox outbox = register.ledger().outbox();
            require(
                    outbox.backlog().operations() == 0,
                    "still waiting at " + register.trouble() + ": " + outbox.waiting(3));
            require(outbox.quarantined(1).isEmpty(), "in quarantine: " + outbox.quarantined(1));
            require(
                    register.ledger().journal().verify().holds(),
                    "journal of " + register.trouble());
            for (Sale sale : confirmed(register)) {
                require(seen.add(sale.id().value()), "sale twice: " + sale.id());
                long change =
                        sale.draft().body().created().stream().mapToLong(l -> l.points()).sum()
                                - sale.draft().body().spends().stream()
                                        .mapToLong(SaleBody.Spend::points)
                                        .sum();
                expected.merge(sale.draft().member().orElseThrow(), change, Long::sum);
            }
        }
        for (Map.Entry<String, Long> member : expected.entrySet()) {
            long balance = office.account(member.getKey()).orElseThrow().available(time.instant());
            require(
                    balance == member.getValue(),
                    member.getKey() + " has " + balance + ", sold to " + member.getValue());
            for (SimulatedRegister register : registers) {
                KnownMember cached =
                        register.ledger().members().find(member.getKey()).orElseThrow();
                require(
                        points(cached) == balance,
                        register.trouble() + " shows " + points(cached) + " of " + balance);
            }
        }
    }

    /** What the processor has bound to each register is what the register holds, and no more. */
    private void assertBoundIsHeld() throws Exception {
        Map<Holder, Long> bound = office.store().bound();
        for (SimulatedRegister register : registers) {
            long held = 0;
            for (RightTotals right : register.ledger().rights().all()) {
                held += right.remaining() + right.held();
            }
            for (Sale sale : register.ledger().undecided()) {
                held += sale.draft().body().spends().stream().mapToLong(SaleBody.Spend::hold).sum();
            }
            long there = bound.getOrDefault(register.ledger().register().holder(), 0L);
            require(
                    there == held,
                    register.trouble() + " holds " + held + ", the processor thinks " + there);
        }
    }

    private static long points(KnownMember cached) {
        return Fields.of(cached.snapshot(), new ArrayList<>())
                .each("lots", lot -> lot.whole("points", 0, 0, Long.MAX_VALUE))
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static void require(boolean holds, String what) {
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
        long paid = 0;
        for (SimulatedRegister register : registers) {
            for (Sale sale : confirmed(register)) {
                sales++;
                paid +=
                        sale.draft().body().spends().stream()
                                .mapToLong(SaleBody.Spend::points)
                                .sum();
            }
            crashes += register.crashes();
            faults += register.line().faults();
        }
        return new Figures(sales, crashes, faults, paid);
    }

    @Override
    public void close() {
        registers.forEach(SimulatedRegister::close);
        office.store().close();
    }
}
