package loyalty.terminal.checkout;

import java.util.Locale;

/**
 * What this register may do now, and why no more than that.
 *
 * @param online the processor answers
 * @param reason a sentence for the cashier; empty while everything is possible
 */
public record Standing(boolean online, Step step, String reason) {
    /** How far the register has come down, from the top. */
    public enum Step {
        /** The processor answers: all. */
        EVERYTHING,
        /** Redeem within the register's own rights; earn, enrol, grant, return. */
        RIGHTS_ONLY,
        /** Earn, enrol, return; no redeeming. */
        ACCRUAL_ONLY,
        /** Show members; nothing is written. */
        IDENTIFY_ONLY;

        /** As in {@code GET /v1/status}: {@code rights-only}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** "online" or "offline". */
    public String mode() {
        return online ? "online" : "offline";
    }
}
