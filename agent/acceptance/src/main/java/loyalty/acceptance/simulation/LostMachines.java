package loyalty.acceptance.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Machines that were carried away or thought to be broken, and replaced under their name. Some are
 * found again and go on where they were: they sell while they may, and send what they have.
 */
final class LostMachines {
    private final World world;
    private final SplittableRandom random;
    private final List<SimulatedRegister> lost = new ArrayList<>();
    private final List<SimulatedRegister> found = new ArrayList<>();

    LostMachines(World world, SplittableRandom random) {
        this.world = world;
        this.random = random;
    }

    /** Nobody knows where it is; it is switched off. */
    void lose(SimulatedRegister machine) {
        machine.line().hangUp();
        lost.add(machine);
    }

    /** One of them is switched on again. */
    void find() {
        if (!lost.isEmpty()) {
            found.add(lost.remove(random.nextInt(lost.size())));
        }
    }

    List<SimulatedRegister> found() {
        return found;
    }

    /** Something may happen at one that was found. */
    void turn() throws Exception {
        if (!found.isEmpty() && random.nextInt(3) == 0) {
            SimulatedRegister machine = found.get(random.nextInt(found.size()));
            if (random.nextInt(20) == 0) {
                world.counter(machine).sell(world.anyMember(), 30);
            }
            machine.turn();
            world.counter(machine).goOn();
        }
    }

    void close() {
        lost.forEach(SimulatedRegister::close);
        found.forEach(SimulatedRegister::close);
    }
}
