package loyalty.acceptance.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import loyalty.acceptance.simulation.audit.Paper;
import loyalty.protocol.sync.Extract;
import loyalty.protocol.sync.Holder;

/** Everything that can happen in a world, and how often. */
final class Happenings {
    private final World world;
    private final SplittableRandom random;
    private final List<Happening> table = new ArrayList<>();
    private int weights;

    /** Something that happens at or to a register. */
    interface Deed {
        void at(SimulatedRegister register) throws Exception;
    }

    private static final List<String> TABLES =
            List.of("member", "document", "operation", "sale", "bound", "change", "answered");

    private record Happening(String name, int upTo, Deed deed) {}

    /**
     * What a register and the processor both lost nobody can know; so a world loses one or the
     * other.
     *
     * @param registersLost disks are lost and put back
     * @param processorLost the processor's database is put back
     */
    Happenings(World world, SplittableRandom random, boolean registersLost, boolean processorLost) {
        this.world = world;
        this.random = random;
        shops();
        lines();
        machines(registersLost ? 1 : 0);
        centre(processorLost ? 2 : 0);
    }

    private void may(int weight, String name, Deed deed) {
        weights += weight;
        table.add(new Happening(name, weights, deed));
    }

    private void shops() {
        may(36, "sale", at -> counter(at).sell(member(), random.nextLong(70)));
        may(6, "race", this::race);
        may(8, "lease", at -> counter(at).lease(member()));
        may(4, "look up", at -> counter(at).lookUp(member()));
        may(8, "goods back", this::goodsBack);
        may(4, "grant", at -> counter(at).grant(member(), 5 + 5 * random.nextLong(3)));
        may(4, "newcomer", at -> counter(at).enrol(world.office().identifier(), world.phone()));
        may(4, "late confirm", at -> counter(at).confirmLate());
    }

    private void lines() {
        may(5, "line", at -> at.line().cut(!at.line().isCut()));
        may(4, "minutes", at -> world.pass(Duration.ofMinutes(random.nextLong(60))));
        may(4, "hours", at -> world.pass(Duration.ofHours(random.nextLong(20))));
    }

    private void machines(int loss) {
        may(4, "crash", SimulatedRegister::crash);
        may(4, "death at a write", SimulatedRegister::dieSoon);
        may(4, "clock", at -> at.clock().set(Duration.ofHours(random.nextLong(-9_000, 9_000))));
        may(2, "sleep", this::sleep);
        may(loss, "disk lost", world::loseDisk);
        may(loss, "machine lost", world::loseMachine);
        may(2 * loss, "machine found", at -> world.findMachine());
        may(2 * loss, "disk copied", SimulatedRegister::copyDisk);
        may(loss, "disk put back", at -> world.putBack(at, random.nextBoolean()));
    }

    private void centre(int loss) {
        HeadOffice office = world.office();
        People people = world.people();
        may(5, "processor's death", at -> office.dieSoon(random.nextInt(40), random.nextBoolean()));
        may(
                3,
                "death at a row",
                at -> office.dieWriting(TABLES.get(random.nextInt(TABLES.size()))));
        may(2, "release", at -> release(at, random.nextInt(4) > 0));
        may(2, "merge", at -> people.merge(world.knownMember(), world.knownMember()));
        may(2, "trust", at -> people.revoke(at.name(), !people.haveRevoked(at.name())));
        may(4, "decisions", at -> people.carryOut());
        may(loss, "backup", at -> world.backUp());
        may(loss, "restore", at -> world.restore());
    }

    /** What happened, and at which register. */
    record Event(String what, String register) {}

    /** Something happens somewhere. */
    Event next() throws Exception {
        SimulatedRegister register = world.anyRegister();
        int chosen = random.nextInt(weights);
        for (Happening each : table) {
            if (chosen < each.upTo()) {
                each.deed().at(register);
                return new Event(each.name(), register.name());
            }
        }
        throw new IllegalStateException("the table has a hole at " + chosen);
    }

    private Counter counter(SimulatedRegister register) {
        return world.counter(register);
    }

    private String member() {
        return world.anyMember();
    }

    /** Two registers want all of one member's points at the same time. */
    private void race(SimulatedRegister register) throws Exception {
        String member = member();
        counter(register).sell(member, 1_000);
        counter(world.anyRegister()).sell(member, 1_000);
    }

    /** Some goods of some receipt come back, to whatever register. */
    private void goodsBack(SimulatedRegister register) throws Exception {
        List<Extract> receipts = world.receipts();
        if (!receipts.isEmpty()) {
            Extract receipt = receipts.get(random.nextInt(receipts.size()));
            counter(register).giveBack(receipt, 1 + random.nextLong(Paper.UNITS));
        }
    }

    private void sleep(SimulatedRegister register) {
        Duration length = Duration.ofMinutes(random.nextLong(1, 3_000));
        world.pass(length);
        register.clock().slept(length);
    }

    private void release(SimulatedRegister register, boolean patient) {
        Holder holder = register.ledger().register().holder();
        if (holder.incarnation() > 0) {
            world.people().release(holder, patient);
        }
    }
}
