package loyalty.terminal.commit;

import java.util.Locale;

/** How far this register has come down; each step allows less than the one before. */
public enum Step {
    /** The processor answers: all. */
    EVERYTHING,
    /** Redeem within what this register holds or is trusted with; earn, enrol, grant, return. */
    RIGHTS_ONLY,
    /** Earn, enrol, return. */
    ACCRUAL_ONLY,
    /** Show the member; nothing can be written or computed. */
    IDENTIFY_ONLY;

    /** As in status and on the cashier page: {@code rights-only}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
