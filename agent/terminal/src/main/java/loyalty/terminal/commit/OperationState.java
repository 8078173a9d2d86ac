package loyalty.terminal.commit;

/** Where an operation of this register stands. */
public enum OperationState {
    /** Not answered yet, or answered {@code later}: to be sent (again). */
    WAITING,
    /** The processor has it, as it was or corrected. */
    ANSWERED,
    /** The processor rejected it: a person must look, mend or drop it. */
    QUARANTINED,
    /** It was rejected, and another one replaces it or a person dropped it. */
    SETTLED
}
