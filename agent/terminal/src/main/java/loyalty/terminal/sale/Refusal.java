package loyalty.terminal.sale;

/** Why the ledger did not do what it was asked. Nothing was written. */
public enum Refusal {
    /** The idempotency key was used with another body. */
    KEY_REUSED,
    /** Another sale or return has this receipt number on this business day. */
    RECEIPT_TAKEN,
    /** The register does not hold enough rights on a lot. */
    RIGHTS_MISSING,
    /** The rights' term is over, or the clock is doubtful. */
    TERM_OVER,
    /** No such sale. */
    UNKNOWN_SALE,
    /** The sale is confirmed; what is wanted comes too late. A return undoes it. */
    CONFIRMED_ALREADY,
    /** The sale was cancelled. */
    CANCELLED_ALREADY,
    /** The sale waits for the processor's hold, or does not want one. */
    WRONG_HOLD_STATE,
    /** This grant was made already for this period. */
    GRANTED_ALREADY,
    /** Another return of the same sale was written since this one was worked out. */
    RETURNED_MEANWHILE,
    /** The register does not know what time it is. */
    CLOCK_DOUBTFUL
}
