package loyalty.terminal.sale;

/** What became of the points that the processor should hold for a sale. */
public enum HoldState {
    /** None was needed. */
    NONE,
    /** Written down and asked for; the answer has not come. */
    ASKED,
    /** The processor holds the points. */
    HELD,
    /** Not wanted any more; the operation that tells the processor is written. */
    CANCELLED,
    /** The confirmed sale uses it up. */
    CONSUMED
}
