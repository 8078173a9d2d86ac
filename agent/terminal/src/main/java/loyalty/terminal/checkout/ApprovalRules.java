package loyalty.terminal.checkout;

/**
 * Whose PIN is needed, once the register has cashiers with PINs.
 *
 * @param giveBack for a return
 * @param foreign for a return of another register's receipt while the processor cannot be asked
 * @param grant for points given by hand
 */
public record ApprovalRules(Approval giveBack, Approval foreign, Approval grant) {
    /** A cashier takes returns; the rest is a supervisor's. */
    public static final ApprovalRules USUAL =
            new ApprovalRules(Approval.CASHIER, Approval.SUPERVISOR, Approval.SUPERVISOR);

    Approval forReturn(Returnable.Source source) {
        boolean onTrust = source == Returnable.Source.RECEIPT;
        return onTrust && foreign.compareTo(giveBack) > 0 ? foreign : giveBack;
    }
}
