package loyalty.acceptance.simulation;

import java.time.Duration;

/**
 * The end of all trouble: lines are whole, clocks right, machines replaced, people do what they
 * decided; then everybody gets as many turns as it takes until nothing is left to say.
 */
final class Healing {
    private static final int MOST_ROUNDS = 6_000;
    private static final int QUIET_ROUNDS = 15;
    private static final int LONG_ROUNDS = 500;
    private static final int QUICK_ROUNDS = 60;
    private static final Duration TERM_AND_GUARD = Duration.ofDays(4);

    private static final Duration IDLE = Duration.ofDays(3);

    private final World world;
    private final HeadOffice office;
    private final People people;

    Healing(World world) {
        this.world = world;
        this.office = world.office();
        this.people = world.people();
    }

    void heal() throws Exception {
        office.live();
        for (SimulatedRegister register : world.everybody()) {
            register.line().calm(true);
            register.stand();
            register.clock().set(Duration.ZERO);
            world.counter(register).decideAll();
        }
        untilQuiet();
        world.audit();
        people.releaseTheDead();
        untilQuiet();
    }

    /** Nobody comes for a while: what nobody uses goes home. */
    void rest() throws Exception {
        world.pass(IDLE);
        untilQuiet();
    }

    private void untilQuiet() throws Exception {
        int quiet = 0;
        for (int round = 0; round < MOST_ROUNDS && quiet < QUIET_ROUNDS; round++) {
            if (round % 20 == 0) {
                peopleDecide();
            }
            if (round == LONG_ROUNDS) {
                world.pass(TERM_AND_GUARD); // so long the key of a receipt may still come
            }
            world.net().deliver();
            for (SimulatedRegister register : world.everybody()) {
                for (int i = 0; i < 4; i++) {
                    register.turn();
                }
            }
            world.pass(Duration.ofSeconds(round < QUICK_ROUNDS ? 1 : 20));
            quiet = isQuiet() ? quiet + 1 : 0;
        }
    }

    /** Decisions are carried out, revoked registers trusted again, lost ones replaced. */
    private void peopleDecide() throws Exception {
        people.carryOut();
        people.trustAll();
        for (SimulatedRegister register : world.registers()) {
            world.caretakers().replaceIfLost(register);
            world.caretakers().settleForgotten(register);
        }
        for (SimulatedRegister machine : world.found()) {
            world.caretakers().takeInIfStrange(machine);
            world.caretakers().settleForgotten(machine);
        }
    }

    private boolean isQuiet() throws Exception {
        boolean settled = world.net().isEmpty() && areSettled();
        if (settled && !people.areIdle()) {
            world.pass(TERM_AND_GUARD); // for whoever waits for it
            people.carryOut();
            return false;
        }
        return settled;
    }

    private boolean areSettled() throws Exception {
        String horizon = office.whole().horizon().text();
        for (SimulatedRegister register : world.everybody()) {
            if (!register.hasToldAll()) {
                return false;
            }
        }
        for (SimulatedRegister register : world.registers()) {
            if (!register.isSettled(horizon)) {
                return false;
            }
        }
        return true;
    }
}
