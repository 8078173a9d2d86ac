package loyalty.acceptance.simulation;

import loyalty.acceptance.simulation.audit.Paper;
import loyalty.protocol.sync.Extract;
import loyalty.protocol.sync.ReturnBody;
import loyalty.terminal.commit.Outbox;

/** People who look after the machines in the stores: who enrol them, and judge what they hold. */
final class Caretakers {
    private final People people;
    private final Paper paper;

    Caretakers(People people, Paper paper) {
        this.people = people;
        this.paper = paper;
    }

    /**
     * A machine that was found again and had never been enrolled has receipts to tell of; its place
     * is taken, so that it is enrolled under a name of its own.
     */
    void takeInIfStrange(SimulatedRegister machine) throws Exception {
        if (!machine.isEnrolled()) {
            people.code(machine.name() + "-found", machine.shop()).ifPresent(machine::enrol);
        }
    }

    /** Somebody enrols a machine again that the processor does not know. */
    void replaceIfLost(SimulatedRegister register) throws Exception {
        if (!register.isEnrolled() || register.line().isStranger()) {
            people.code(register.name(), register.shop()).ifPresent(register::enrol);
        }
    }

    /**
     * A restored processor has forgotten the keys of registers begun since its backup, and a
     * machine may be lost before it was enrolled: receipts they signed are for a person to judge,
     * who lets them go if no key of that register signed them, and tries again if one did that came
     * later.
     */
    void settleForgotten(SimulatedRegister register) throws Exception {
        for (Outbox.Entry entry : register.ledger().outbox().quarantined(100)) {
            if (entry.answer().contains("extract is not signed")) {
                if (people.knowWhoSigned(receiptOf(entry))) {
                    register.ledger().quarantine().retry(entry.id());
                } else {
                    register.ledger().quarantine().drop(entry.id(), "forgotten key");
                }
                paper.endanger(entry.id());
            }
        }
    }

    private static Extract receiptOf(Outbox.Entry entry) throws Exception {
        return ReturnBody.read(entry.operation().body()).extract().orElseThrow();
    }
}
