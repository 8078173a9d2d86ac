package loyalty.acceptance.simulation.audit;

import loyalty.terminal.commit.Ledger;

/** A register as the audit sees it. */
public interface Subject {
    String name();

    Ledger ledger();

    /** Whether its wall clock was never set wrong, so that it must know when a term is over. */
    boolean keepsTime();

    /** Its name and what it last complained of. */
    String trouble();
}
