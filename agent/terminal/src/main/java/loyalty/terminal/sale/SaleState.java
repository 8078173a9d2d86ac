package loyalty.terminal.sale;

/** Where a sale stands: open → printing → confirmed, or cancelled on the way. */
public enum SaleState {
    /** Points are set aside; cancelled by itself when left alone. */
    OPEN,
    /** The fiscal receipt may exist: undecided until confirm or cancel, whatever time passes. */
    PRINTING,
    /** Written for good and on its way to the processor. */
    CONFIRMED,
    /** Everything was given back. */
    CANCELLED
}
